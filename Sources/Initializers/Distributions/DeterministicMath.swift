/// Elementary functions made of IEEE 754 operations in one written order.
///
/// A system's own `exp` or `log` differs between systems and processors in the last bits; these do
/// not. They use only + − × ÷ and √, which IEEE 754 defines to the bit, never a fused multiply-add.
/// They are accurate to a few units in the last place of a `Double`.
package enum DeterministicMath {
  /// ln 2 in two parts: the first has 32 trailing zero bits, so that small multiples of it are
  /// exact.
  private static let ln2High = 0x1.62e42fee00000p-1
  private static let ln2Low = 0x1.a39ef35793c76p-33

  /// The natural logarithm of a positive, finite, normal number.
  ///
  /// With x = m · 2ᵏ and m in [√½, √2): k · ln 2 + 2 artanh((m − 1) / (m + 1)), by the series of
  /// artanh.
  package static func log(_ x: Double) -> Double {
    // Counting exponents from √½'s bit pattern puts m into [√½, √2) without a comparison.
    let offset = x.bitPattern &- 0x3FE6_A09E_667F_3BCD
    let exponent = Int64(bitPattern: offset) >> 52
    let m = Double(bitPattern: x.bitPattern &- UInt64(bitPattern: exponent << 52))
    let s = (m - 1) / (m + 1)
    let square = s * s
    // s² is at most 0.0295: terms after 1/23 · s²² are below half a unit in the last place.
    var sum = 1.0 / 23
    sum = sum * square + 1.0 / 21
    sum = sum * square + 1.0 / 19
    sum = sum * square + 1.0 / 17
    sum = sum * square + 1.0 / 15
    sum = sum * square + 1.0 / 13
    sum = sum * square + 1.0 / 11
    sum = sum * square + 1.0 / 9
    sum = sum * square + 1.0 / 7
    sum = sum * square + 1.0 / 5
    sum = sum * square + 1.0 / 3
    let k = Double(exponent)
    return k * ln2High + (2 * s + (2 * s * square * sum + k * ln2Low))
  }

  /// The exponential of a number from −700 to 700.
  ///
  /// With x = k · ln 2 + r and |r| ≤ ½ ln 2: 2ᵏ times the Taylor series of exp at r.
  package static func exp(_ x: Double) -> Double {
    let k = (x * 0x1.71547652b82fep+0).rounded(.toNearestOrEven)
    let r = (x - k * ln2High) - k * ln2Low
    var sum = 1.0
    var divisor = 14.0
    // Fourteen terms: 0.347¹⁵ / 15! is below 10⁻¹⁸.
    while divisor >= 1 {
      sum = 1 + r / divisor * sum
      divisor -= 1
    }
    return sum * Double(sign: .plus, exponent: Int(k), significand: 1)
  }

  /// erf(x / √2), the mass of the standard normal distribution within ±x (negative for x < 0).
  package static func normalCentral(_ x: Double) -> Double {
    if x < 0 { return -normalCentral(-x) }
    if x > 1 { return 1 - 2 * normalTail(x) }
    return 2 * x * densitySeries(x)
  }

  /// 1 − Φ(x), the mass of the standard normal distribution above x.
  package static func normalTail(_ x: Double) -> Double {
    if x < 0 { return 1 - normalTail(-x) }
    if x <= 1 { return 0.5 - x * densitySeries(x) }
    // Beyond 38 the mass is below every normal number.
    if x > 38 { return 0 }
    return density(x) * millsRatio(x)
  }

  /// (Φ(x) − ½) / x for x from 0 to 1: φ(x) · Σ x²ⁿ / (1 · 3 · 5 ⋯ (2n + 1)), all terms positive.
  private static func densitySeries(_ x: Double) -> Double {
    var sum = 1.0
    var divisor = 41.0
    while divisor >= 3 {
      sum = 1 + x * x / divisor * sum
      divisor -= 2
    }
    return density(x) * sum
  }

  /// The standard normal density φ(x) = exp(−x² / 2) / √(2π).
  private static func density(_ x: Double) -> Double {
    // x² would be rounded, and exp would magnify that: split x so that the larger square is exact.
    let high = Double(bitPattern: x.bitPattern & 0xFFFF_FFFF_F800_0000)
    let correction = (x - high) * (x + high) / 2
    return exp(-high * high / 2) * exp(-correction) * 0x1.9884533d43651p-2
  }

  /// (1 − Φ(x)) / φ(x) for x above 1, by Laplace's continued fraction 1 / (x + 1 / (x + 2 / (x +
  /// …))).
  private static func millsRatio(_ x: Double) -> Double {
    // 300 levels leave an error below 10⁻¹⁷ from 1 on, when the rest of the fraction is replaced by
    // what it would be if all further numerators were equal.
    var numerator = 300.0
    var fraction = (x + (x * x + 4 * (numerator + 1)).squareRoot()) / 2
    while numerator >= 1 {
      fraction = x + numerator / fraction
      numerator -= 1
    }
    return 1 / fraction
  }
}
