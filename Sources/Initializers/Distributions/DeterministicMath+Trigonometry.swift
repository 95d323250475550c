extension DeterministicMath {
  /// cos 2πx, for x of magnitude below 2⁵⁰.
  ///
  /// The nearest quarter turn is taken away exactly; Taylor series do the rest.
  package static func cosine(turns x: Double) -> Double {
    let (quarter, sine, cosine) = reduced(x)
    switch quarter {
    case 0: return cosine
    case 1: return -sine
    case 2: return -cosine
    default: return sine
    }
  }

  /// sin 2πx, for x of magnitude below 2⁵⁰.
  package static func sine(turns x: Double) -> Double {
    let (quarter, sine, cosine) = reduced(x)
    switch quarter {
    case 0: return sine
    case 1: return cosine
    case 2: return -sine
    default: return -cosine
    }
  }

  /// The quarter turn nearest to x turns, modulo 4, and the functions of what is left.
  private static func reduced(_ x: Double) -> (quarter: Int, sine: Double, cosine: Double) {
    let quarters = (4 * x).rounded(.toNearestOrEven)
    let angle = (x - quarters / 4) * (2 * Double.pi)
    let square = angle * angle
    var (sine, cosine) = (1.0, 1.0)
    // |angle| is at most π/4: terms after the ninth are below 10⁻¹⁸.
    var n = 18.0
    while n >= 2 {
      sine = 1 - square / (n * (n + 1)) * sine
      cosine = 1 - square / (n * (n - 1)) * cosine
      n -= 2
    }
    return (Int(quarters.truncatingRemainder(dividingBy: 4) + 4) & 3, angle * sine, cosine)
  }
}
