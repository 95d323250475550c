/// A law for the first values of a parameter, and a seed where it needs one.
///
/// An initializer is a value. Given a ``FillRequest`` it writes the same numbers each time, into any
/// memory, in any process, whole or in pieces:
///
/// ```swift
/// let kernel: Tensor<Float> = try GlorotUniform(seed: 42)(shape: [3, 3, 64, 128])
/// ```
///
/// To make one of your own, compose what is here: call another initializer's
/// ``fill(_:_:)``, use ``FillRequest/fill(_:with:seed:)`` with a ``Law``, or give
/// ``Elementwise`` a function of the position.
public protocol Initializer: Sendable {
  /// Writes the elements that a request asks for, in row-major order.
  ///
  /// - Parameters:
  ///   - out: The memory to fill; its size is the number of elements asked for.
  ///   - request: The shape, and which part of it.
  /// - Throws: ``InitializationError`` if the shape, the scalar type or the size of the memory does
  ///   not fit; the memory's content is unspecified then.
  func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest) throws(InitializationError)

  /// Finds out whether the elements that a request asks for can be made, without making any.
  ///
  /// What would be wrong with the whole tensor is wrong with every part of it. Unless the type says otherwise, no elements are filled,
  /// which ``fill(_:_:)`` has to refuse for every reason that all would be; one that calls this needs a check of its own.
  ///
  /// - Parameters:
  ///   - type: The scalar type of the elements.
  ///   - request: The shape, and which part of it.
  /// - Throws: ``InitializationError`` if the shape, the scalar type, or a number that the type cannot hold does not fit. What only the
  ///   values tell, such as that one of them has no square root, and a lack of memory are found out when they are made.
  func check<S: Scalar>(_ type: S.Type, _ request: FillRequest) throws(InitializationError)

  /// Whether a part of the elements costs no more than its share of the whole.
  ///
  /// `true` unless the type says otherwise. It is `false` for ``Orthogonal``, whose elements depend on
  /// each other. Writers of large files use it to choose the size of their pieces.
  var isElementwise: Bool { get }

  /// The initializer of the values times a factor.
  ///
  /// A normal distribution times a number is a normal distribution: where the values' law stays in the family, the result is an
  /// initializer of the same kind, with other parameters, and rounds once. Others become ``Scaled``.
  ///
  /// - Parameter factor: The factor, a positive finite number. ``DepthScaling`` has those of published schemes.
  /// - Returns: The initializer, with the same seed.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if the factor, or what it makes of a parameter, is not allowed.
  func scaled(by factor: Double) throws(InitializationError) -> any Initializer
}

extension Initializer {
  /// Fills no elements.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    _ = try ElementLayout(request)
    var nothing = request
    nothing.elements = 0..<0
    var span = MutableSpan<S>()
    try fill(&span, nothing)
  }

  /// `true`.
  public var isElementwise: Bool { true }

  /// ``Scaled`` values.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try Scaled(self, by: factor)
  }
}

/// Checks a factor that values are multiplied by.
func requirePositive(factor: Double) throws(InitializationError) {
  guard factor > 0, factor.isFinite else {
    throw InitializationError(
      .invalidParameter, "the factor \(factor) is not allowed; give a positive finite number")
  }
}
