/// Normal values cut to bounds: those beyond do not occur, and the rest keep their proportions.
///
/// x = z · σ + μ with z from the standard normal distribution cut to the bounds, by default ±2. σ
/// is the standard deviation *before* cutting; that of the values is smaller, 0.8796 σ for ±2. No
/// value passes a bound.
///
/// Any shape; floating-point types. The same as Keras's `TruncatedNormal`, its defaults and bounds.
public struct TruncatedNormal: Initializer, Hashable {
  /// The mean μ of the distribution before cutting.
  public let mean: Double
  /// The standard deviation σ of the distribution before cutting.
  public let standardDeviation: Double
  /// Where the distribution is cut.
  public let bounds: TruncationBounds
  /// The seed.
  public var seed: Seed?
  package let law: Law

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - mean: The mean before cutting.
  ///   - standardDeviation: The standard deviation before cutting, 0 or more.
  ///   - bounds: Where to cut.
  ///   - seed: The seed; `nil` to draw one.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if a parameter is not finite or the
  ///   standard deviation is negative.
  public init(
    mean: Double = 0, standardDeviation: Double = 0.05, bounds: TruncationBounds = .keras,
    seed: Seed? = nil
  ) throws(InitializationError) {
    law = try .normal(mean: mean, standardDeviation: standardDeviation, within: bounds)
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.bounds = bounds
    self.seed = seed ?? .drawn()
  }

  /// Truncated normal values with mean and standard deviation times the factor, and the same bounds
  /// in standard deviations.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try requirePositive(factor: factor)
    return try TruncatedNormal(
      mean: mean * factor, standardDeviation: standardDeviation * factor, bounds: bounds, seed: seed
    )
  }

  /// The distribution, for every shape.
  public func law(for request: FillRequest) -> TensorLaw { .same(law) }
}

extension Initializer where Self == TruncatedNormal {
  /// Normal values cut to bounds.
  ///
  /// - Parameters:
  ///   - mean: The mean before cutting.
  ///   - standardDeviation: The standard deviation before cutting, 0 or more.
  ///   - bounds: Where to cut.
  ///   - seed: The seed; `nil` to draw one.
  /// - Returns: The initializer.
  /// - Throws: ``InitializationError/Code/invalidParameter``; see ``TruncatedNormal``.
  public static func truncatedNormal(
    mean: Double = 0, standardDeviation: Double = 0.05, bounds: TruncationBounds = .keras,
    seed: Seed? = nil
  ) throws(InitializationError) -> TruncatedNormal {
    try TruncatedNormal(
      mean: mean, standardDeviation: standardDeviation, bounds: bounds, seed: seed)
  }
}
