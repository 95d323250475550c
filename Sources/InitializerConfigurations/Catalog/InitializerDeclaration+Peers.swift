import Initializers

extension InitializerDeclaration {
  /// Initializers of other frameworks under their own names and with their own defaults; with the framework's name before a dot where Keras, or
  /// another, has the name, too.
  static let peers: [InitializerDeclaration] = jax + mlx + haiku + mxnet + timm + others

  static let cutBounds: [Argument] = [
    .number("lower", -2, "where to cut, in standard deviations"),
    .number("upper", 2, "where to cut, in standard deviations"),
  ]

  static func truncatedNormal(
    _ reader: ConfigurationReader, deviation: String,
    bounds: (String, String) = ("lower", "upper")
  ) throws(InitializationError) -> any Initializer {
    try TruncatedNormal(
      // JAX has no mean.
      mean: try reader.double("mean", default: 0),
      standardDeviation: try reader.double(deviation),
      bounds: .standardDeviations(
        try reader.double(bounds.0), try reader.double(bounds.1)),
      seed: try reader.seed())
  }

  static func normal(
    _ name: String, _ framework: String, _ deviation: String, _ defaultDeviation: Double
  ) -> InitializerDeclaration {
    InitializerDeclaration(
      name, aliases: [], summary: "\(framework): normal values",
      arguments: [
        .number("mean", 0, "a finite number"), .number(deviation, defaultDeviation, "0 or more"),
        .seed,
      ],
      make: { reader, _ throws(InitializationError) in
        try RandomNormal(
          mean: try reader.double("mean"),
          standardDeviation: try reader.double(deviation),
          seed: try reader.seed())
      })
  }

  private static func uniform(
    _ name: String, _ framework: String, _ low: (String, Double), _ high: (String, Double)
  ) -> InitializerDeclaration {
    InitializerDeclaration(
      name, aliases: [], summary: "\(framework): uniform values",
      arguments: [
        .number(low.0, low.1, "the least value"),
        .number(high.0, high.1, "the bound above all values"), .seed,
      ],
      make: { reader, _ throws(InitializationError) in
        try RandomUniform(
          from: try reader.double(low.0),
          to: try reader.double(high.0), seed: try reader.seed())
      })
  }

  /// Variance scaling whose word "normal" is for one that is not cut.
  private static func varianceScaling(
    _ name: String, _ framework: String, _ defaultDistribution: String, _ fanRule: Fans.Rule
  ) -> InitializerDeclaration {
    InitializerDeclaration(
      name, aliases: [], summary: "\(framework): values with variance scale / fan",
      arguments: [
        .number("scale", 1, "a positive number"),
        Argument(
          name: "mode", defaultValue: .string("fan_in"), summary: "fan_in, fan_out or fan_avg"),
        Argument(
          name: "distribution", defaultValue: .string(defaultDistribution),
          summary: "truncated_normal, normal (not cut) or uniform"), .seed,
      ],
      make: { reader, _ throws(InitializationError) in
        let mode = try reader.word(
          "mode", of: ["fan_in", "fan_out", "fan_avg"])
        return try scaling(
          reader, try reader.double("scale"),
          VarianceScaling.Mode(rawValue: mode) ?? .fanIn,
          try distribution(reader), fanRule)
      })
  }

  static func scaling(
    _ reader: ConfigurationReader, _ scale: Double, _ mode: VarianceScaling.Mode,
    _ distribution: VarianceScaling.Distribution, _ fanRule: Fans.Rule
  ) throws(InitializationError) -> any Initializer {
    try VarianceScaling(
      scale: scale, mode: mode, distribution: distribution, fanRule: fanRule,
      seed: try reader.seed())
  }

  /// JAX's word "normal" is for one that is not cut.
  static func distribution(
    _ reader: ConfigurationReader
  ) throws(InitializationError) -> VarianceScaling.Distribution {
    let name = try reader.word(
      "distribution", of: ["truncated_normal", "normal", "uniform"])
    return name == "normal" ? .untruncatedNormal : .init(rawValue: name) ?? .truncatedNormal
  }

