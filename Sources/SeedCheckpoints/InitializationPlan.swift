public import Checkpoints
public import Initializers
public import KerasInterop

/// The tensors of a file, in order, each with what its values depend on.
public struct InitializationPlan: Sendable {
  /// The tensors.
  public let tensors: [PlannedTensor]
  /// The seed of the tensors that have none of their own.
  public let seed: Seed
  /// Where the random values of the tensors come from.
  private let backend: Backend
  /// What Keras's files say of a model beside its tensors; empty if these are no Keras model's.
  public var structure = KerasStructure()
  /// Further facts that files record, such as what a single tensor is.
  public var facts: [(key: String, value: String)] = []
  /// The number of elements of all tensors, or of their slices.
  public let elementCount: Int
  /// The number of bytes of all elements.
  public let byteCount: Int

  /// Creates a plan of given tensors.
  ///
  /// - Parameters:
  ///   - tensors: The tensors, whose initializers have the seeds to use.
  ///   - seed: The seed that files record.
  /// - Throws: `InitializationError` if a shape or slice is invalid, or if two tensors would draw the
  ///   same values because their paths have one stream id.
  public init(tensors: [PlannedTensor], seed: Seed) throws(InitializationError) {
    var paths: [UInt64: String] = [:]
    for tensor in tensors where !tensor.path.isEmpty {
      let id = NativeStream.id(of: tensor.path)
      if let other = paths.updateValue(tensor.path, forKey: id) {
        throw InitializationError(
          .invalidConfiguration,
          "\(other) and \(tensor.path) have the same stream of random values; rename one")
      }
    }
    var (elements, bytes) = (0, 0)
    for tensor in tensors {
      let count = try ElementLayout(tensor.parameter(threads: nil)).elements.count
      // At most 2⁶¹ bytes a tensor: the sum is checked before it can leave Int's range.
      elements += count
      bytes += count * tensor.scalarType.byteCount
      guard bytes < 1 << 61 else {
        throw InitializationError(.invalidShape, "the tensors together are too large for a file")
      }
    }
    self.tensors = tensors
    self.seed = seed
    backend = tensors.first?.backend ?? .native
    elementCount = elements
    byteCount = bytes
  }

  /// Plans the initial values of a model's variables.
  ///
  /// An initializer with a seed of its own uses it, and no path, so that it gives the same values as the
  /// same initializer made alone, as in Keras. One without takes the plan's seed and the variable's path.
  ///
  /// - Parameters:
  ///   - variables: The variables, such as those of a `KerasModel` or a ``Manifest``.
  ///   - seed: The seed of variables whose initializers have none.
  ///   - overridingSeeds: Whether initializers' own seeds are passed over.
  ///   - scalarType: A scalar type for all floating-point variables; `nil` to keep their own.
  ///   - backend: Where random values come from.
  /// - Throws: `InitializationError`.
  public init(
    variables: [ModelVariable], seed: Seed, overridingSeeds: Bool = false,
    scalarType: ScalarType? = nil, backend: Backend = .native
  ) throws(InitializationError) {
    let tensors = variables.map { variable in
      var initializer = variable.initializer
      var path = ""
      if let random = initializer as? any RandomInitializer,
        overridingSeeds || !random.seed.isChosen
      {
        initializer = random.seeded(seed)
        path = variable.path
      }
      return PlannedTensor(
        name: variable.path, shape: variable.shape,
        scalarType: variable.scalarType.isFloatingPoint
          ? scalarType ?? variable.scalarType : variable.scalarType,
        initializer: initializer, path: path, backend: backend)
    }
    try self.init(tensors: tensors, seed: seed)
  }

  /// Plans the initial weights of a Keras model, which can then be written as Keras's weights file, too.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - seed: The seed of variables whose initializers have none.
  ///   - overridingSeeds: Whether initializers' own seeds are passed over.
  ///   - scalarType: A scalar type for all floating-point variables; `nil` to keep their own.
  ///   - backend: Where random values come from.
  /// - Throws: `InitializationError`.
  public init(
    model: KerasModel, seed: Seed, overridingSeeds: Bool = false, scalarType: ScalarType? = nil,
    backend: Backend = .native
  ) throws(InitializationError) {
    try self.init(
      variables: model.variables, seed: seed, overridingSeeds: overridingSeeds,
      scalarType: scalarType, backend: backend)
    structure = KerasStructure(of: model)
  }

  /// Plans the initial values of a model in a file; those of a Keras model can then be written in Keras's own formats, too.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - seed: The seed of variables whose initializers have none.
  ///   - overridingSeeds: Whether initializers' own seeds are passed over.
  ///   - scalarType: A scalar type for all floating-point variables; `nil` to keep their own.
  ///   - backend: Where random values come from.
  /// - Throws: `InitializationError`.
  public init(
    file: ModelFile, seed: Seed, overridingSeeds: Bool = false,
    scalarType: ScalarType? = nil, backend: Backend = .native
  ) throws(InitializationError) {
    try self.init(
      variables: file.variables, seed: seed, overridingSeeds: overridingSeeds,
      scalarType: scalarType, backend: backend)
    structure = file.structure
  }

  /// Whether any tensor draws random values.
  public var isRandom: Bool {
    tensors.contains { $0.initializer is any RandomInitializer }
  }

  /// Facts that files record.
  var metadata: [(key: String, value: String)] {
    facts + [
      ("generator", "swift-initializers"),
      ("stream", backend == .native ? NativeStream.version : backend.rawValue),
      ("seed", String(seed.integer)),
    ]
  }
}
