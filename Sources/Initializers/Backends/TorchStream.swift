import BitGenerators

/// PyTorch's random functions on x86-64 CPUs with AVX2: MT19937 and Box–Muller in blocks of 16.
struct TorchStream: PeerStream {
  private let seed: UInt32

  /// The stream after `manual_seed`.
  init(seed: UInt32) {
    self.seed = seed
  }

  func uniform(
    from low: Double, to high: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double] {
    var generator = MersenneTwister(seed: seed)
    let units: [Double] = (0..<count).map { _ in
      if arithmetic.scalarType == .float64 { return Self.wideUnit(&generator) }
      let unit = arithmetic.round(Float(Self.unit(&generator)))
      return unit == 1 ? 0 : Double(unit)
    }
    return scaled(units, by: high - low, plus: low, arithmetic)
  }

  func normal(
    mean: Double, standardDeviation: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double] {
    var generator = MersenneTwister(seed: seed)
    if count < 16 {
      var values: [Double] = []
      while values.count < count {
        let angle = 2 * Double.pi * Self.wideUnit(&generator)
        let radius = (-2 * SystemMath.log1p(-Self.wideUnit(&generator))).squareRoot()
        for draw in [radius * SystemMath.cos(angle), radius * SystemMath.sin(angle)] {
          values.append(mean.addingProduct(draw, standardDeviation))
        }
      }
      return values.prefix(count).map(arithmetic.cast)
    }
    let isWide = arithmetic.scalarType == .float64
    func draw(_ count: Int) -> [Double] {
      (0..<count).map { _ in isWide ? Self.wideUnit(&generator) : Self.unit(&generator) }
    }
    func transform(_ units: ArraySlice<Double>) -> [Double] {
      isWide
        ? Self.wideBlock(units, mean, standardDeviation)
        : Self.block(units, Float(mean), Float(standardDeviation))
    }
    let full = count / 16 * 16
    // Types of at least 32 bits draw all elements first, and then the tail once more.
    let isHalf = arithmetic.scalarType.byteCount == 2
    var values = draw(isHalf ? full : count)
    for start in stride(from: 0, to: full, by: 16) {
      values.replaceSubrange(start..<start + 16, with: transform(values[start..<start + 16]))
    }
    if count > full {
      values = values.prefix(count - 16) + transform(draw(16)[...])
    }
    return isWide ? values : values.map { Double(arithmetic.round(Float($0))) }
  }

  func truncatedNormal(
    mean: Double, standardDeviation: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double] {
    // Keras draws four values an element and takes the first within ±2; if there is none, the
    // first.
    let draws = normal(mean: 0, standardDeviation: 1, count: 4 * count, arithmetic)
    let chosen = (0..<count).map { index in
      let four = draws[4 * index..<4 * index + 4]
      return four.first { $0 > -2 && $0 < 2 } ?? four[4 * index]
    }
    return scaled(chosen, by: standardDeviation, plus: mean, arithmetic)
  }

  /// x · factor + term, where a factor is taken in `Float` and a term in the tensor's type.
  private func scaled(
    _ values: [Double], by factor: Double, plus term: Double, _ arithmetic: PeerArithmetic
  ) -> [Double] {
    if arithmetic.scalarType == .float64 { return values.map { $0 * factor + term } }
    let term = arithmetic.parameter(term)
    return values.map { value in
      Double(arithmetic.round(arithmetic.round(Float(value) * Float(factor)) + term))
    }
  }

  private static func unit(_ generator: inout MersenneTwister) -> Double {
    Double(generator.nextWord() & 0xFF_FFFF) * 0x1p-24
  }

  private static func wideUnit(_ generator: inout MersenneTwister) -> Double {
    Double(generator.next() & 0x1F_FFFF_FFFF_FFFF) * 0x1p-53
  }

  private static func wideBlock(
    _ units: ArraySlice<Double>, _ mean: Double, _ deviation: Double
  ) -> [Double] {
    let first = units.startIndex
    var values = Array(units)
    for j in 0..<8 {
      let radius = (-2 * SystemMath.log(1 - units[first + j])).squareRoot()
      let angle = 2 * Double.pi * units[first + j + 8]
      values[j] = mean.addingProduct(radius * SystemMath.cos(angle), deviation)
      values[j + 8] = mean.addingProduct(radius * SystemMath.sin(angle), deviation)
    }
    return values
  }

  private static func block(
    _ units: ArraySlice<Double>, _ mean: Float, _ deviation: Float
  ) -> [Double] {
    let first = units.startIndex
    var values = Array(units)
    for j in 0..<8 {
      let radius = (-2 * TorchMath.log(1 - Float(units[first + j]))).squareRoot()
      let (sine, cosine) = TorchMath.sineAndCosine(
        Float(2 * Double.pi) * Float(units[first + j + 8]))
      values[j] = Double(mean.addingProduct(radius * cosine, deviation))
      values[j + 8] = Double(mean.addingProduct(radius * sine, deviation))
    }
    return values
  }
}