  /// MLX, whose weights have their inputs last and their outputs first.
  private static let mlx: [InitializerDeclaration] =
    [
      uniform("mlx.uniform", "MLX", ("low", 0), ("high", 1)),
      normal("mlx.normal", "MLX", "std", 1),
      InitializerDeclaration(
        "mlx.sparse", aliases: [], summary: "MLX: normal values with a share of zeros in each row",
        arguments: [
          .number("sparsity", 0.5, "the share of zeros, from 0 to 1"),
          .number("mean", 0, "a finite number"), .number("std", 1, "0 or more"), .seed,
        ],
        make: { reader, _ throws(InitializationError) in
          try Sparse(
            RandomNormal(
              mean: try reader.double("mean"),
              standardDeviation: try reader.double("std"), seed: try reader.seed()),
            sparsity: try reader.double("sparsity"), of: .rows)
        }),
    ]
    + ["glorot", "he"].flatMap { name in
      [("uniform", VarianceScaling.Distribution.uniform), ("normal", .untruncatedNormal)].map {
        law, distribution in
        let isHe = name == "he"
        let mode = Argument(
          name: "mode", defaultValue: .string("fan_in"), summary: "fan_in or fan_out")
        return InitializerDeclaration(
          "mlx.\(name)_\(law)", aliases: [],
          summary: "MLX: \(law) with variance gain² / "
            + (isHe ? "fan, the gain 1 unless given" : "average fan"),
          arguments: (isHe ? [mode] : []) + [.number("gain", 1, "a positive number"), .seed],
          make: { reader, _ throws(InitializationError) in
            let gain = try reader.double("gain")
            let word = isHe ? try reader.word("mode", of: ["fan_in", "fan_out"]) : "fan_avg"
            return try scaling(
              reader, gain * gain, VarianceScaling.Mode(rawValue: word) ?? .fanAverage,
              distribution, .jax(input: [-1], output: [0]))
          })
      }
    }

  private static let haiku: [InitializerDeclaration] = [
    InitializerDeclaration(
      "haiku.Constant", aliases: [], summary: "Haiku: every element is one number",
      arguments: [.number("constant", 0, "a number")],
      make: { reader, _ throws(InitializationError) in
        Constant(try reader.double("constant"))
      }),
    InitializerDeclaration(
      "haiku.Orthogonal", aliases: [], summary: "Haiku: a random orthogonal matrix times a scale",
      arguments: [
        .number("scale", 1, "a finite number"),
        Argument(name: "axis", defaultValue: .integer(-1), summary: "the axis of the columns"),
        .seed,
      ],
      make: { reader, _ throws(InitializationError) in
        try Orthogonal(
          gain: try reader.double("scale"),
          columnAxis: try reader.integer("axis", in: Int.min...Int.max),
          seed: try reader.seed())
      }),
    varianceScaling("haiku.VarianceScaling", "Haiku", "truncated_normal", .keras3),
    uniform("haiku.RandomUniform", "Haiku", ("minval", 0), ("maxval", 1)),
    normal("haiku.RandomNormal", "Haiku", "stddev", 1),
    InitializerDeclaration(
      "haiku.TruncatedNormal", aliases: [], summary: "Haiku: normal values, cut",
      arguments: [.number("stddev", 1, "0 or more"), .number("mean", 0, "a finite number")]
        + cutBounds + [.seed],
      make: { reader, _ throws(InitializationError) in
        try truncatedNormal(reader, deviation: "stddev")
      }),
    InitializerDeclaration(
      "UniformScaling", aliases: ["haiku.UniformScaling"],
      summary: "Haiku: uniform with limit scale · √(3 / fan-in); rank 2 or more",
      arguments: [.number("scale", 1, "a positive number"), .seed],
      make: { reader, _ throws(InitializationError) in
        let scale = try reader.double("scale")
        return try scaling(reader, scale * scale, .fanIn, .uniform, .convolution())
      }),
  ]

