/// Every element is 0.
///
/// Any shape and any scalar type. The same as Keras's `Zeros`.
public struct Zeros: Initializer, Hashable {
  /// Creates the initializer.
  public init() {}

  /// Zeros.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try requirePositive(factor: factor)
    return self
  }

  /// Checks the request and the law.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    try request.check(type, .constant(0))
  }

  /// Writes zeros.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try request.fill(&out, with: .constant(0))
  }
}

extension Initializer where Self == Zeros {
  /// Every element is 0.
  public static var zeros: Zeros { Zeros() }
}
