/// The sines and cosines that tell a transformer where a token is.
///
/// For position *p* and the pair *i* of *d* features, with the angle *p* · *base*^(−2*i* / *d*):
/// its sine at feature 2*i* and its cosine at 2*i* + 1; or all sines first and then all cosines, if
/// they are not interleaved.
///
/// Rank 2, positions by features; an odd number of features lacks the last cosine. Floating-point
/// types. Computed in `Double` to about *p* · 10⁻¹⁶ and rounded once.
///
/// Source: A. Vaswani et al., *Attention Is All You Need* (NIPS 2017), section 3.5, interleaved;
/// tensor2tensor, not interleaved.
public struct SinusoidalPositions: FormulaInitializer, Hashable {
  /// The wave length of the slowest pair, divided by 2π.
  public let base: Double
  /// Whether the sine and the cosine of an angle are neighbours.
  public let isInterleaved: Bool

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - base: The wave length of the slowest pair, divided by 2π: from 1 to 10¹².
  ///   - isInterleaved: Whether the sine and the cosine of an angle are neighbours.
  /// - Throws: ``InitializationError/Code/invalidParameter`` for another base.
  public init(base: Double = 10_000, isInterleaved: Bool = true) throws(InitializationError) {
    guard (1...1e12).contains(base) else {
      throw InitializationError(
        .invalidParameter, "base \(base) is not allowed; give a number from 1 to 1e12")
    }
    self.base = base
    self.isInterleaved = isInterleaved
  }

  /// The formula.
  public func formula(
    for shape: [Int]
  ) throws(InitializationError) -> @Sendable ([Int]) -> Double {
    guard shape.count == 2, shape[0] <= 1 << 40 else {
      throw InitializationError(
        .invalidShape, "positions have rank 2, positions by features; shape \(shape) does not")
    }
    let (features, half) = (shape[1], (shape[1] + 1) / 2)
    let logarithm = DeterministicMath.log(base)
    let interleaved = isInterleaved
    return { index in
      let (pair, isCosine) =
        interleaved ? (index[1] / 2, index[1] % 2 == 1) : (index[1] % half, index[1] >= half)
      let frequency = DeterministicMath.exp(-logarithm * Double(2 * pair) / Double(features))
      let turns = Double(index[0]) * frequency / (2 * Double.pi)
      return isCosine
        ? DeterministicMath.cosine(turns: turns) : DeterministicMath.sine(turns: turns)
    }
  }
}

extension SinusoidalPositions: KnownFormula {
  package var takesIntegers: Bool { false }

  package func telling(of shape: [Int]) -> [[Int]] {
    []
  }
}