  private static let mxnet: [InitializerDeclaration] = [
    InitializerDeclaration(
      "mxnet.Uniform", aliases: [], summary: "MXNet: uniform values from [−scale, scale)",
      arguments: [.number("scale", 0.07, "0 or more"), .seed],
      make: { reader, _ throws(InitializationError) in
        let scale = try reader.double("scale")
        return try RandomUniform(from: -scale, to: scale, seed: try reader.seed())
      }),
    InitializerDeclaration(
      "mxnet.Normal", aliases: [], summary: "MXNet: normal values",
      arguments: [.number("sigma", 0.01, "0 or more"), .seed],
      make: { reader, _ throws(InitializationError) in
        try RandomNormal(
          standardDeviation: try reader.double("sigma"), seed: try reader.seed())
      }),
    InitializerDeclaration(
      "MSRAPrelu", aliases: ["mxnet.MSRAPrelu"],
      summary: "MXNet: normal with variance 2 / (1 + slope²) / fan",
      arguments: [factorType, .number("slope", 0.25, "the slope of PReLU below 0"), .seed],
      make: { reader, _ throws(InitializationError) in
        let slope = try reader.double("slope")
        return try scaling(
          reader, 2 / (1 + slope * slope), try factorMode(reader), .untruncatedNormal, .torch)
      }),
    InitializerDeclaration(
      "Xavier", aliases: ["mxnet.Xavier"],
      summary: "MXNet: uniform with limit √(magnitude / fan), or normal with that σ",
      arguments: [
        Argument(
          name: "rnd_type", defaultValue: .string("uniform"), summary: "uniform or gaussian"),
        factorType, .number("magnitude", 3, "a positive number"), .seed,
      ],
      make: { reader, _ throws(InitializationError) in
        let law = try reader.word("rnd_type", of: ["uniform", "gaussian"])
        let magnitude = try reader.double("magnitude")
        return try scaling(
          reader, law == "uniform" ? magnitude / 3 : magnitude, try factorMode(reader),
          law == "uniform" ? .uniform : .untruncatedNormal, .torch)
      }),
    InitializerDeclaration(
      "LSTMBias", aliases: ["mxnet.LSTMBias"],
      summary: "MXNet: zeros, with a number for the forget gate; rank 1",
      arguments: [.number("forget_bias", 1, "the forget gate's number")],
      make: { reader, _ throws(InitializationError) in
        UnitForgetBias(Zeros(), value: try reader.double("forget_bias"))
      }),
  ]

  private static let factorType = Argument(
    name: "factor_type", defaultValue: .string("avg"), summary: "avg, in or out")

  private static func factorMode(
    _ reader: ConfigurationReader
  ) throws(InitializationError) -> VarianceScaling.Mode {
    switch try reader.word("factor_type", of: ["avg", "in", "out"]) {
    case "in": .fanIn
    case "out": .fanOut
    default: .fanAverage
    }
  }

  private static let timm: [InitializerDeclaration] = [
    InitializerDeclaration(
      "trunc_normal_tf_", aliases: [],
      summary: "timm: normal values cut to bounds a and b, in standard deviations",
      arguments: [
        .number("mean", 0, "a finite number"), .number("std", 1, "0 or more"),
        .number("a", -2, "the lower bound, in standard deviations"),
        .number("b", 2, "the upper bound, in standard deviations"), .seed,
      ],
      make: { reader, _ throws(InitializationError) in
        try truncatedNormal(reader, deviation: "std", bounds: ("a", "b"))
      }),
    InitializerDeclaration(
      "lecun_normal_", aliases: [], summary: "timm: truncated normal with variance 1 / fan-in",
      arguments: [.seed],
      make: { reader, _ throws(InitializationError) in
        LecunNormal(seed: try reader.seed(), fanRule: .torch)
      }),
    varianceScaling("variance_scaling_", "timm", "normal", .torch),
  ]

  private static let others: [InitializerDeclaration] = [
    InitializerDeclaration(
      "UniformUnitScaling", aliases: ["uniform_unit_scaling"],
      summary: "TensorFlow 1: uniform with limit factor · √(3 / fan-in); rank 2 or more",
      arguments: [.number("factor", 1, "a positive number"), .seed],
      make: { reader, _ throws(InitializationError) in
        let factor = try reader.double("factor")
        return try scaling(reader, factor * factor, .fanIn, .uniform, .convolution())
      }),
    InitializerDeclaration(
      "identity_init", aliases: [],
      summary: "WeightInitializers.jl: the identity matrix, padded, moved down; rank 2",
      arguments: [
        .number("gain", 1, "a finite number"),
        Argument(name: "shift", defaultValue: .integer(0), summary: "how many rows down"),
      ],
      make: { reader, _ throws(InitializationError) in
        try Identity(
          gain: try reader.double("gain"), nonSquare: .padded,
          shift: try reader.integer("shift", in: Int.min...Int.max))
      }),
  ]
}
