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

  /// 0 for all elements.
  public func law(for request: FillRequest) -> TensorLaw { .same(.constant(0)) }
}

extension Initializer where Self == Zeros {
  /// Every element is 0.
  public static var zeros: Zeros { Zeros() }
}
