import Initializers

/// What frameworks have in common with ``VarianceScaling``, under names and with words of their
/// own.
extension InitializerDeclaration {
  /// Glorot's law with a gain.
  static func glorot(
    _ name: String, aliases: [String] = [], _ distribution: String, fans: Fans.Rule,
    _ summary: String
  ) -> InitializerDeclaration {
    InitializerDeclaration(
      peer: name, aliases: aliases, of: "VarianceScaling", summary,
      .number("gain", as: "scale", default: 1, "a positive number") { $0 * $0 }, .seed,
      fixed: [
        "mode": .string("fan_avg"), "distribution": .string(distribution), "fans": fans.json,
      ])
  }

  /// LeCun's uniform law with a gain, of what a convolution really sums over.
  static func lecun(
    _ name: String, aliases: [String], _ gain: String, _ summary: String
  ) -> InitializerDeclaration {
    InitializerDeclaration(
      peer: name, aliases: aliases, of: "VarianceScaling", summary,
      .number(gain, as: "scale", default: 1, "a positive number") { $0 * $0 }, .seed,
      fixed: [
        "mode": .string("fan_in"), "distribution": .string("uniform"),
        "fans": Fans.Rule.convolution().json,
      ])
  }

  /// PyTorch's Kaiming laws.
  static func kaiming(
    _ name: String, _ distribution: VarianceScaling.Distribution, _ summary: String
  ) -> InitializerDeclaration {
    InitializerDeclaration(
      named: name, aliases: [name + "_"], summary,
      .number("a", default: 0, "the negative slope of leaky_relu"), fanInOrOut,
      .word("nonlinearity", torchSquaredGains, default: "leaky_relu"), .seed
    ) { slope, mode, squaredGain, seed in
      try VarianceScaling(
        scale: squaredGain ?? 2 / (1 + slope * slope), mode: mode, distribution: distribution,
        fanRule: .torch, seed: seed)
    }
  }

  /// PyTorch's `calculate_gain`, squared; the leaky ReLU's depends on its slope.
  private static let torchSquaredGains: [(String, Double?)] = [
    ("conv1d", 1), ("conv2d", 1), ("conv3d", 1), ("conv_transpose1d", 1), ("conv_transpose2d", 1),
    ("conv_transpose3d", 1), ("linear", 1), ("relu", 2), ("selu", 9.0 / 16), ("sigmoid", 1),
    ("tanh", 25.0 / 9), ("leaky_relu", nil),
  ]

  static let fanInOrOut = ArgumentDeclaration<Never, VarianceScaling.Mode>.word(
    "mode", [("fan_in", .fanIn), ("fan_out", .fanOut)], default: "fan_in")

  /// Variance scaling as Haiku has it.
  static func scaling(
    _ name: String, _ framework: String, default distribution: String, _ fanRule: Fans.Rule
  ) -> InitializerDeclaration {
    InitializerDeclaration(
      named: name, "\(framework): values with variance scale / fan",
      .number("scale", default: 1, "a positive number"),
      .word(
        "mode",
        [("fan_in", VarianceScaling.Mode.fanIn), ("fan_out", .fanOut), ("fan_avg", .fanAverage)],
        default: "fan_in"),
      Self.distribution(default: distribution), .seed
    ) { try VarianceScaling(scale: $0, mode: $1, distribution: $2, fanRule: fanRule, seed: $3) }
  }

  /// The distribution in JAX's words, where "normal" is for one that is not cut.
  static func distribution(
    default word: String
  ) -> ArgumentDeclaration<Never, VarianceScaling.Distribution> {
    .word(
      "distribution",
      [
        ("truncated_normal", .truncatedNormal), ("normal", .untruncatedNormal),
        ("uniform", .uniform),
      ], default: word, "truncated_normal, normal (not cut) or uniform")
  }
}
