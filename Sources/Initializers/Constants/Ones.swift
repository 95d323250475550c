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

  /// 1 for all elements.
  public func law(for request: FillRequest) -> TensorLaw { .same(.constant(1)) }
}

extension Initializer where Self == Ones {
  /// Every element is 1.
  public static var ones: Ones { Ones() }
}
