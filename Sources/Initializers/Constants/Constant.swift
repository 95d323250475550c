/// Every element is one number.
///
/// Any shape. Floating-point types round the number to nearest, take infinities and NaN, and refuse
/// a finite number that would become infinite; integers and `Bool` take numbers that they hold
/// exactly and refuse others with an error. The same as Keras's `Constant` with a number.
public struct Constant: Initializer, Hashable {
  /// The number.
  public let value: Double

  /// Creates the initializer.
  ///
  /// - Parameter value: The number.
  public init(_ value: Double = 0) {
    self.value = value
  }

  /// The product as a constant.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try requirePositive(factor: factor)
    return Constant(value * factor)
  }

  /// The number for all elements.
  public func law(for request: FillRequest) -> TensorLaw { .same(.constant(value)) }
}

extension Initializer where Self == Constant {
  /// Every element is one number.
  ///
  /// - Parameter value: The number.
  /// - Returns: The initializer.
  public static func constant(_ value: Double) -> Constant { Constant(value) }
}
