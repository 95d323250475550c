extension StandardNormal {
  /// The quantile of a 32-bit draw w: the odd integer s = 2w + 1 − 2³² stands for the probability
  /// (1 + s · 2⁻³²) / 2, cut to the bounds.
  ///
  /// Within 4 ulp of the exact quantile for every one of the 2³² draws, with or without symmetric
  /// bounds; q(s) = −q(−s) exactly.
  static func quantile(_ draw: UInt32, _ truncation: Truncation) -> Float {
    switch truncation.kind {
    case .symmetric(let central, let tail):
      let isNegative = draw < 0x8000_0000
      // |s| = 2a + 1, and a + b = 2³¹ − 1: complements are taken of integers, where they are exact.
      let a = isNegative ? 0x7FFF_FFFF - draw : draw - 0x8000_0000
      let b = 0x7FFF_FFFF - a
      // One rounding to Float each; the quantile magnifies errors of v up to twofold.
      let v = Float(Double(2 * a + 1) * central) * 0x1p-32
      var magnitude: Float
      if v <= centralLimit {
        magnitude = centralQuantile(v)
      } else {
        magnitude = tailQuantile(Float(Double(2 * b + 1) * 0x1p-33 * central + tail))
      }
      if Double(magnitude) > truncation.upper {
        magnitude = Float(truncation.upper, rounded: .down)
      }
      return isNegative ? -magnitude : magnitude
    case .asymmetric(let below, let above, let between):
      let u = (Double(draw) + 0.5) * 0x1p-32
      let complement = (Double(~draw) + 0.5) * 0x1p-32
      let z = quantile(below: below + u * between, above: above + complement * between)
      let value = Float(z)
      if Double(value) > truncation.upper { return Float(truncation.upper, rounded: .down) }
      if Double(value) < truncation.lower { return Float(truncation.lower, rounded: .up) }
      return value
    }
  }

  /// Φ⁻¹((1 + v) / 2) for v in (0, 0.85]: v times a polynomial in v² − 23/64.
  ///
  /// Polynomials are added up in pairs (Estrin's scheme), so that the steps do not all wait for
  /// each other; the centre's largest term, the constant, comes last, so that its rounding is the
  /// only one that counts. This file's coefficients are those that
  /// `Conformance/fit_standard_normal.py` prints.
  private static func centralQuantile(_ v: Float) -> Float {
    let y = v * v - 0x1.7p-2
    let y2 = y * y
    let y4 = y2 * y2
    let y8 = y4 * y4
    let p1 = (0x1.13df6cp-1 * y + 0x1.da9156p-2) * y2 + (0x1.c65508p-2 * y + 0x1.1040a6p-1)
    let p5 = (0x1.ddf182p+0 * y + 0x1.41bbc8p+0) * y2 + (0x1.ae25c2p-1 * y + 0x1.525af2p-1)
    let p9 = (0x1.2efb0cp+4 * y + 0x1.66d2aap+3) * y2 + (-0x1.225428p-3 * y + 0x1.722eaep-1)
    let p = (p9 * y8 + (p5 * y4 + p1)) * y + 0x1.6701b0p+0
    return v * p
  }

  /// Φ⁻¹(1 − q) for q from 2⁻³³ to 0.075: t minus a polynomial in t − 4.5, with t = √(−2 ln q).
  ///
  /// The polynomial is small beside t, so its rounding errors hardly count.
  private static func tailQuantile(_ q: Float) -> Float {
    let t = (2 * negativeLog(q)).squareRoot()
    let y = t - 4.5
    let y2 = y * y
    let y4 = y2 * y2
    let y8 = y4 * y4
    let p0 = (-0x1.27df1ep-9 * y + 0x1.a759eep-7) * y2 + (-0x1.41c0b6p-4 * y + 0x1.1caad2p-1)
    let p4 = (-0x1.2f916cp-19 * y + 0x1.fa16c8p-17) * y2 + (-0x1.419ee4p-14 * y + 0x1.ab01eep-12)
    let p8 = 0x1.9e0716p-25 * y2 + (-0x1.918276p-23 * y + 0x1.3d140cp-22)
    let p = p8 * y8 + (p4 * y4 + p0)
    return t - p
  }

  /// −ln q for q from 2⁻³³ to 0.075: with q = m · 2ᵏ and m in [√½, √2), −k · ln 2 − ln m, the
  /// latter m − 1 times a polynomial in it.
  private static func negativeLog(_ q: Float) -> Float {
    let offset = q.bitPattern &- 0x3F35_04F3
    let exponent = Int32(bitPattern: offset) >> 23
    let f = Float(bitPattern: q.bitPattern &- UInt32(bitPattern: exponent << 23)) - 1
    let f2 = f * f
    let f4 = f2 * f2
    let f8 = f4 * f4
    let p0 = (-0x1.00089cp-2 * f + 0x1.5559b6p-2) * f2 + (-0x1.ffffeep-2 * f + 0x1.fffffcp-1)
    let p4 = (-0x1.2a851cp-3 * f + 0x1.34909ep-3) * f2 + (-0x1.5298b0p-3 * f + 0x1.9859b6p-3)
    let p = 0x1.641b0ap-4 * f8 + (p4 * f4 + p0)
    let k = Float(exponent)
    // ln 2 in two parts, the first short enough that its product with k is exact.
    return -((f * p + k * -2.121_944_4e-4) + k * 0.693_359_375)
  }
}

extension Float {
  /// Rounds a bound inward, so that no value of the type passes it.
  init(_ bound: Double, rounded rule: FloatingPointRoundingRule) {
    let nearest = Float(bound)
    self =
      switch rule {
      case .down: Double(nearest) > bound ? nearest.nextDown : nearest
      default: Double(nearest) < bound ? nearest.nextUp : nearest
      }
  }
}
