import BitGenerators

/// NumPy's legacy normal values, `np.random.seed` and `np.random.normal`: MT19937 and the polar
/// method.
package struct LegacyNumPyNormals {
  private var generator: MersenneTwister
  private var spare: Double?

  /// Starts as `np.random.seed` does.
  package init(seed: UInt32) {
    generator = MersenneTwister(seed: seed)
  }

  private mutating func unit() -> Double {
    let (high, low) = (generator.nextWord() >> 5, generator.nextWord() >> 6)
    return (Double(high) * 0x1p26 + Double(low)) / 0x1p53
  }

  /// The next standard normal value.
  package mutating func next() -> Double {
    if let value = spare {
      spare = nil
      return value
    }
    while true {
      let x = 2 * unit() - 1
      let y = 2 * unit() - 1
      let square = x * x + y * y
      if square >= 1 || square == 0 { continue }
      let factor = (-2 * SystemMath.log(square) / square).squareRoot()
      spare = factor * x
      return factor * y
    }
  }
}
