/// ZerO: a deterministic start from identity and Hadamard matrices.
///
/// With at most as many outputs as inputs, output *i* takes input *i*. With more, output *i* takes
/// input *j* times (−1)^(number of ones in *i* & *j*) · 2^(−⌈log₂ outputs⌉ / 2): a part of a
/// normalized Hadamard matrix. A convolution kernel has this in its center, *k* / 2 rounded down,
/// and zeros elsewhere.
///
/// Rank 2 or more; floating-point types.
///
/// Source: J. Zhao, F. Schäfer, A. Anandkumar, *ZerO Initialization: Initializing Neural Networks
/// with only Zeros and Ones* (TMLR 2022).
public struct ZerO: FormulaInitializer, Hashable {
  /// Where the channels are.
  public let layout: WeightLayout

  /// Creates the initializer.
  ///
  /// - Parameter layout: Where the channels are.
  public init(layout: WeightLayout = .keras) {
    self.layout = layout
  }

  /// The formula.
  public func formula(
    for shape: [Int]
  ) throws(InitializationError) -> @Sendable ([Int]) -> Double {
    let rank = shape.count
    guard rank >= 2 else {
      throw InitializationError(
        .invalidShape, "ZerO needs a shape of rank 2 or more; shape \(shape) has rank \(rank)")
    }
    let (input, output) = (layout.inputAxis(rank), layout.outputAxis(rank))
    let center = layout.placeAxes(rank).map { ($0, shape[$0] / 2) }
    let isWide = shape[output] > shape[input]
    let bits = Int.bitWidth - (shape[output] - 1).leadingZeroBitCount
    // 2^(−bits / 2) without a power function.
    let even = Double(sign: .plus, exponent: -(bits / 2), significand: 1)
    let size = bits % 2 == 0 ? even : even * 0.5.squareRoot()
    return { index in
      guard center.allSatisfy({ index[$0.0] == $0.1 }) else { return 0 }
      let (i, j) = (index[output], index[input])
      if !isWide { return i == j ? 1 : 0 }
      return (i & j).nonzeroBitCount % 2 == 0 ? size : -size
    }
  }
}

extension ZerO: KnownFormula {
  package var takesIntegers: Bool { false }

  package func telling(of shape: [Int]) -> [[Int]] {
    []
  }
}
