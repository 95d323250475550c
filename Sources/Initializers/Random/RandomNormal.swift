/// Normal values with a mean and a standard deviation.
///
/// x = z · σ + μ with z standard normal, cut nowhere: as far out as the draws reach, 6.3 σ for
/// `Float` and the 16-bit types, 9.1 σ for `Double`.
///
/// Any shape; floating-point types, whose range has to hold μ ± 6.3 σ, or 9.1 σ for `Double`. The
/// same as Keras's `RandomNormal`, and its defaults.
public struct RandomNormal: Initializer, Hashable {
  /// The mean μ.
  public let mean: Double
  /// The standard deviation σ.
  public let standardDeviation: Double
  /// The seed.
  public var seed: Seed?
  package let law: Law

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - mean: The mean.
  ///   - standardDeviation: The standard deviation, 0 or more.
  ///   - seed: The seed; `nil` to draw one.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if a parameter is not finite or the
  ///   standard deviation is negative.
  public init(
    mean: Double = 0, standardDeviation: Double = 0.05, seed: Seed? = nil
  ) throws(InitializationError) {
    law = try .normal(mean: mean, standardDeviation: standardDeviation)
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.seed = seed ?? .drawn()
  }

  /// Normal values with mean and standard deviation times the factor.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try requirePositive(factor: factor)
    return try RandomNormal(
      mean: mean * factor, standardDeviation: standardDeviation * factor, seed: seed)
  }

  /// The distribution, for every shape.
  public func law(for request: FillRequest) -> TensorLaw { .same(law) }
}

extension Initializer where Self == RandomNormal {
  /// Normal values with a mean and a standard deviation.
  ///
  /// - Parameters:
  ///   - mean: The mean.
  ///   - standardDeviation: The standard deviation, 0 or more.
  ///   - seed: The seed; `nil` to draw one.
  /// - Returns: The initializer.
  /// - Throws: ``InitializationError/Code/invalidParameter``; see ``RandomNormal``.
  public static func randomNormal(
    mean: Double = 0, standardDeviation: Double = 0.05, seed: Seed? = nil
  ) throws(InitializationError) -> RandomNormal {
    try RandomNormal(mean: mean, standardDeviation: standardDeviation, seed: seed)
  }
}
