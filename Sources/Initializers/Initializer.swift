/// What the first values of a tensor are: a law, and a seed where it needs one.
///
/// An initializer is a value. Given a ``FillRequest`` it writes the same numbers each time, into
/// any memory, in any process, whole or in pieces:
///
/// ```swift
/// let kernel: Tensor<Float> = try VarianceScaling.glorotUniform(seed: 42)(shape: [3, 3, 64, 128])
/// ```
///
/// To make one of your own, state its ``law(for:)``, and declare a ``seed`` if the law is random:
/// the rest follows. Where elements depend on each other, no law says all; such a type writes its
/// own ``fill(_:_:)``, most simply with other initializers. ``Elementwise`` takes a function of the
/// position.
public protocol Initializer: Sendable {
  /// The seed of the random values; `nil` where nothing is random, unless the type says otherwise.
  ///
  /// A seed that nobody chose is drawn when the initializer is made, and kept.
  var seed: Seed? { get set }

  /// What the elements of a tensor are distributed as.
  ///
  /// The elements are made, checked and described by what this says, unless the type does so
  /// itself.
  ///
  /// - Parameter request: The shape of the whole tensor; which part is asked for does not matter.
  /// - Returns: The law; ``TensorLaw/unknown`` where none says it.
  /// - Throws: ``InitializationError`` if there are no such tensors.
  func law(for request: FillRequest) throws(InitializationError) -> TensorLaw

  /// Writes the elements that a request asks for, in row-major order.
  ///
  /// - Parameters:
  ///   - out: The memory to fill; its size is the number of elements asked for.
  ///   - request: The shape, and which part of it.
  /// - Throws: ``InitializationError`` if the shape, the scalar type or the size of the memory does
  ///   not fit; the memory's content is unspecified then.
  func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest) throws(InitializationError)

  /// Checks that the elements that a request asks for can be made, without making any.
  ///
  /// What is wrong with the whole tensor is wrong with every part of it. Unless the type says
  /// otherwise, it checks the law; without a law it fills no elements, which ``fill(_:_:)`` has to
  /// refuse for every reason that all would be. A ``fill(_:_:)`` that calls this needs a check of
  /// its own.
  ///
  /// - Parameters:
  ///   - type: The scalar type of the elements.
  ///   - request: The shape, and which part of it.
  /// - Throws: ``InitializationError`` if the shape, the scalar type, or a number that the type
  ///   cannot hold does not fit. What only the values show, such as one without a square root, and
  ///   a lack of memory show when the elements are made.
  func check<S: Scalar>(_ type: S.Type, _ request: FillRequest) throws(InitializationError)

  /// Whether a part of the elements costs no more than its share of the whole.
  ///
  /// Unless the type says otherwise: with the native stream, and where nothing is random. Peers
  /// draw a tensor as one sequence. It is `false` for ``Orthogonal``, whose elements depend on each
  /// other. Whoever makes tensors in pieces asks this.
  ///
  /// - Parameter backend: Where random values come from.
  /// - Returns: Whether it does.
  func isElementwise(on backend: Backend) -> Bool

  /// The initializer of the values times a factor.
  ///
  /// A normal distribution times a number is a normal distribution: where the law stays in the
  /// family, the result is an initializer of the same kind with other parameters, and rounds once.
  /// Others become ``Scaled``.
  ///
  /// - Parameter factor: The factor, a positive finite number. ``DepthScaling`` has those of
  ///   published schemes.
  /// - Returns: The initializer, with the same seed.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if the factor, or what it makes of a
  ///   parameter, is not allowed.
  func scaled(by factor: Double) throws(InitializationError) -> any Initializer
}

extension Initializer {
  /// `nil`; nothing is random.
  public var seed: Seed? {
    get { nil }
    set {}
  }

  /// Writes elements of the law.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    guard let law = try law(for: request).common else {
      preconditionFailure("\(Self.self) has neither one law for all elements nor a fill of its own")
    }
    try request.fill(&out, with: law, seed: law.isRandom ? requiredSeed : 0)
  }

  /// Checks the law, or fills no elements.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    _ = try ElementLayout(request)
    if let law = try law(for: request).common {
      return try request.check(type, law, seed: law.isRandom ? requiredSeed : 0)
    }
    var nothing = request
    nothing.elements = 0..<0
    var span = MutableSpan<S>()
    try fill(&span, nothing)
  }

  /// `true` with the native stream, and where nothing is random.
  public func isElementwise(on backend: Backend) -> Bool { backend == .native || seed == nil }

  /// ``Scaled`` values.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try Scaled(self, by: factor)
  }

  /// The seed of an initializer that needs one.
  var requiredSeed: Seed {
    get throws(InitializationError) {
      guard let seed else {
        throw InitializationError(
          .invalidParameter, "\(Self.self) draws random values and has no seed; set its seed")
      }
      return seed
    }
  }
}

extension Initializer {
  /// The same initializer with another seed; itself where nothing is random.
  ///
  /// - Parameter seed: The seed.
  /// - Returns: A copy.
  public func seeded(_ seed: Seed) -> Self {
    var copy = self
    copy.seed = seed
    return copy
  }

  /// A new initializer of the same configuration, as Keras's `clone` makes it.
  ///
  /// A plain copy gives the same values. A clone of an initializer whose seed nobody chose draws a
  /// seed of its own; one with a Keras `SeedGenerator` starts it again.
  ///
  /// - Returns: The clone.
  public func cloned() -> Self {
    guard let seed else { return self }
    var fresh = seed.isChosen ? Seed(seed.integer) : .drawn()
    fresh.generatorName = seed.generatorName
    return seeded(fresh)
  }
}

/// Checks a factor that values are multiplied by.
func requirePositive(factor: Double) throws(InitializationError) {
  guard factor > 0, factor.isFinite else {
    throw InitializationError(
      .invalidParameter, "the factor \(factor) is not allowed; give a positive finite number")
  }
}
