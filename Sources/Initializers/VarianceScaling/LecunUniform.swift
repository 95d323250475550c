/// LeCun's uniform initializer, for inputs of unit variance: ``VarianceScaling`` with scale 1, mode
/// ``VarianceScaling/Mode/fanIn`` and the uniform distribution.
///
/// Uniform values from [−limit, limit) with limit = √(3 / fan-in). Any shape; floating-point types.
///
/// Source: Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, *Efficient BackProp* (1998).
public struct LecunUniform: VarianceScalingForm, Hashable {
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
      positiveScale: 1, mode: .fanIn, distribution: .uniform, fanRule: fanRule,
      seed: seed)
  }
}

extension Initializer where Self == LecunUniform {
  /// LeCun's uniform initializer: limit = √(3 / fan-in).
  ///
  /// - Parameter seed: The seed; `nil` to draw one.
  /// - Returns: The initializer.
  public static func lecunUniform(seed: Seed? = nil) -> LecunUniform { LecunUniform(seed: seed) }
}
