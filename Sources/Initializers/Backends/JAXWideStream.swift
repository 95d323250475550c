import BitGenerators

/// JAX's random functions in `Double`, which it has when `jax_enable_x64` is on.
struct JAXWideStream: PeerStream {
  let key: JAXKey

  func uniform(
    from low: Double, to high: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double] {
    (0..<count).map { scaled($0, from: low, to: high) }
  }

  func normal(
    mean: Double, standardDeviation: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double] {
    let draws = (0..<count).map { normal(scaled($0, from: (-1.0).nextUp, to: 1)) }
    return arithmetic.scaled(draws, by: standardDeviation, plus: mean)
  }

  func truncatedNormal(
    mean: Double, standardDeviation: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double] {
    // XLA's constant 1/√2 is one unit below the nearest Double.
    let bound = SystemMath.erf(2 * Double(bitPattern: 0x3FE6_A09E_667F_3BCC))
    let limit = 2.0.nextDown
    let draws = (0..<count).map { index in
      min(limit, max(-limit, normal(scaled(index, from: -bound, to: bound))))
    }
    return arithmetic.scaled(draws, by: standardDeviation, plus: mean)
  }

  private func normal(_ u: Double) -> Double {
    XLAMath.inverseError(u) * 2.0.squareRoot()
  }

  private func scaled(_ index: Int, from low: Double, to high: Double) -> Double {
    let words = key.words(at: index)
    let bits = UInt64(words.word0) << 32 | UInt64(words.word1)
    return max(low, low.addingProduct(Double(bits >> 12) * 0x1p-52, high - low))
  }
}
