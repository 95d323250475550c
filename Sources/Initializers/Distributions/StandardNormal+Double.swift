extension StandardNormal {
  /// The quantile of a 64-bit draw w: the odd integer s = 2w + 1 − 2⁶⁴ stands for the probability
  /// (1 + s · 2⁻⁶⁴) / 2, cut to the bounds.
  ///
  /// Within 10⁻¹⁴ of the exact quantile, relatively; q(s) = −q(−s) exactly.
  static func quantile(_ draw: UInt64, _ truncation: Truncation) -> Double {
    switch truncation.kind {
    case .symmetric(let central, let tail):
      let isNegative = draw < 1 << 63
      let a = isNegative ? (1 << 63) - 1 - draw : draw - 1 << 63
      let b = (1 << 63) - 1 - a
      let v = (Double(a) + 0.5) * 0x1p-63 * central
      let magnitude =
        v <= Double(centralLimit)
        ? centralQuantile(v)
        : tailQuantile((Double(b) + 0.5) * 0x1p-64 * central + tail)
      let bounded = magnitude < truncation.upper ? magnitude : truncation.upper
      return isNegative ? -bounded : bounded
    case .asymmetric(let below, let above, let between):
      let u = (Double(draw) + 0.5) * 0x1p-64
      let complement = (Double(~draw) + 0.5) * 0x1p-64
      let z = quantile(below: below + u * between, above: above + complement * between)
      return z > truncation.upper ? truncation.upper : z < truncation.lower ? truncation.lower : z
    }
  }

  /// The quantile of a place given by the mass below it and the mass above it, which sum to 1; the
  /// smaller one is used, as it has more digits.
  static func quantile(below: Double, above: Double) -> Double {
    let tail = below < above ? below : above
    let magnitude = tail < 0.075 ? tailQuantile(tail) : centralQuantile(1 - 2 * tail)
    return below < above ? -magnitude : magnitude
  }

  /// Φ⁻¹((1 + v) / 2) for v in [−0.85, 0.85].
  ///
  /// Source: M. J. Wichura, *Algorithm AS 241: The percentage points of the normal distribution*
  /// (Applied Statistics 37, 1988), PPND16, relative accuracy about 10⁻¹⁶.
  static func centralQuantile(_ v: Double) -> Double {
    let q = v / 2
    let r = 0.180625 - q * q
    var p = 2509.0809287301226727
    p = p * r + 33430.575583588128105
    p = p * r + 67265.770927008700853
    p = p * r + 45921.953931549871457
    p = p * r + 13731.693765509461125
    p = p * r + 1971.5909503065514427
    p = p * r + 133.14166789178437745
    p = p * r + 3.387132872796366608
    var d = 5226.495278852545925
    d = d * r + 28729.085735721942674
    d = d * r + 39307.89580009271061
    d = d * r + 21213.794301586595867
    d = d * r + 5394.1960214247511077
    d = d * r + 687.1870074920579083
    d = d * r + 42.313330701600911252
    d = d * r + 1
    return q * (p / d)
  }

  /// Φ⁻¹(1 − q) for q in (0, 0.075]; Wichura's PPND16, whose two tails meet at q = e⁻²⁵.
  static func tailQuantile(_ q: Double) -> Double {
    let r = (-DeterministicMath.log(q)).squareRoot()
    return r <= 5 ? nearTailQuantile(r - 1.6) : farTailQuantile(r - 5)
  }

  private static func nearTailQuantile(_ r: Double) -> Double {
    var p = 7.7454501427834140764e-4
    p = p * r + 0.0227238449892691845833
    p = p * r + 0.24178072517745061177
    p = p * r + 1.27045825245236838258
    p = p * r + 3.64784832476320460504
    p = p * r + 5.7694972214606914055
    p = p * r + 4.6303378461565452959
    p = p * r + 1.42343711074968357734
    var d = 1.05075007164441684324e-9
    d = d * r + 5.475938084995344946e-4
    d = d * r + 0.0151986665636164571966
    d = d * r + 0.14810397642748007459
    d = d * r + 0.68976733498510000455
    d = d * r + 1.6763848301838038494
    d = d * r + 2.05319162663775882187
    d = d * r + 1
    return p / d
  }

  private static func farTailQuantile(_ r: Double) -> Double {
    var p = 2.01033439929228813265e-7
    p = p * r + 2.71155556874348757815e-5
    p = p * r + 0.0012426609473880784386
    p = p * r + 0.026532189526576123093
    p = p * r + 0.29656057182850489123
    p = p * r + 1.7848265399172913358
    p = p * r + 5.4637849111641143699
    p = p * r + 6.6579046435011037772
    var d = 2.04426310338993978564e-15
    d = d * r + 1.4215117583164458887e-7
    d = d * r + 1.8463183175100546818e-5
    d = d * r + 7.868691311456132591e-4
    d = d * r + 0.0148753612908506148525
    d = d * r + 0.13692988092273580531
    d = d * r + 0.59983220655588793769
    d = d * r + 1
    return p / d
  }
}
