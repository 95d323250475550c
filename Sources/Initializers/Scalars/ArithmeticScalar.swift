/// A type that random values are computed in: `Float` or `Double`.
///
/// Its requirements turn the random bits of one element, a *draw*, into a number.
public protocol ArithmeticScalar: Scalar, BinaryFloatingPoint where Arithmetic == Self {
  /// The draw of one element: 32 bits for `Float`, 64 for `Double`.
  associatedtype Draw: FixedWidthInteger & UnsignedInteger

  /// The draw as a number of [0, 1): its leading bits, as many as the type's precision, as a
  /// fraction.
  ///
  /// - Parameter draw: The draw.
  /// - Returns: ⌊draw · 2ᵖ⁻ⁿ⌋ · 2⁻ᵖ with p bits of precision and n bits of draw.
  static func unitUniform(_ draw: Draw) -> Self

  /// The draw as a standard normal number, cut to bounds.
  ///
  /// - Parameters:
  ///   - draw: The draw.
  ///   - truncation: The bounds, prepared; ``Truncation/none`` for the whole normal distribution.
  /// - Returns: The quantile of the draw's place among all draws.
  static func standardNormal(_ draw: Draw, _ truncation: Truncation) -> Self
}
