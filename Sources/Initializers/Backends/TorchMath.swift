/// `log` and `sincos` of PyTorch's AVX2 kernel, with the fused multiply-adds that its compiler
/// makes.
///
/// Source: the polynomials of S. Moshier's Cephes library, as in J. Pommier's `avx_mathfun`.
enum TorchMath {
  /// The natural logarithm of a positive, normal number.
  static func log(_ x: Float) -> Float {
    var exponent = Float(Int32(x.bitPattern >> 23) - 127) + 1
    let m = Float(bitPattern: x.bitPattern & 0x807F_FFFF | 0x3F00_0000)
    let isSmall = m < 0.707_106_781_186_547_524
    if isSmall { exponent -= 1 }
    let f = (m - 1) + (isSmall ? m : 0)
    let z = f * f
    var y: Float = 7.0376836292E-2
    for coefficient in logCoefficients { y = coefficient.addingProduct(y, f) }
    y = y * f
    y = (exponent * -2.12194440e-4).addingProduct(y, z)
    y = y.addingProduct(-z, 0.5)
    return (f + y).addingProduct(exponent, 0.693359375)
  }

  private static let logCoefficients: [Float] = [
    -1.1514610310E-1, 1.1676998740E-1, -1.2420140846E-1, 1.4249322787E-1, -1.6668057665E-1,
    2.0000714765E-1, -2.4999993993E-1, 3.3333331174E-1,
  ]

  /// The sine and cosine of a number that is not negative.
  static func sineAndCosine(_ x: Float) -> (sine: Float, cosine: Float) {
    let octant = (Int32(x * 1.27323954473516) + 1) & ~1
    let y = Float(octant)
    // π/4 in three parts.
    var r = x.addingProduct(y, -0.78515625)
    r = r.addingProduct(y, -2.4187564849853515625e-4)
    r = r.addingProduct(y, -3.77489497744594108e-8)
    let z = r * r
    var cosine = Float(-1.388731625493765E-003).addingProduct(2.443315711809948E-005, z)
    cosine = Float(4.166664568298827E-002).addingProduct(cosine, z) * z
    cosine = (-(z * 0.5)).addingProduct(cosine, z) + 1
    var sine = Float(8.3321608736E-3).addingProduct(-1.9515295891E-4, z)
    sine = Float(-1.6666654611E-1).addingProduct(sine, z) * z
    sine = r.addingProduct(sine, r)
    if octant & 2 != 0 { (sine, cosine) = (cosine, sine) }
    return (
      octant & 4 != 0 ? -sine : sine, (octant - 2) & 4 == 0 ? -cosine : cosine
    )
  }
}
