import Initializers

extension InitializerDeclaration {
  /// `VarianceScaling` and its special cases, which Keras 2 writes as the `VarianceScaling` that
  /// they are.
  @DeclarationList static var varianceScaling: [InitializerDeclaration] {
    InitializerDeclaration(
      of: VarianceScaling.self, aliases: ["variance_scaling"], "values with variance scale / fan",
      where: { scaling, dialect in scaling.name == nil || dialect == .keras2 },
      .number("scale", \.scale, default: 1, "a positive number"), mode, distribution,
      nonlinearity, .seed, .fans(\.fanRule)
    ) { scale, mode, distribution, nonlinearity, seed, fanRule in
      let gain = try nonlinearity?.gain() ?? 1
      return try VarianceScaling(
        scale: scale * (gain * gain), mode: mode, distribution: distribution, fanRule: fanRule,
        seed: seed)
    }
    for (name, alias, summary) in namedScalings {
      InitializerDeclaration(
        of: VarianceScaling.self, named: name.rawValue, aliases: [alias], summary,
        where: { scaling, dialect in scaling.name == name && dialect != .keras2 },
        .seed, .fans(\.fanRule)
      ) { seed, fanRule in VarianceScaling(name, fanRule: fanRule, seed: seed) }
    }
  }

  static let namedScalings: [(VarianceScaling.Name, alias: String, summary: String)] = [
    (.glorotUniform, "glorot_uniform", "uniform with limit √(6 / (fan-in + fan-out))"),
    (.glorotNormal, "glorot_normal", "truncated normal with variance 2 / (fan-in + fan-out)"),
    (.heUniform, "he_uniform", "uniform with limit √(6 / fan-in)"),
    (.heNormal, "he_normal", "truncated normal with variance 2 / fan-in"),
    (.lecunUniform, "lecun_uniform", "uniform with limit √(3 / fan-in)"),
    (.lecunNormal, "lecun_normal", "truncated normal with variance 1 / fan-in"),
  ]

  private static let mode = ArgumentDeclaration<VarianceScaling, VarianceScaling.Mode>(
    "mode", default: .string("fan_in"), "fan_in, fan_out, fan_avg, or fan_geo_avg (not in Keras)",
    read: { reader, dialect in
      let word = try reader.word(
        "mode", of: VarianceScaling.Mode.allCases.map(\.rawValue),
        ignoringCase: dialect == .keras2)
      return VarianceScaling.Mode(rawValue: word) ?? .fanIn
    },
    write: { scaling, dialect in
      if scaling.mode == .fanGeometricAverage { try dialect.require(.own, "the mode fan_geo_avg") }
      return .string(scaling.mode.rawValue)
    })

  private static let distribution = ArgumentDeclaration<
    VarianceScaling, VarianceScaling.Distribution
  >(
    "distribution", default: .string("normal"),
    "normal or truncated_normal (cut at two standard deviations), untruncated_normal, uniform",
    read: { reader, dialect in
      let names =
        dialect == .keras2 ? ["normal"] : ["normal", "truncated_normal", "untruncated_normal"]
      let word = try reader.word("distribution", of: names + ["uniform"], ignoringCase: true)
      // Every Keras writes "normal" for the truncated distribution.
      return VarianceScaling.Distribution(rawValue: word) ?? .truncatedNormal
    },
    write: { scaling, dialect in
      switch scaling.distribution {
      case .truncatedNormal where dialect == .keras2: return .string("normal")
      case .untruncatedNormal where dialect == .keras2:
        throw InitializationError(
          .invalidConfiguration,
          "Keras 2 has no untruncated normal VarianceScaling; write Keras 3")
      default: return .string(scaling.distribution.rawValue)
      }
    })

  private static let nonlinearity = ArgumentDeclaration<VarianceScaling, Nonlinearity?>(
    "nonlinearity", default: .null,
    "null, or an activation function, whose squared gain multiplies the scale: relu, gelu, silu … (not in Keras)",
    read: { reader, _ in
      try reader.optionalWord("nonlinearity", of: Nonlinearity.named.keys.sorted())
        .flatMap { Nonlinearity.named[$0] }
    })
}
