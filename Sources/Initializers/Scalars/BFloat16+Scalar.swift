extension BFloat16: Scalar {
  /// `bfloat16`.
  public static var scalarType: ScalarType { .bfloat16 }

  /// Creates the number nearest to a constant, ties to even.
  public init(constant: Double) {
    // Rounding to Float first could land on a tie that the constant itself is beside; forcing the
    // last bit of an inexact Float to 1 ("round to odd") keeps it off every tie.
    let nearest = Float(constant)
    guard nearest.isFinite, Double(nearest) != constant else {
      self.init(nearest)
      return
    }
    let towardZero = nearest.magnitude > Float(0) && Double(nearest.magnitude) > constant.magnitude
    let magnitude = towardZero ? nearest.magnitude.nextDown : nearest.magnitude
    let odd = Float(bitPattern: magnitude.bitPattern | 1)
    self.init(constant.sign == .minus ? -odd : odd)
  }

  /// Creates the number nearest to a `Float`, ties to even.
  public init(rounding value: Float) { self.init(value) }

  /// The same value.
  public var nearestDouble: Double { Double(Float(self)) }

  /// Writes the elements of a law: its `Float` elements, rounded.
  public static func fill(
    _ out: inout MutableSpan<BFloat16>, with law: Law, from stream: NativeStream, at position: Int
  ) {
    law.fill(&out, from: stream, at: position)
  }
}
