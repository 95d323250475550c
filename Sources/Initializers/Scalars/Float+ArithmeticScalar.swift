extension Float: ArithmeticScalar {
  /// `float32`.
  public static var scalarType: ScalarType { .float32 }

  /// Creates the `Float` nearest to a constant.
  public init(constant: Double) { self.init(constant) }

  /// Creates the value itself.
  public init(rounding value: Float) { self = value }

  /// The same value.
  public var nearestDouble: Double { Double(self) }

  /// Writes the elements of a law.
  public static func fill(
    _ out: inout MutableSpan<Float>, with law: Law, from stream: NativeStream, at position: Int
  ) {
    law.fill(&out, from: stream, at: position)
  }

  /// ⌊draw / 2⁸⌋ · 2⁻²⁴.
  public static func unitUniform(_ draw: UInt32) -> Float {
    Float(draw &>> 8) * 0x1p-24
  }

  /// The normal quantile of a 32-bit draw, within 4 ulp.
  public static func standardNormal(_ draw: UInt32, _ truncation: Truncation) -> Float {
    StandardNormal.quantile(draw, truncation)
  }
}
