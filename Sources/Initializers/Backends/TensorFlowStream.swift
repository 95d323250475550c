import BitGenerators

/// TensorFlow's random operations on CPUs: Philox4x32-10, Box–Muller, and rejection in groups.
struct TensorFlowStream: PeerStream {
  private let key: UInt64
  private let counterLow: UInt64
  private let counterHigh: UInt64
  /// Whether uniform bounds are rounded to `Float` first, as Keras 3 does by casting them.
  private let roundsBounds: Bool

  /// The stream of a stateless operation with a pair of seeds, as Keras 3 calls it.
  init(stateless first: Int64, _ second: Int64, roundsBounds: Bool) {
    let pair = Philox4x32.Block(
      low: UInt64(bitPattern: first), high: UInt64(bitPattern: second))
    let scrambled = Philox4x32.block(at: pair, key: 0x0246_1E29_3EC8_F720)
    key = UInt64(scrambled.word1) << 32 | UInt64(scrambled.word0)
    counterLow = 0
    counterHigh = UInt64(scrambled.word3) << 32 | UInt64(scrambled.word2)
    self.roundsBounds = roundsBounds
  }

  /// The stream of the first run of a stateful operation without a global seed, as Keras 2 calls
  /// it.
  init(operationSeed seed: Int128) {
    // TensorFlow's default graph seed, and its reduction of seeds.
    key = 87_654_321
    let modulus: Int128 = 0x7FFF_FFFF
    counterLow = 0
    counterHigh = UInt64((seed % modulus + modulus) % modulus)
    roundsBounds = false
  }

  private func block(_ index: UInt64) -> Philox4x32.Block {
    let (low, carry) = counterLow.addingReportingOverflow(index)
    return Philox4x32.block(
      at: Philox4x32.Block(low: low, high: counterHigh &+ (carry ? 1 : 0)), key: key)
  }

  func uniform(
    from low: Double, to high: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double] {
    var (low, high) = (low, high)
    if roundsBounds { (low, high) = (Double(Float(low)), Double(Float(high))) }
    if arithmetic.scalarType == .float64 {
      return arithmetic.scaled(
        pairs(count) { [Self.unit($0, $1), Self.unit($2, $3)] }, by: high - low, plus: low)
    }
    let span = arithmetic.round(arithmetic.parameter(high) - arithmetic.parameter(low))
    let units = words(count).map { Double(Self.unit($0, arithmetic)) }
    return arithmetic.scaled(units, by: Double(span), plus: low)
  }

  func normal(
    mean: Double, standardDeviation: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double] {
    let values: [Double] =
      arithmetic.scalarType == .float64
      ? pairs(count) { Self.boxMuller($0, $1, $2, $3) }
      : pairs(count, perBlock: 4) { Self.boxMuller($0, $1) + Self.boxMuller($2, $3) }
        .map { Double(arithmetic.round(Float($0))) }
    return arithmetic.scaled(values, by: standardDeviation, plus: mean)
  }

  func truncatedNormal(
    mean: Double, standardDeviation: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double] {
    // Each group of outputs owns 256 counters (128 in Double) and takes what it needs of them.
    let isDouble = arithmetic.scalarType == .float64
    let (size, counters) = isDouble ? (2, 128) : (4, 256)
    var values: [Double] = []
    values.reserveCapacity(count + size)
    for group in 0..<(count + size - 1) / size {
      var index = UInt64(group * counters)
      let end = values.count + size
      while values.count < end {
        let block = block(index)
        let draws =
          isDouble
          ? Self.boxMuller(block.word0, block.word1, block.word2, block.word3)
          : Self.boxMuller(block.word0, block.word1) + Self.boxMuller(block.word2, block.word3)
        for draw in draws where draw.magnitude < 2 && values.count < end { values.append(draw) }
        index += 1
      }
    }
    if !isDouble { values = values.map { Double(arithmetic.round(Float($0))) } }
    return arithmetic.scaled(Array(values.prefix(count)), by: standardDeviation, plus: mean)
  }

  private func words(_ count: Int) -> [UInt32] {
    var words: [UInt32] = []
    words.reserveCapacity(count + 3)
    for index in 0..<(count + 3) / 4 {
      let block = block(UInt64(index))
      words += [block.word0, block.word1, block.word2, block.word3]
    }
    return Array(words.prefix(count))
  }

  private func pairs(
    _ count: Int, perBlock: Int = 2, _ values: (UInt32, UInt32, UInt32, UInt32) -> [Double]
  ) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(count + perBlock)
    for index in 0..<(count + perBlock - 1) / perBlock {
      let block = block(UInt64(index))
      result += values(block.word0, block.word1, block.word2, block.word3)
    }
    return Array(result.prefix(count))
  }

  /// The low bits of a word as the fraction of a number from 1 to 2, less 1.
  private static func unit(_ word: UInt32, _ arithmetic: PeerArithmetic) -> Float {
    switch arithmetic.scalarType {
    case .float16: Float(word & 0x3FF) * 0x1p-10
    case .bfloat16: Float(word & 0x7F) * 0x1p-7
    default: Float(word & 0x7F_FFFF) * 0x1p-23
    }
  }

  private static func unit(_ high: UInt32, _ low: UInt32) -> Double {
    Double(UInt64(high & 0xF_FFFF) << 32 | UInt64(low)) * 0x1p-52
  }

  private static func boxMuller(_ first: UInt32, _ second: UInt32) -> [Double] {
    let u = max(Float(first & 0x7F_FFFF) * 0x1p-23, 1e-7)
    let angle = Float(2 * Double.pi * Double(Float(second & 0x7F_FFFF) * 0x1p-23))
    let radius = (-2 * SinglePrecisionMath.log(u)).squareRoot()
    let (sine, cosine) = SinglePrecisionMath.sineAndCosine(angle)
    return [Double(sine * radius), Double(cosine * radius)]
  }

  private static func boxMuller(
    _ word0: UInt32, _ word1: UInt32, _ word2: UInt32, _ word3: UInt32
  ) -> [Double] {
    let u = max(unit(word0, word1), 1e-7)
    let angle = 2 * Double.pi * unit(word2, word3)
    let radius = (-2 * SystemMath.log(u)).squareRoot()
    return [SystemMath.sin(angle) * radius, SystemMath.cos(angle) * radius]
  }
}
