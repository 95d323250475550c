/// Every element is 1.
///
/// Any shape and any scalar type. The same as Keras's `Ones`.
public struct Ones: Initializer, Hashable {
  /// Creates the initializer.
  public init() {}

  /// The factor as a constant.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try requirePositive(factor: factor)
    return Constant(factor)
  }

  /// Checks the request and the law.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    try request.check(type, .constant(1))
  }

  /// Writes ones.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try request.fill(&out, with: .constant(1))
  }
}

extension Initializer where Self == Ones {
  /// Every element is 1.
  public static var ones: Ones { Ones() }
}
