/// He's normal initializer, also called Kaiming normal: ``VarianceScaling`` with scale 2, mode
/// ``VarianceScaling/Mode/fanIn`` and the truncated normal distribution.
///
/// Normal values, cut at two standard deviations, whose standard deviation after cutting is σ = √(2 / fan-in).
/// Any shape; floating-point types.
///
/// Source: K. He, X. Zhang, S. Ren, J. Sun, *Delving Deep into Rectifiers: Surpassing Human-Level
/// Performance on ImageNet Classification* (ICCV 2015).
public struct HeNormal: VarianceScalingForm, Hashable {
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
      positiveScale: 2, mode: .fanIn, distribution: .truncatedNormal, fanRule: fanRule,
      seed: seed)
  }
}

extension Initializer where Self == HeNormal {
  /// He's normal initializer: σ = √(2 / fan-in).
  ///
  /// - Parameter seed: The seed; `nil` to draw one.
  /// - Returns: The initializer.
  public static func heNormal(seed: Seed? = nil) -> HeNormal { HeNormal(seed: seed) }
}
