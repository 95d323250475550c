import BitGenerators

/// NumPy's random functions: PCG64, and normal values by the ziggurat method, all in `Double`.
struct NumPyStream: PeerStream {
  private let sequence: SeedSequence

  /// The stream of `default_rng` with two 32-bit words.
  init(_ word0: UInt32, _ word1: UInt32) {
    sequence = SeedSequence(entropy: [word0, word1])
  }

  func uniform(
    from low: Double, to high: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double] {
    var generator = PCG64(sequence)
    return (0..<count).map { _ in
      arithmetic.cast(low + (high - low) * Self.unit(&generator))
    }
  }

  func normal(
    mean: Double, standardDeviation: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double] {
    var generator = PCG64(sequence)
    return (0..<count).map { _ in
      arithmetic.cast(mean + standardDeviation * Self.ziggurat(&generator))
    }
  }

  func truncatedNormal(
    mean: Double, standardDeviation: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double] {
    var generator = PCG64(sequence)
    let bounds = mean - 2 * standardDeviation...mean + 2 * standardDeviation
    var values: [Double] = []
    // Batches of the tensor's size until there are enough; what is over is dropped.
    while values.count < count {
      for _ in 0..<count {
        let value = mean + standardDeviation * Self.ziggurat(&generator)
        if bounds.contains(value) { values.append(value) }
      }
    }
    return values.prefix(count).map(arithmetic.cast)
  }

  private static func unit(_ generator: inout PCG64) -> Double {
    Double(generator.next() >> 11) * 0x1p-53
  }

  /// A standard normal value.
  ///
  /// Source: G. Marsaglia, W. W. Tsang, *The Ziggurat Method for Generating Random Variables*
  /// (2000), with NumPy's tables.
  private static func ziggurat(_ generator: inout PCG64) -> Double {
    while true {
      var bits = generator.next()
      let layer = Int(bits & 0xFF)
      bits >>= 8
      let isNegative = bits & 1 == 1
      let magnitude = bits >> 1 & 0xF_FFFF_FFFF_FFFF
      var x = Double(magnitude) * ZigguratTables.widths[layer]
      if isNegative { x = -x }
      if magnitude < ZigguratTables.limits[layer] { return x }
      if layer == 0 {
        let end = 3.654_152_885_361_008_796_351_947_251_8
        while true {
          let a =
            -0.273_661_237_329_758_272_033_382_475_96 * SystemMath.log1p(-unit(&generator))
          let b = -SystemMath.log1p(-unit(&generator))
          if b + b > a * a { return magnitude >> 8 & 1 == 1 ? -(end + a) : end + a }
        }
      }
      let heights = ZigguratTables.heights
      let height = (heights[layer - 1] - heights[layer]) * unit(&generator) + heights[layer]
      if height < SystemMath.exp(-0.5 * x * x) { return x }
    }
  }
}
