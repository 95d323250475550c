/// XLA's elementary functions on CPUs, with the fused multiply-adds that its compiler makes.
enum XLAMath {
  /// erf⁻¹(u) in `Float`.
  static func inverseError(_ u: Float) -> Float {
    let logarithm = logOnePlus(u * -u)
    let isCentral = logarithm > -5
    let t = isCentral ? -2.5 - logarithm : (-logarithm).squareRoot() + -3
    let coefficients =
      isCentral ? XLACoefficients.inverseErrorCentre32 : XLACoefficients.inverseErrorTail32
    return u * (u.magnitude == 1 ? .infinity : horner(coefficients, t))
  }

  /// erf⁻¹(u) in `Double`.
  static func inverseError(_ u: Double) -> Double {
    let logarithm = logOnePlus(u * -u)
    let (t, coefficients) =
      if logarithm > -6.25 {
        (-3.125 - logarithm, XLACoefficients.inverseErrorCentre64)
      } else if logarithm > -16 {
        ((-logarithm).squareRoot() - 3.25, XLACoefficients.inverseErrorMiddle64)
      } else {
        ((-logarithm).squareRoot() - 5, XLACoefficients.inverseErrorTail64)
      }
    return u * (u.magnitude == 1 ? .infinity : horner(coefficients, t))
  }

  private static func logOnePlus(_ x: Float) -> Float {
    guard x.magnitude < Float(bitPattern: 0x3ED4_13CD) else {
      return x == -1 ? -.infinity : log(x + 1)
    }
    return logOnePlusNearZero(
      x, XLACoefficients.logOnePlusNumerator32, XLACoefficients.logOnePlusDenominator32)
  }

  private static func logOnePlus(_ x: Double) -> Double {
    guard x.magnitude < Double(bitPattern: 0x3FDA_8279_99FC_EF32) else {
      return SystemMath.log(x + 1)
    }
    return logOnePlusNearZero(
      x, XLACoefficients.logOnePlusNumerator64, XLACoefficients.logOnePlusDenominator64)
  }

  /// x − x² / 2 + x³ · P(x) / Q(x).
  private static func logOnePlusNearZero<T: BinaryFloatingPoint>(
    _ x: T, _ numerator: [T], _ denominator: [T]
  ) -> T {
    let square = x * x
    let cubic = (x * square) * (horner(numerator, x) / horner(denominator, x))
    return x + cubic.addingProduct(square, -0.5)
  }

  private static func log(_ x: Float) -> Float {
    let x = max(x, Float(bitPattern: 0x0080_0000))
    var exponent = Float(Int32(x.bitPattern >> 23) - 127) + 1
    let m = Float(bitPattern: x.bitPattern & 0x807F_FFFF | 0x3F00_0000)
    let isSmall = m < Float(bitPattern: 0x3F35_04F3)
    if isSmall { exponent -= 1 }
    let f = (m - 1) + (isSmall ? m : 0)
    let square = f * f
    let cube = square * f
    let c = XLACoefficients.log32
    // Three cubics, joined by powers of x³.
    let high = c[2].addingProduct(c[1].addingProduct(f, c[0]), f)
    let middle = c[5].addingProduct(c[4].addingProduct(f, c[3]), f)
    let low = c[8].addingProduct(c[7].addingProduct(f, c[6]), f)
    var y = middle.addingProduct(high, cube)
    y = low.addingProduct(y, cube)
    y = (exponent * Float(bitPattern: 0xB95E_8083)).addingProduct(y, cube)
    let z = f.addingProduct(-square, 0.5)
    return (z + y).addingProduct(exponent, Float(bitPattern: 0x3F31_8000))
  }

  private static func horner<T: BinaryFloatingPoint>(_ coefficients: [T], _ x: T) -> T {
    coefficients.dropFirst().reduce(coefficients[0]) { sum, coefficient in
      coefficient.addingProduct(sum, x)
    }
  }
}
