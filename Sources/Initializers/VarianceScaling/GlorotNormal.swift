/// Glorot's normal initializer, also called Xavier normal: ``VarianceScaling`` with scale 1, mode
/// ``VarianceScaling/Mode/fanAverage`` and the truncated normal distribution.
///
/// Normal values, cut at two standard deviations, whose standard deviation after cutting is σ = √(2 / (fan-in + fan-out)).
/// Any shape; floating-point types.
///
/// Source: X. Glorot, Y. Bengio, *Understanding the difficulty of training deep feedforward neural
/// networks* (AISTATS 2010).
public struct GlorotNormal: VarianceScalingForm, Hashable {
  /// The seed.
  public var seed: Seed?
  /// The rule that reads fans off a shape.
  public let fanRule: Fans.Rule

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - seed: The seed; `nil` to draw one.
  ///   - fanRule: The rule that reads fans off a shape.
  public init(seed: Seed? = nil, fanRule: Fans.Rule = .keras2) {
    self.seed = seed ?? .drawn()
    self.fanRule = fanRule
  }

  /// The law that this is a special case of.
  public var varianceScaling: VarianceScaling {
    VarianceScaling(
      positiveScale: 1, mode: .fanAverage, distribution: .truncatedNormal, fanRule: fanRule,
      seed: seed)
  }
}

extension Initializer where Self == GlorotNormal {
  /// Glorot's normal initializer: σ = √(2 / (fan-in + fan-out)).
  ///
  /// - Parameter seed: The seed; `nil` to draw one.
  /// - Returns: The initializer.
  public static func glorotNormal(seed: Seed? = nil) -> GlorotNormal { GlorotNormal(seed: seed) }
}
