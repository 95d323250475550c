import Initializers

extension InitializerDeclaration {
  /// `VarianceScaling` and its named forms.
  static let varianceScaling: [InitializerDeclaration] = [
    InitializerDeclaration(
      VarianceScaling.self, "VarianceScaling", aliases: ["variance_scaling"],
      summary: "values with variance scale / fan",
      arguments: [
        Argument(name: "scale", defaultValue: .number(1), summary: "a positive number"),
        Argument(
          name: "mode", defaultValue: .string("fan_in"), summary: "fan_in, fan_out or fan_avg"),
        Argument(
          name: "distribution", defaultValue: .string("normal"),
          summary: "normal (cut at two standard deviations) or uniform"),
      ],
      make: makeVarianceScaling, write: varianceScalingConfig),
    form(
      GlorotUniform.self, "GlorotUniform", "glorot_uniform",
      "uniform with limit √(6 / (fan-in + fan-out))"
    ) { GlorotUniform(seed: $0, fanRule: $1) },
    form(
      GlorotNormal.self, "GlorotNormal", "glorot_normal",
      "truncated normal with variance 2 / (fan-in + fan-out)"
    ) { GlorotNormal(seed: $0, fanRule: $1) },
    form(HeUniform.self, "HeUniform", "he_uniform", "uniform with limit √(6 / fan-in)") {
      HeUniform(seed: $0, fanRule: $1)
    },
    form(HeNormal.self, "HeNormal", "he_normal", "truncated normal with variance 2 / fan-in") {
      HeNormal(seed: $0, fanRule: $1)
    },
    form(LecunUniform.self, "LecunUniform", "lecun_uniform", "uniform with limit √(3 / fan-in)") {
      LecunUniform(seed: $0, fanRule: $1)
    },
    form(
      LecunNormal.self, "LecunNormal", "lecun_normal", "truncated normal with variance 1 / fan-in"
    ) { LecunNormal(seed: $0, fanRule: $1) },
  ]

  private static func makeVarianceScaling(
    _ reader: ConfigurationReader, _ dialect: Dialect
  ) throws(InitializationError) -> VarianceScaling {
    let isKeras2 = dialect == .keras2
    let mode = try reader.word(
      "mode", default: "fan_in", of: VarianceScaling.Mode.allCases.map(\.rawValue),
      ignoringCase: isKeras2)
    let names = isKeras2 ? ["normal"] : ["normal", "truncated_normal", "untruncated_normal"]
    let distribution = try reader.word(
      "distribution", default: "normal", of: names + ["uniform"], ignoringCase: true)
    for axes in ["input_axes", "output_axes"] where reader.values[axes] ?? .null != .null {
      throw reader.invalid(axes, "null")
    }
    return try VarianceScaling(
      scale: try reader.double("scale", default: 1),
      mode: VarianceScaling.Mode(rawValue: mode) ?? .fanIn,
      // Both Keras write "normal" for the truncated distribution.
      distribution: VarianceScaling.Distribution(rawValue: distribution) ?? .truncatedNormal,
      fanRule: dialect.fanRule, seed: try reader.seed())
  }

  @Sendable
  private static func varianceScalingConfig(_ initializer: VarianceScaling) -> [String: JSONValue] {
    let distribution =
      initializer.distribution == .truncatedNormal
      ? "normal" : initializer.distribution.rawValue
    return [
      "scale": .number(initializer.scale), "mode": .string(initializer.mode.rawValue),
      "distribution": .string(distribution),
    ]
  }

  /// Declares a named form, which Keras 2 writes as the `VarianceScaling` that it is.
  private static func form<I: VarianceScalingForm>(
    _ type: I.Type, _ className: String, _ alias: String, _ summary: String,
    _ make: @escaping @Sendable (Seed?, Fans.Rule) -> I
  ) -> InitializerDeclaration {
    InitializerDeclaration(
      type, className, aliases: [alias], summary: summary,
      make: { reader, dialect throws(InitializationError) in
        make(try reader.seed(), dialect.fanRule)
      },
      write: { varianceScalingConfig($0.varianceScaling) },
      writtenAs: "VarianceScaling")
  }
}
