/// Where a normal distribution is cut.
public struct TruncationBounds: Sendable, Hashable {
  /// The lower bound, in standard deviations from the mean.
  public let lower: Double
  /// The upper bound, in standard deviations from the mean.
  public let upper: Double

  /// Bounds in standard deviations from the mean.
  ///
  /// - Parameters:
  ///   - lower: The lower bound; −∞ for none.
  ///   - upper: The upper bound; +∞ for none.
  /// - Returns: The bounds.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if `lower` is not below `upper`, or if
  ///   both bounds lie on one side of the mean and the nearer is more than 12 standard deviations
  ///   away, where the distribution has no mass left to cut; or if the bounds are not alike in
  ///   size, lie near the mean, and are less than 2⁻²⁸ apart, where draws of the distribution
  ///   cannot be told apart as finely as a `Float` can.
  public static func standardDeviations(
    _ lower: Double, _ upper: Double
  ) throws(InitializationError) -> TruncationBounds {
    guard lower < upper else {
      throw InitializationError(
        .invalidParameter,
        "truncation bounds \(lower) and \(upper) are not allowed; give the lower bound first")
    }
    guard lower <= 12, upper >= -12 else {
      throw InitializationError(
        .invalidParameter,
        "truncation bounds \(lower) and \(upper) keep only values more than 12 standard deviations "
          + "from the mean; bounds are in standard deviations")
    }
    // Between narrow bounds the quantile is a difference of masses near ½, which are 2⁻⁵⁴ apart.
    // Where values are finer than that, too few draws differ; equal bounds on both sides are
    // multiplied instead, and are exact.
    let distance = lower > 0 ? lower : upper < 0 ? -upper : 0
    guard lower == -upper || upper - lower >= leastWidth || distance >= 0.25 else {
      throw InitializationError(
        .invalidParameter,
        "truncation bounds \(lower) and \(upper) are \(upper - lower) standard deviations apart; near the mean give 2⁻²⁸ (\(leastWidth)) or more, or use a uniform law, the limit of narrow bounds"
      )
    }
    return TruncationBounds(lower: lower, upper: upper)
  }

  /// The least distance of bounds near the mean.
  private static let leastWidth = 0x1p-28

  /// Bounds in the values' own unit, as PyTorch's `trunc_normal_` takes them.
  ///
  /// With σ = 0.02, ±2 is a hundred standard deviations and cuts nothing: this is where most
  /// mistakes with truncation come from.
  ///
  /// - Parameters:
  ///   - lower: The least value; −∞ for none.
  ///   - upper: The greatest value; +∞ for none.
  ///   - mean: The mean of the distribution that is cut.
  ///   - standardDeviation: Its standard deviation, above 0.
  /// - Returns: The bounds, (value − mean) / σ.
  /// - Throws: ``InitializationError/Code/invalidParameter`` as for ``standardDeviations(_:_:)``,
  ///   or if the mean or σ is not allowed.
  public static func values(
    _ lower: Double, _ upper: Double, mean: Double = 0, standardDeviation: Double
  ) throws(InitializationError) -> TruncationBounds {
    guard mean.isFinite, standardDeviation > 0, standardDeviation.isFinite else {
      throw InitializationError(
        .invalidParameter,
        "mean \(mean) and standard deviation \(standardDeviation) are not allowed; give finite numbers, the second above 0"
      )
    }
    return try standardDeviations(
      (lower - mean) / standardDeviation, (upper - mean) / standardDeviation)
  }

  private init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// Two standard deviations to each side, where Keras cuts.
  public static let keras = TruncationBounds(lower: -2, upper: 2)
}
