/// He's uniform initializer, also called Kaiming uniform: ``VarianceScaling`` with scale 2, mode
/// ``VarianceScaling/Mode/fanIn`` and the uniform distribution.
///
/// Uniform values from [−limit, limit) with limit = √(6 / fan-in). Any shape; floating-point types.
///
/// Source: K. He, X. Zhang, S. Ren, J. Sun, *Delving Deep into Rectifiers: Surpassing Human-Level
/// Performance on ImageNet Classification* (ICCV 2015).
public struct HeUniform: VarianceScalingForm, Hashable {
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
      positiveScale: 2, mode: .fanIn, distribution: .uniform, fanRule: fanRule,
      seed: seed)
  }
}

extension Initializer where Self == HeUniform {
  /// He's uniform initializer: limit = √(6 / fan-in).
  ///
  /// - Parameter seed: The seed; `nil` to draw one.
  /// - Returns: The initializer.
  public static func heUniform(seed: Seed? = nil) -> HeUniform { HeUniform(seed: seed) }
}
