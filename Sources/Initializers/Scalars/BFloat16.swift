/// A 16-bit floating-point number with the range of `Float` and 8 bits of precision ("bfloat16").
///
/// It is the upper half of a `Float`. Conversion from `Float` rounds to nearest, ties to even;
/// values beyond the largest finite number become infinite, and every NaN stays a NaN of the same
/// sign. Conversion to `Float` is exact. There is no arithmetic: compute in `Float`.
@frozen
public struct BFloat16: Sendable, BitwiseCopyable {
  /// The bit pattern: sign, 8 bits of exponent, 7 bits of fraction.
  public var bitPattern: UInt16

  /// Creates a number from its bit pattern.
  @inlinable
  public init(bitPattern: UInt16) {
    self.bitPattern = bitPattern
  }

  /// Creates the number nearest to a `Float`, ties to even.
  @inlinable
  public init(_ value: Float) {
    let bits = value.bitPattern
    if value.isNaN {
      // Rounding could carry a NaN's fraction away; the quiet bit keeps it a NaN.
      bitPattern = UInt16(truncatingIfNeeded: bits &>> 16) | 0x0040
    } else {
      // Adding just under half of the last kept bit, or half if it is odd, carries exactly when
      // round-to-nearest-even goes up.
      bitPattern = UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ (bits &>> 16 & 1)) &>> 16)
    }
  }

  /// Whether this is a NaN.
  @inlinable
  public var isNaN: Bool { bitPattern & 0x7FFF > 0x7F80 }
}

extension Float {
  /// Creates the `Float` of the same value, exactly.
  @inlinable
  public init(_ value: BFloat16) {
    self.init(bitPattern: UInt32(value.bitPattern) &<< 16)
  }
}
