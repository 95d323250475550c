extension Double: ArithmeticScalar {
  /// `float64`.
  public static var scalarType: ScalarType { .float64 }

  /// Creates the constant itself.
  public init(constant: Double) { self = constant }

  /// Creates the value itself.
  public init(rounding value: Double) { self = value }

  /// The same value.
  public var nearestDouble: Double { self }

  /// Writes the elements of a law.
  public static func fill(
    _ out: inout MutableSpan<Double>, with law: Law, from stream: NativeStream, at position: Int
  ) {
    law.fill(&out, from: stream, at: position)
  }

  /// ⌊draw / 2¹¹⌋ · 2⁻⁵³.
  public static func unitUniform(_ draw: UInt64) -> Double {
    Double(draw &>> 11) * 0x1p-53
  }

  /// The normal quantile of a 64-bit draw, within 10⁻¹⁴ of its value.
  public static func standardNormal(_ draw: UInt64, _ truncation: Truncation) -> Double {
    StandardNormal.quantile(draw, truncation)
  }
}
