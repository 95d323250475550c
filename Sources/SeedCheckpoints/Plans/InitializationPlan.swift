public import Checkpoints
import InitializerConfigurations
public import Initializers
public import KerasModels

/// The tensors of a file, in order, each with what its values depend on.
public struct InitializationPlan: Sendable {
  /// The tensors.
  public let tensors: [PlannedTensor]
  /// The seed of the tensors that have none of their own.
  public let seed: Seed
  /// Where the random values of the first tensor come from, as those of all do unless they were put
  /// together one by one; native if there is none.
  public let backend: Backend
  /// What tells the whole plan, of which this may be a part, from others; `nil` to find it out from
  /// the tensors.
  let wholeFingerprint: String?
  /// Which part of the whole plan this is, such as `2/4`; `nil` for the whole.
  let shard: String?
  /// What Keras's files say of a model beside its tensors; empty if these are no Keras model's.
  public private(set) var structure = KerasStructure()
  /// The number of elements of all tensors, or of their slices.
  public let elementCount: Int
  /// The number of bytes of all elements.
  public let byteCount: Int

  /// Creates a plan of given tensors, all of which can be made: a plan needs no check.
  ///
  /// - Parameters:
  ///   - tensors: The tensors, whose initializers have the seeds to use.
  ///   - parts: The parts of them that are made; those of one tensor are cut one after the other.
  ///   - seed: The seed that files record.
  /// - Throws: `InitializationError` if a shape or slice is invalid, if two tensors have one name,
  ///   if they would draw the same values because their paths have one stream id, or if one cannot
  ///   be made; of code `InitializationError.Code.invalidSlice` if a part matches no tensor, or
  ///   names an axis that a tensor does not have.
  public init(
    tensors: [PlannedTensor], parts: [PartRule] = [], seed: Seed
  ) throws(InitializationError) {
    var tensors = tensors
    var names = Set<ByteName>(minimumCapacity: tensors.count)
    for tensor in tensors where !names.insert(ByteName(tensor.name)).inserted {
      throw InitializationError(
        .invalidConfiguration, "two tensors are called \(tensor.name); rename one")
    }
    try Self.requireOwnStreams(tensors)
    for part in parts { try part.cut(&tensors) }
    // A tensor made alone has no name that anybody gave it.
    let isOneTensor = tensors.count == 1 && tensors[0].name == "tensor"
    var (elements, bytes) = (0, 0)
    for tensor in tensors {
      let count = try ElementLayout(tensor.request(threads: nil)).elements.count
      // At most 2⁶¹ bytes a tensor: the sum is checked before it can leave Int's range.
      elements += count
      bytes += count * tensor.scalarType.byteCount
      guard bytes < 1 << 61 else {
        throw InitializationError(.invalidShape, "the tensors together are too large for a file")
      }
      try tensor.check(isAlone: isOneTensor)
    }
    self.tensors = tensors
    self.seed = seed
    backend = tensors.first?.backend ?? .native
    (wholeFingerprint, shard) = (nil, nil)
    elementCount = elements
    byteCount = bytes
  }

  /// Plans the initial values of a model's parameters.
  ///
  /// An initializer with a seed of its own uses it, and no path, so that it gives the same values
  /// as the same initializer made alone, as in Keras. One without takes the plan's seed and the
  /// parameter's name as its path.
  ///
  /// - Parameters:
  ///   - parameters: The parameters, such as those of a ``ModelFile``.
  ///   - recipe: Rules for how parameters start; where none matches, what the parameter itself says
  ///     holds.
  ///   - seed: The seed of parameters whose initializers have none.
  ///   - overridingSeeds: Whether initializers' own seeds are passed over.
  ///   - scalarType: A scalar type for all floating-point parameters; `nil` to keep their own.
  ///   - parts: The parts of the tensors that one rank of a tensor-parallel model has; their values
  ///     are those of the whole tensors.
  ///   - backend: Where random values come from.
  /// - Throws: `InitializationError`, as ``init(tensors:parts:seed:)``, and for a parameter that
  ///   has no initializer.
  public init(
    parameters: [ModelParameter], recipe: Recipe? = nil, seed: Seed, overridingSeeds: Bool = false,
    scalarType: ScalarType? = nil, parts: [PartRule] = [], backend: Backend = .native
  ) throws(InitializationError) {
    var tensors: [PlannedTensor] = []
    for var parameter in try recipe?.applied(to: parameters) ?? parameters {
      guard var initializer = parameter.initializer else {
        throw InitializationError(
          .invalidConfiguration,
          "nothing says how \(parameter.name) starts; give a `recipe`, such as gpt2, or an initializer in the model's manifest"
        )
      }
      var path = ""
      if let own = initializer.seed, overridingSeeds || !own.isChosen {
        initializer = initializer.seeded(seed)
        path = parameter.name
      }
      if let scalarType, parameter.scalarType.isFloatingPoint { parameter.scalarType = scalarType }
      tensors.append(
        PlannedTensor(parameter, initializer: initializer, path: path, backend: backend))
    }
    try self.init(tensors: tensors, parts: parts, seed: seed)
  }

  /// Plans the initial values of a model; those of a Keras model can then be written in Keras's own
  /// formats, too.
  ///
  /// - Parameters:
  ///   - file: The model.
  ///   - recipe: Rules for how parameters start; where none matches, what the file says holds.
  ///   - seed: The seed of parameters whose initializers have none.
  ///   - overridingSeeds: Whether initializers' own seeds are passed over.
  ///   - scalarType: A scalar type for all floating-point parameters; `nil` to keep their own.
  ///   - parts: The parts of the tensors that one rank of a tensor-parallel model has.
  ///   - backend: Where random values come from.
  /// - Throws: `InitializationError`, as
  ///   ``init(parameters:recipe:seed:overridingSeeds:scalarType:parts:backend:)``.
  public init(
    file: ModelFile, recipe: Recipe? = nil, seed: Seed, overridingSeeds: Bool = false,
    scalarType: ScalarType? = nil, parts: [PartRule] = [], backend: Backend = .native
  ) throws(InitializationError) {
    try self.init(
      parameters: file.parameters, recipe: recipe, seed: seed, overridingSeeds: overridingSeeds,
      scalarType: scalarType, parts: parts, backend: backend)
    // Keras's files hold whole variables.
    if parts.isEmpty { structure = file.structure }
  }

  /// The plan of some of the tensors, which a larger plan has checked.
  func part(_ range: Range<Int>, of fingerprint: String, shard: String?) -> InitializationPlan {
    InitializationPlan(part: Array(tensors[range]), of: self, fingerprint, shard)
  }

  private init(
    part: [PlannedTensor], of plan: InitializationPlan, _ fingerprint: String, _ shard: String?
  ) {
    (wholeFingerprint, self.shard) = (fingerprint, shard)
    tensors = part
    seed = plan.seed
    backend = plan.backend
    elementCount = part.reduce(0) { $0 + $1.byteCount / $1.scalarType.byteCount }
    byteCount = part.reduce(0) { $0 + $1.byteCount }
  }

  /// Whether any tensor draws random values.
  public var isRandom: Bool {
    tensors.contains { $0.initializer.seed != nil }
  }
}
