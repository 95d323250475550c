extension VarianceScaling {
  /// The special cases that have names of their own, which tf.keras and Keras 3 write.
  ///
  /// Raw values are the names of Keras's classes.
  public enum Name: String, Sendable, Hashable, CaseIterable {
    /// ``Initializer/glorotUniform(seed:fanRule:)``.
    case glorotUniform = "GlorotUniform"
    /// ``Initializer/glorotNormal(seed:fanRule:)``.
    case glorotNormal = "GlorotNormal"
    /// ``Initializer/heUniform(seed:fanRule:)``.
    case heUniform = "HeUniform"
    /// ``Initializer/heNormal(seed:fanRule:)``.
    case heNormal = "HeNormal"
    /// ``Initializer/lecunUniform(seed:fanRule:)``.
    case lecunUniform = "LecunUniform"
    /// ``Initializer/lecunNormal(seed:fanRule:)``.
    case lecunNormal = "LecunNormal"
  }

  /// Creates the special case of a name.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - fanRule: The rule that reads fans off a shape.
  ///   - seed: The seed; `nil` to draw one.
  public init(_ name: Name, fanRule: Fans.Rule = .keras2, seed: Seed? = nil) {
    let (scale, mode): (Double, Mode) =
      switch name {
      case .glorotUniform, .glorotNormal: (1, .fanAverage)
      case .heUniform, .heNormal: (2, .fanIn)
      case .lecunUniform, .lecunNormal: (1, .fanIn)
      }
    let distribution: Distribution =
      switch name {
      case .glorotUniform, .heUniform, .lecunUniform: .uniform
      case .glorotNormal, .heNormal, .lecunNormal: .truncatedNormal
      }
    self.init(
      positiveScale: scale, mode: mode, distribution: distribution, fanRule: fanRule,
      seed: seed ?? .drawn(), name: name)
  }
}

extension Initializer where Self == VarianceScaling {
  /// Glorot's uniform initializer, also called Xavier uniform.
  ///
  /// Uniform values from [−limit, limit) with limit = √(6 / (fan-in + fan-out)): scale 1, mode
  /// ``VarianceScaling/Mode/fanAverage``. Any shape; floating-point types.
  ///
  /// Source: X. Glorot, Y. Bengio, *Understanding the difficulty of training deep feedforward
  /// neural networks* (AISTATS 2010).
  ///
  /// - Parameters:
  ///   - seed: The seed; `nil` to draw one.
  ///   - fanRule: The rule that reads fans off a shape.
  /// - Returns: The initializer.
  public static func glorotUniform(
    seed: Seed? = nil, fanRule: Fans.Rule = .keras2
  ) -> VarianceScaling { VarianceScaling(.glorotUniform, fanRule: fanRule, seed: seed) }

  /// Glorot's normal initializer, also called Xavier normal.
  ///
  /// Normal values, cut at two standard deviations, whose standard deviation after cutting is
  /// σ = √(2 / (fan-in + fan-out)): scale 1, mode ``VarianceScaling/Mode/fanAverage``. Any shape;
  /// floating-point types.
  ///
  /// Source: X. Glorot, Y. Bengio, *Understanding the difficulty of training deep feedforward
  /// neural networks* (AISTATS 2010).
  ///
  /// - Parameters:
  ///   - seed: The seed; `nil` to draw one.
  ///   - fanRule: The rule that reads fans off a shape.
  /// - Returns: The initializer.
  public static func glorotNormal(
    seed: Seed? = nil, fanRule: Fans.Rule = .keras2
  ) -> VarianceScaling { VarianceScaling(.glorotNormal, fanRule: fanRule, seed: seed) }

  /// He's uniform initializer, also called Kaiming uniform.
  ///
  /// Uniform values from [−limit, limit) with limit = √(6 / fan-in): scale 2, mode
  /// ``VarianceScaling/Mode/fanIn``. Any shape; floating-point types.
  ///
  /// Source: K. He, X. Zhang, S. Ren, J. Sun, *Delving Deep into Rectifiers: Surpassing Human-Level
  /// Performance on ImageNet Classification* (ICCV 2015).
  ///
  /// - Parameters:
  ///   - seed: The seed; `nil` to draw one.
  ///   - fanRule: The rule that reads fans off a shape.
  /// - Returns: The initializer.
  public static func heUniform(
    seed: Seed? = nil, fanRule: Fans.Rule = .keras2
  ) -> VarianceScaling { VarianceScaling(.heUniform, fanRule: fanRule, seed: seed) }

  /// He's normal initializer, also called Kaiming normal.
  ///
  /// Normal values, cut at two standard deviations, whose standard deviation after cutting is σ =
  /// √(2 / fan-in): scale 2, mode ``VarianceScaling/Mode/fanIn``. Any shape; floating-point types.
  ///
  /// Source: K. He, X. Zhang, S. Ren, J. Sun, *Delving Deep into Rectifiers: Surpassing Human-Level
  /// Performance on ImageNet Classification* (ICCV 2015).
  ///
  /// - Parameters:
  ///   - seed: The seed; `nil` to draw one.
  ///   - fanRule: The rule that reads fans off a shape.
  /// - Returns: The initializer.
  public static func heNormal(
    seed: Seed? = nil, fanRule: Fans.Rule = .keras2
  ) -> VarianceScaling { VarianceScaling(.heNormal, fanRule: fanRule, seed: seed) }

  /// LeCun's uniform initializer, for inputs of unit variance.
  ///
  /// Uniform values from [−limit, limit) with limit = √(3 / fan-in): scale 1, mode
  /// ``VarianceScaling/Mode/fanIn``. Any shape; floating-point types.
  ///
  /// Source: Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, *Efficient BackProp* (1998).
  ///
  /// - Parameters:
  ///   - seed: The seed; `nil` to draw one.
  ///   - fanRule: The rule that reads fans off a shape.
  /// - Returns: The initializer.
  public static func lecunUniform(
    seed: Seed? = nil, fanRule: Fans.Rule = .keras2
  ) -> VarianceScaling { VarianceScaling(.lecunUniform, fanRule: fanRule, seed: seed) }

  /// LeCun's normal initializer, the right scale for SELU.
  ///
  /// Normal values, cut at two standard deviations, whose standard deviation after cutting is σ =
  /// √(1 / fan-in): scale 1, mode ``VarianceScaling/Mode/fanIn``. Any shape; floating-point types.
  ///
  /// Source: Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, *Efficient BackProp* (1998); G. Klambauer
  /// et al., *Self-Normalizing Neural Networks* (NeurIPS 2017).
  ///
  /// - Parameters:
  ///   - seed: The seed; `nil` to draw one.
  ///   - fanRule: The rule that reads fans off a shape.
  /// - Returns: The initializer.
  public static func lecunNormal(
    seed: Seed? = nil, fanRule: Fans.Rule = .keras2
  ) -> VarianceScaling { VarianceScaling(.lecunNormal, fanRule: fanRule, seed: seed) }
}
