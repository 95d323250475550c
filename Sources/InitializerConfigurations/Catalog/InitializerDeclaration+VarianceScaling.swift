import Initializers

extension InitializerDeclaration {
  /// `VarianceScaling` and its named forms.
  static let varianceScaling: [InitializerDeclaration] = [
    InitializerDeclaration(
      "VarianceScaling", aliases: ["variance_scaling"], summary: "values with variance scale / fan",
      arguments: [
        .number("scale", 1, "a positive number"),
        Argument(
          name: "mode", defaultValue: .string("fan_in"),
          summary: "fan_in, fan_out, fan_avg, or fan_geo_avg (no Keras)"),
        Argument(
          name: "distribution", defaultValue: .string("normal"),
          summary: "normal or truncated_normal (cut at two standard deviations), "
            + "untruncated_normal, uniform"),
        Argument(
          name: "nonlinearity", defaultValue: .null,
          summary:
            "null, or an activation function, whose squared gain multiplies the scale: relu, gelu, silu … (no Keras)"
        ), .seed,
      ] + Argument.fans,
      make: { reader, dialect throws(InitializationError) in
        try makeVarianceScaling(reader, dialect)
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let initializer = initializer as? VarianceScaling else { return nil }
        return try written(initializer, dialect)
      }),
    form(
      "GlorotUniform", "glorot_uniform", "uniform with limit √(6 / (fan-in + fan-out))"
    ) { GlorotUniform(seed: $0, fanRule: $1) },
    form(
      "GlorotNormal", "glorot_normal", "truncated normal with variance 2 / (fan-in + fan-out)"
    ) { GlorotNormal(seed: $0, fanRule: $1) },
    form("HeUniform", "he_uniform", "uniform with limit √(6 / fan-in)") {
      HeUniform(seed: $0, fanRule: $1)
    },
    form("HeNormal", "he_normal", "truncated normal with variance 2 / fan-in") {
      HeNormal(seed: $0, fanRule: $1)
    },
    form("LecunUniform", "lecun_uniform", "uniform with limit √(3 / fan-in)") {
      LecunUniform(seed: $0, fanRule: $1)
    },
    form("LecunNormal", "lecun_normal", "truncated normal with variance 1 / fan-in") {
      LecunNormal(seed: $0, fanRule: $1)
    },
  ]

  private static func makeVarianceScaling(
    _ reader: ConfigurationReader, _ dialect: Dialect
  ) throws(InitializationError) -> VarianceScaling {
    let mode = try reader.word(
      "mode", of: VarianceScaling.Mode.allCases.map(\.rawValue),
      ignoringCase: dialect == .keras2)
    let names =
      dialect == .keras2 ? ["normal"] : ["normal", "truncated_normal", "untruncated_normal"]
    let distribution = try reader.word(
      "distribution", of: names + ["uniform"], ignoringCase: true)
    return try VarianceScaling(
      scale: try scale(reader),
      mode: VarianceScaling.Mode(rawValue: mode) ?? .fanIn,
      // Every Keras writes "normal" for the truncated distribution.
      distribution: VarianceScaling.Distribution(rawValue: distribution) ?? .truncatedNormal,
      fanRule: try reader.fanRule(dialect), seed: try reader.seed())
  }

  /// The scale, times the squared gain of an activation function.
  private static func scale(_ reader: ConfigurationReader) throws(InitializationError) -> Double {
    let scale = try reader.double("scale")
    let names = Nonlinearity.named.keys.sorted()
    guard let name = try reader.optionalWord("nonlinearity", of: names),
      let function = Nonlinearity.named[name]
    else { return scale }
    let gain = try gain(for: function)
    return scale * (gain * gain)
  }

  private static func written(
    _ scaling: VarianceScaling, _ dialect: Dialect
  ) throws(InitializationError) -> Written {
    let isKeras2 = dialect == .keras2
    if isKeras2 && scaling.distribution == .untruncatedNormal {
      throw InitializationError(
        .invalidConfiguration, "Keras 2 has no untruncated normal VarianceScaling; write Keras 3")
    }
    if scaling.mode == .fanGeometricAverage && dialect != .own {
      throw InitializationError(.invalidConfiguration, "no Keras has the mode fan_geo_avg")
    }
    let distribution =
      isKeras2 && scaling.distribution == .truncatedNormal
      ? "normal" : scaling.distribution.rawValue
    let config: JSONObject = [
      "scale": .number(scaling.scale), "mode": .string(scaling.mode.rawValue),
      "distribution": .string(distribution),
    ]
    return Written(config: config.merging(try fans(of: scaling.fanRule, dialect)))
  }

  /// The axes under Keras 3's names, or the rule of fans where it is not the dialect's.
  static func fans(
    of rule: Fans.Rule, _ dialect: Dialect
  ) throws(InitializationError) -> JSONObject {
    switch rule {
    case .keras2 where dialect == .own: return ["fans": rule.json]
    case .torch, .jax, .convolution:
      guard dialect == .own else {
        throw InitializationError(
          .invalidConfiguration,
          "no Keras has the fans \(rule.json.text); give axes, such as input [1] and output [0]")
      }
      return ["fans": rule.json]
    case .keras2, .keras3: break
    case .axes where dialect.hasKeras3: break
    case .axes:
      throw InitializationError(
        .invalidConfiguration, "only Keras 3 can write the axes of fans")
    }
    return dialect.hasKeras3 ? JSONValue.axes(of: rule) : [:]
  }

  /// Declares a named form, which Keras 2 writes as the `VarianceScaling` that it is.
  private static func form<I: VarianceScalingForm>(
    _ className: String, _ alias: String, _ summary: String,
    _ make: @escaping @Sendable (Seed?, Fans.Rule) -> I
  ) -> InitializerDeclaration {
    InitializerDeclaration(
      className, aliases: [alias], summary: summary, arguments: [.seed] + Argument.fans,
      make: { reader, dialect throws(InitializationError) in
        make(try reader.seed(), try reader.fanRule(dialect))
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let form = initializer as? I else { return nil }
        let scaling = form.varianceScaling
        if dialect == .keras2 {
          var written = try written(scaling, dialect)
          written.className = "VarianceScaling"
          return written
        }
        return Written(config: try fans(of: scaling.fanRule, dialect))
      })
  }
}
