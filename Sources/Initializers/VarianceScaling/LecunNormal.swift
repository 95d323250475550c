/// LeCun's normal initializer, the right scale for SELU: ``VarianceScaling`` with scale 1, mode
/// ``VarianceScaling/Mode/fanIn`` and the truncated normal distribution.
///
/// Normal values, cut at two standard deviations, whose standard deviation after cutting is σ = √(1 / fan-in).
/// Any shape; floating-point types.
///
/// Source: Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, *Efficient BackProp* (1998); G. Klambauer
/// et al., *Self-Normalizing Neural Networks* (NeurIPS 2017).
public struct LecunNormal: VarianceScalingForm, Hashable {
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
      positiveScale: 1, mode: .fanIn, distribution: .truncatedNormal, fanRule: fanRule,
      seed: seed)
  }
}

extension Initializer where Self == LecunNormal {
  /// LeCun's normal initializer: σ = √(1 / fan-in).
  ///
  /// - Parameter seed: The seed; `nil` to draw one.
  /// - Returns: The initializer.
  public static func lecunNormal(seed: Seed? = nil) -> LecunNormal { LecunNormal(seed: seed) }
}
