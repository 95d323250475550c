/// Random values whose variance is adapted to the fans of the weight: the law of which every
/// Glorot, He and LeCun form is a special case.
///
/// With n = max(1, fan-in), max(1, fan-out), or max(1, their arithmetic or geometric average):
///
/// | distribution | values | variance |
/// | --- | --- | --- |
/// | ``Distribution-swift.enum/truncatedNormal`` | normal, σ = √(scale / n) / 0.87962566103423978, cut at ±2 σ | scale / n |
/// | ``Distribution-swift.enum/untruncatedNormal`` | normal, σ = √(scale / n) | scale / n |
/// | ``Distribution-swift.enum/uniform`` | uniform on [−limit, limit), limit = √(3 · scale / n) | scale / n |
///
/// The constant is the standard deviation of the standard normal distribution cut at ±2, so that
/// the variance after cutting is scale / n. All is computed in `Double` and rounded once.
///
/// Any shape; floating-point types. Fans are those of the whole shape, also for a slice. The same
/// as Keras's `VarianceScaling`.
///
/// Source: K. He, X. Zhang, S. Ren, J. Sun, *Delving Deep into Rectifiers* (ICCV 2015) for fan
/// modes; Keras 2.2 for the law.
public struct VarianceScaling: Initializer, Hashable {
  /// Which fan divides the scale.
  public enum Mode: String, Sendable, Hashable, CaseIterable {
    /// The number of inputs of one output: keeps the size of activations.
    case fanIn = "fan_in"
    /// The number of outputs of one input: keeps the size of gradients.
    case fanOut = "fan_out"
    /// The average of both.
    case fanAverage = "fan_avg"
    /// The geometric average of both, √(fan-in · fan-out), as JAX has it; no Keras has.
    case fanGeometricAverage = "fan_geo_avg"
  }

  /// The distribution of the values.
  public enum Distribution: String, Sendable, Hashable, CaseIterable {
    /// Normal, cut at two standard deviations; Keras 2 calls it `normal`.
    case truncatedNormal = "truncated_normal"
    /// Normal, cut nowhere.
    case untruncatedNormal = "untruncated_normal"
    /// Uniform.
    case uniform
  }

  /// The standard deviation of the standard normal distribution cut at ±2, as Keras writes it.
  public static let truncatedStandardDeviation = 0.87962566103423978

  /// The variance times the fan, above 0.
  public let scale: Double
  /// Which fan divides the scale.
  public let mode: Mode
  /// The distribution of the values.
  public let distribution: Distribution
  /// The rule that reads fans off a shape.
  public let fanRule: Fans.Rule
  /// The seed.
  public var seed: Seed?
  /// The special case that this was made as; `nil` for one that was given its parameters.
  public let name: Name?

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - scale: The variance times the fan, above 0.
  ///   - mode: Which fan divides the scale.
  ///   - distribution: The distribution of the values.
  ///   - fanRule: The rule that reads fans off a shape.
  ///   - seed: The seed; `nil` to draw one.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if `scale` is not a positive finite
  ///   number.
  public init(
    scale: Double = 1, mode: Mode = .fanIn, distribution: Distribution = .truncatedNormal,
    fanRule: Fans.Rule = .keras2, seed: Seed? = nil
  ) throws(InitializationError) {
    guard scale > 0, scale.isFinite else {
      throw InitializationError(
        .invalidParameter, "scale \(scale) is not allowed; give a positive finite number")
    }
    self.init(
      positiveScale: scale, mode: mode, distribution: distribution, fanRule: fanRule,
      seed: seed ?? .drawn(), name: nil)
  }

  /// Creates the initializer of a scale that is known to be positive.
  init(
    positiveScale scale: Double, mode: Mode, distribution: Distribution, fanRule: Fans.Rule,
    seed: Seed, name: Name?
  ) {
    self.scale = scale
    self.mode = mode
    self.distribution = distribution
    self.fanRule = fanRule
    self.seed = seed
    self.name = name
  }

  /// The law with the weight's own limit or standard deviation; a peer's rule reads the fans.
  public func law(for request: FillRequest) throws(InitializationError) -> TensorLaw {
    .same(try law(of: request))
  }

  private func law(of request: FillRequest) throws(InitializationError) -> Law {
    _ = try ElementLayout.elementCount(of: request.shape)
    let rule = request.backend.fanRule(insteadOf: fanRule)
    let fans = try Fans(of: request.shape, rule: rule)
    let fan =
      switch mode {
      case .fanIn: fans.fanIn
      case .fanOut: fans.fanOut
      case .fanAverage: (fans.fanIn + fans.fanOut) / 2
      case .fanGeometricAverage: (fans.fanIn * fans.fanOut).squareRoot()
      }
    let variance = scale / max(1, fan)
    switch distribution {
    case .truncatedNormal:
      let standardDeviation = variance.squareRoot() / Self.truncatedStandardDeviation
      return try .normal(standardDeviation: standardDeviation, within: .keras)
    case .untruncatedNormal:
      return try .normal(standardDeviation: variance.squareRoot())
    case .uniform:
      let limit = (3 * variance).squareRoot()
      return try .uniform(from: -limit, to: limit)
    }
  }

  /// Variance scaling with the scale times the square of the factor.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try requirePositive(factor: factor)
    return try VarianceScaling(
      scale: scale * (factor * factor), mode: mode, distribution: distribution, fanRule: fanRule,
      seed: seed)
  }
}

extension Initializer where Self == VarianceScaling {
  /// Random values whose variance is adapted to the fans of the weight.
  ///
  /// - Parameters:
  ///   - scale: The variance times the fan, above 0.
  ///   - mode: Which fan divides the scale.
  ///   - distribution: The distribution of the values.
  ///   - seed: The seed; `nil` to draw one.
  /// - Returns: The initializer.
  /// - Throws: ``InitializationError/Code/invalidParameter``; see ``VarianceScaling``.
  public static func varianceScaling(
    scale: Double = 1, mode: VarianceScaling.Mode = .fanIn,
    distribution: VarianceScaling.Distribution = .truncatedNormal, seed: Seed? = nil
  ) throws(InitializationError) -> VarianceScaling {
    try VarianceScaling(scale: scale, mode: mode, distribution: distribution, seed: seed)
  }
}
