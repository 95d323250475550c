/// `logf` and `sincosf` as the GNU C library has them since 2.28: `Double` arithmetic, rounded
/// once.
///
/// TensorFlow's `Float` normal values depend on them to the last bit, so they are written here,
/// where they do not depend on the system.
///
/// Source: Arm's *Optimized Routines* (`logf`, `sincosf`), which the GNU C library took over.
enum SinglePrecisionMath {
  private static let logTable: [(inverse: Double, logarithm: Double)] = [
    (0x1.661ec79f8f3bep+0, -0x1.57bf7808caadep-2), (0x1.571ed4aaf883dp+0, -0x1.2bef0a7c06ddbp-2),
    (0x1.49539f0f010bp+0, -0x1.01eae7f513a67p-2), (0x1.3c995b0b80385p+0, -0x1.b31d8a68224e9p-3),
    (0x1.30d190c8864a5p+0, -0x1.6574f0ac07758p-3), (0x1.25e227b0b8eap+0, -0x1.1aa2bc79c81p-3),
    (0x1.1bb4a4a1a343fp+0, -0x1.a4e76ce8c0e5ep-4), (0x1.12358f08ae5bap+0, -0x1.1973c5a611cccp-4),
    (0x1.0953f419900a7p+0, -0x1.252f438e10c1ep-5), (0x1p+0, 0x0p+0),
    (0x1.e608cfd9a47acp-1, 0x1.aa5aa5df25984p-5), (0x1.ca4b31f026aap-1, 0x1.c5e53aa362eb4p-4),
    (0x1.b2036576afce6p-1, 0x1.526e57720db08p-3), (0x1.9c2d163a1aa2dp-1, 0x1.bc2860d224770p-3),
    (0x1.886e6037841edp-1, 0x1.1058bc8a07ee1p-2), (0x1.767dcf5534862p-1, 0x1.4043057b6ee09p-2),
  ]

  /// The natural logarithm of a positive, normal number.
  static func log(_ x: Float) -> Float {
    if x == 1 { return 0 }
    let bits = x.bitPattern
    let offset = bits &- 0x3F33_0000
    let entry = logTable[Int(offset >> 19 & 15)]
    let exponent = Int32(bitPattern: offset) >> 23
    let z = Double(Float(bitPattern: bits &- (offset & 0xFF80_0000)))
    let r = z * entry.inverse - 1
    let y0 = entry.logarithm + Double(exponent) * 0x1.62e42fefa39efp-1
    let square = r * r
    var y = 0x1.5575b0be00b6ap-2 * r + -0x1.ffffef20a4123p-2
    y = -0x1.00ea348b88334p-2 * square + y
    return Float(y * square + (y0 + r))
  }

  /// The sine and cosine of a number of magnitude below 120.
  static func sineAndCosine(_ y: Float) -> (sine: Float, cosine: Float) {
    // Only the leading 12 bits decide which way is taken.
    let top = y.bitPattern >> 20 & 0x7FF
    if top < Float(0x1p-12).bitPattern >> 20 { return (y, 1) }
    var x = Double(y)
    var quadrant: Int32 = 0
    if top >= Float(0.785_398_2).bitPattern >> 20 {
      quadrant = (Int32(x * 0x1.45F306DC9C883p+23) + 0x80_0000) >> 24
      x -= Double(quadrant) * 0x1.921FB54442D18p0
    }
    let signed = quadrant & 3 == 1 || quadrant & 3 == 2 ? -x : x
    let cosineSign: Double = quadrant & 2 != 0 ? -1 : 1
    let x2 = x * x
    let x3 = x2 * signed
    let x4 = x2 * x2
    let cosineTail = cosineSign * -0x1.6c087e89a359dp-10 + x2 * (cosineSign * 0x1.99343027bf8c3p-16)
    let sineTail = 0x1.1107605230bc4p-7 + x2 * -0x1.994eb3774cf24p-13
    let cosineHead = cosineSign + x2 * (cosineSign * -0x1.ffffffd0c621cp-2)
    let sine = (signed + x3 * -0x1.555545995a603p-3) + (x3 * x2) * sineTail
    let cosine = (cosineHead + x4 * (cosineSign * 0x1.55553e1068f19p-5)) + (x4 * x2) * cosineTail
    return quadrant & 1 == 1 ? (Float(cosine), Float(sine)) : (Float(sine), Float(cosine))
  }
}
