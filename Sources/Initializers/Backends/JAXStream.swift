import BitGenerators

/// JAX's random functions on CPUs: Threefry2x32-20 in its partitionable form, and inverse error
/// functions.
///
/// Every element has a counter of its own, its position.
struct JAXStream: PeerStream {
  let key: JAXKey

  func uniform(
    from low: Double, to high: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double] {
    let (low, high) = (arithmetic.parameter(low), arithmetic.parameter(high))
    return (0..<count).map { Double(scaled($0, from: low, to: high, arithmetic)) }
  }

  func normal(
    mean: Double, standardDeviation: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double] {
    // The uniform values stop short of −1, where the inverse error function is infinite.
    let low: Float =
      switch arithmetic.scalarType {
      case .float16: -0.999_511_718_75
      case .bfloat16: -0.996_093_75
      default: Float(-1).nextUp
      }
    let draws = (0..<count).map { index in
      Double(normal(scaled(index, from: low, to: 1, arithmetic), arithmetic))
    }
    return arithmetic.scaled(draws, by: standardDeviation, plus: mean)
  }

  func truncatedNormal(
    mean: Double, standardDeviation: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double] {
    // erf(√2) as XLA computes it in the type, and the number below 2.
    let (bound, limit): (Float, Float) =
      switch arithmetic.scalarType {
      case .float16: (0x1.e8cp-1, 1.999_023_437_5)
      case .bfloat16: (0x1.e8p-1, 1.992_187_5)
      default: (0x1.e8b43p-1, Float(2).nextDown)
      }
    let draws = (0..<count).map { index in
      let z = normal(scaled(index, from: -bound, to: bound, arithmetic), arithmetic)
      return Double(min(limit, max(-limit, z)))
    }
    return arithmetic.scaled(draws, by: standardDeviation, plus: mean)
  }

  /// √2 · erf⁻¹(u).
  private func normal(_ u: Float, _ arithmetic: PeerArithmetic) -> Float {
    let root = arithmetic.round(Float(2.0.squareRoot()))
    return arithmetic.round(arithmetic.round(XLAMath.inverseError(u)) * root)
  }

  /// A uniform value of an element, at least `low`.
  private func scaled(
    _ index: Int, from low: Float, to high: Float, _ arithmetic: PeerArithmetic
  ) -> Float {
    let words = key.words(at: index)
    let bits = words.word0 ^ words.word1
    let span = arithmetic.round(high - low)
    switch arithmetic.scalarType {
    case .float16:
      let unit = Float(bits >> 6 & 0x3FF) * 0x1p-10
      return max(low, arithmetic.round(arithmetic.round(unit * span) + low))
    case .bfloat16:
      // Eight random bits, of which seven count.
      let unit = Float(bits >> 1 & 0x7F) * 0x1p-7
      return max(low, arithmetic.round(arithmetic.round(unit * span) + low))
    default:
      return max(low, low.addingProduct(Float(bits >> 9) * 0x1p-23, span))
    }
  }
}
