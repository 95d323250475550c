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
    _ type: S.Type, _ parameter: Parameter
  ) throws(InitializationError) {
    try parameter.check(type, .constant(0))
  }

  /// Writes zeros.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ parameter: Parameter
  ) throws(InitializationError) {
    try parameter.fill(&out, with: .constant(0))
  }
}

extension Initializer where Self == Zeros {
  /// Every element is 0.
  public static var zeros: Zeros { Zeros() }
}
