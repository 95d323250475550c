import Initializers

/// Initializers of other frameworks under their own names and with their own defaults; with the
/// framework's name before a dot where Keras, or another, has the name, too.
extension InitializerDeclaration {
  /// PyTorch's `torch.nn.init`, for weights in its layout (output, input, …).
  @DeclarationList static var torch: [InitializerDeclaration] {
    glorot(
      "xavier_uniform", aliases: ["xavier_uniform_"], "uniform", fans: .torch,
      "PyTorch: uniform with limit gain · √(6 / (fan-in + fan-out))")
    glorot(
      "xavier_normal", aliases: ["xavier_normal_"], "untruncated_normal", fans: .torch,
      "PyTorch: normal with variance gain² · 2 / (fan-in + fan-out)")
    kaiming("kaiming_uniform", .uniform, "PyTorch: uniform with variance gain² / fan")
    kaiming("kaiming_normal", .untruncatedNormal, "PyTorch: normal with variance gain² / fan")
    InitializerDeclaration(
      peer: "uniform_", of: "RandomUniform", "PyTorch: uniform values from [a, b)",
      .number("a", as: "minval", default: 0, "the smallest value"),
      .number("b", as: "maxval", default: 1, "the upper bound, which no value reaches"), .seed)
    InitializerDeclaration(
      peer: "normal_", of: "RandomNormal", "PyTorch: normal values", .own("mean"),
      .number("std", as: "stddev", default: 1, "0 or more"), .seed)
    InitializerDeclaration(
      named: "trunc_normal_", "PyTorch: normal values cut to bounds a and b",
      .number("mean", default: 0, "a finite number"), .number("std", default: 1, "above 0"),
      .number("a", default: -2, "the lower bound, not in standard deviations"),
      .number("b", default: 2, "the upper bound, not in standard deviations"), .seed
    ) { mean, deviation, low, high, seed in
      try TruncatedNormal(
        mean: mean, standardDeviation: deviation,
        bounds: .values(low, high, mean: mean, standardDeviation: deviation), seed: seed)
    }
    InitializerDeclaration(
      peer: "eye_", aliases: ["mlx.identity"], of: "Identity",
      "PyTorch: the identity matrix, padded with zeros; rank 2",
      fixed: ["non_square": .string("padded")])
    InitializerDeclaration(
      peer: "orthogonal_", of: "Orthogonal",
      "PyTorch: a random orthogonal matrix, outputs by all other axes; rank 2 or more",
      .own("gain"), .seed, fixed: ["column_axis": .integer(0)])
    InitializerDeclaration(
      peer: "constant_", of: "Constant", "PyTorch: every element is one number",
      .number("val", as: "value", default: 0, "a number"))
    InitializerDeclaration(
      peer: "dirac_", of: "Dirac", "PyTorch: an identity convolution; rank 3 to 5",
      .own("groups"), fixed: ["layout": .string("torch")])
    InitializerDeclaration(
      named: "sparse_", aliases: ["sparse_init"],
      "PyTorch, WeightInitializers.jl: normal values with a fraction of zeros in each column; rank 2",
      .number("sparsity", default: 0.5, "the fraction of zeros, from 0 to 1"),
      .number("std", default: 0.01, "0 or more"), .seed
    ) { try Sparse(RandomNormal(standardDeviation: $1, seed: $2), sparsity: $0) }
  }

  /// The frameworks beside PyTorch.
  static let peers: [InitializerDeclaration] = jax + mlx + haiku + mxnet + timm + others

  /// JAX and Flax, whose axes of fans can be named.
  @DeclarationList private static var jax: [InitializerDeclaration] {
    InitializerDeclaration(
      peer: "jax.uniform", of: "RandomUniform", "JAX: uniform values from [0, scale)",
      .number("scale", as: "maxval", default: 0.01, "the upper bound, which no value reaches"),
      .seed,
      fixed: ["minval": .integer(0)])
    InitializerDeclaration(
      peer: "jax.normal", of: "RandomNormal", "JAX: normal values", .own("mean"),
      .number("stddev", default: 0.01, "0 or more"), .seed)
    InitializerDeclaration(
      named: "jax.truncated_normal", "JAX: normal values, cut",
      .number("stddev", default: 0.01, "0 or more"),
      .number("lower", default: -2, "where to cut, in standard deviations"),
      .number("upper", default: 2, "where to cut, in standard deviations"), .seed
    ) {
      try TruncatedNormal(
        standardDeviation: $0, bounds: .standardDeviations($1, $2), seed: $3)
    }
    InitializerDeclaration(
      named: "jax.variance_scaling", "JAX: values with variance scale / fan",
      .number("scale", default: 1, "a positive number"),
      .choice("mode", default: .fanIn), distribution(default: "truncated_normal"), jaxFans,
      .seed
    ) {
      try VarianceScaling(scale: $0, mode: $1, distribution: $2, fanRule: $3, seed: $4)
    }
    InitializerDeclaration(
      peer: "jax.orthogonal", of: "Orthogonal", "JAX: a random orthogonal matrix times a scale",
      .number("scale", as: "gain", default: 1, "a finite number"),
      .integer("column_axis", default: -1, "the axis of the columns"), .seed)
    InitializerDeclaration(
      peer: "jax.delta_orthogonal", of: "DeltaOrthogonal",
      "JAX: a norm-preserving convolution",
      .number("scale", as: "gain", default: 1, "a finite number"), .seed,
      fixed: ["layout": .string("keras")])
    for (name, alias, _) in namedScalings {
      let form = VarianceScaling(name)
      let other = alias.replacing("glorot", with: "xavier").replacing("he", with: "kaiming")
      InitializerDeclaration(
        named: "jax.\(alias)", aliases: other == alias ? [] : ["jax.\(other)"],
        "JAX: \(alias), with axes that you can name", jaxFans, .seed
      ) {
        try VarianceScaling(
          scale: form.scale, mode: form.mode, distribution: form.distribution, fanRule: $0,
          seed: $1)
      }
    }
  }

  private static let jaxFans: ArgumentDeclaration<Never, Fans.Rule> = {
    let axes = [
      Argument(name: "in_axis", defaultValue: .integer(-2), summary: "the inputs' axis or axes"),
      Argument(name: "out_axis", defaultValue: .integer(-1), summary: "the outputs' axis or axes"),
      Argument(name: "batch_axis", defaultValue: .array([]), summary: "axes of stacked weights"),
    ]
    return ArgumentDeclaration(axes) { reader, _ in
      var object: JSONObject = [:]
      for axis in axes { object[axis.name] = reader.value(axis.name) }
      guard let rule = Fans.Rule(json: .object(["jax": .object(object)])) else {
        throw InitializationError(
          .invalidConfiguration,
          "in_axis, out_axis and batch_axis of \(reader.owner) must be integers or lists of integers"
        )
      }
      return rule
    }
  }()

  /// MLX, whose weights have their inputs last and their outputs first.
  @DeclarationList private static var mlx: [InitializerDeclaration] {
    InitializerDeclaration(
      peer: "mlx.uniform", of: "RandomUniform", "MLX: uniform values",
      .number("low", as: "minval", default: 0, "the smallest value"),
      .number("high", as: "maxval", default: 1, "the upper bound, which no value reaches"), .seed)
    InitializerDeclaration(
      peer: "mlx.normal", of: "RandomNormal", "MLX: normal values", .own("mean"),
      .number("std", as: "stddev", default: 1, "0 or more"), .seed)
    InitializerDeclaration(
      named: "mlx.sparse", "MLX: normal values with a fraction of zeros in each row",
      .number("sparsity", default: 0.5, "the fraction of zeros, from 0 to 1"),
      .number("mean", default: 0, "a finite number"), .number("std", default: 1, "0 or more"),
      .seed
    ) {
      try Sparse(
        RandomNormal(mean: $1, standardDeviation: $2, seed: $3), sparsity: $0, of: .rows)
    }
    for law in ["uniform", "normal"] {
      glorot(
        "mlx.glorot_\(law)", law == "normal" ? "untruncated_normal" : law, fans: mlxFans,
        "MLX: \(law) with variance gain² / average fan")
    }
    for law in ["uniform", "normal"] {
      InitializerDeclaration(
        named: "mlx.he_\(law)", "MLX: \(law) with variance gain² / fan, the gain 1 unless given",
        fanInOrOut, .number("gain", default: 1, "a positive number"), .seed
      ) { mode, gain, seed in
        try VarianceScaling(
          scale: gain * gain, mode: mode,
          distribution: law == "normal" ? .untruncatedNormal : .uniform, fanRule: mlxFans,
          seed: seed)
      }
    }
  }

  private static let mlxFans = Fans.Rule.jax(input: [-1], output: [0])

  @DeclarationList private static var haiku: [InitializerDeclaration] {
    InitializerDeclaration(
      peer: "haiku.Constant", of: "Constant", "Haiku: every element is one number",
      .number("constant", as: "value", default: 0, "a number"))
    InitializerDeclaration(
      peer: "haiku.Orthogonal", of: "Orthogonal",
      "Haiku: a random orthogonal matrix times a scale",
      .number("scale", as: "gain", default: 1, "a finite number"),
      .integer("axis", as: "column_axis", default: -1, "the axis of the columns"), .seed)
    scaling("haiku.VarianceScaling", "Haiku", default: "truncated_normal", .keras3)
    InitializerDeclaration(
      peer: "haiku.RandomUniform", of: "RandomUniform", "Haiku: uniform values",
      .number("minval", default: 0, "the smallest value"),
      .number("maxval", default: 1, "the upper bound, which no value reaches"), .seed)
    InitializerDeclaration(
      peer: "haiku.RandomNormal", of: "RandomNormal", "Haiku: normal values", .own("mean"),
      .number("stddev", default: 1, "0 or more"), .seed)
    InitializerDeclaration(
      named: "haiku.TruncatedNormal", "Haiku: normal values, cut",
      .number("stddev", default: 1, "0 or more"), .number("mean", default: 0, "a finite number"),
      .number("lower", default: -2, "where to cut, in standard deviations"),
      .number("upper", default: 2, "where to cut, in standard deviations"), .seed
    ) {
      try TruncatedNormal(
        mean: $1, standardDeviation: $0, bounds: .standardDeviations($2, $3), seed: $4)
    }
    lecun(
      "UniformScaling", aliases: ["haiku.UniformScaling"], "scale",
      "Haiku: uniform with limit scale · √(3 / fan-in); rank 2 or more")
  }

  @DeclarationList private static var mxnet: [InitializerDeclaration] {
    InitializerDeclaration(
      named: "mxnet.Uniform", "MXNet: uniform values from [−scale, scale)",
      .number("scale", default: 0.07, "0 or more"), .seed
    ) { try RandomUniform(from: -$0, to: $0, seed: $1) }
    InitializerDeclaration(
      peer: "mxnet.Normal", of: "RandomNormal", "MXNet: normal values",
      .number("sigma", as: "stddev", default: 0.01, "0 or more"), .seed)
    InitializerDeclaration(
      named: "MSRAPrelu", aliases: ["mxnet.MSRAPrelu"],
      "MXNet: normal with variance 2 / (1 + slope²) / fan", factorType,
      .number("slope", default: 0.25, "the slope of PReLU below 0"), .seed
    ) { mode, slope, seed in
      try VarianceScaling(
        scale: 2 / (1 + slope * slope), mode: mode, distribution: .untruncatedNormal,
        fanRule: .torch, seed: seed)
    }
    InitializerDeclaration(
      named: "Xavier", aliases: ["mxnet.Xavier"],
      "MXNet: uniform with limit √(magnitude / fan), or normal with that σ",
      .word(
        "rnd_type",
        [("uniform", VarianceScaling.Distribution.uniform), ("gaussian", .untruncatedNormal)],
        default: "uniform"),
      factorType, .number("magnitude", default: 3, "a positive number"), .seed
    ) { law, mode, magnitude, seed in
      try VarianceScaling(
        scale: law == .uniform ? magnitude / 3 : magnitude, mode: mode, distribution: law,
        fanRule: .torch, seed: seed)
    }
    InitializerDeclaration(
      named: "LSTMBias", aliases: ["mxnet.LSTMBias"],
      "MXNet: zeros, with a number for the forget gate; rank 1", exampleShape: [32],
      .number("forget_bias", default: 1, "the forget gate's number")
    ) { UnitForgetBias(Zeros(), value: $0) }
  }

  private static let factorType = ArgumentDeclaration<Never, VarianceScaling.Mode>.word(
    "factor_type", [("avg", .fanAverage), ("in", .fanIn), ("out", .fanOut)], default: "avg")

  @DeclarationList private static var timm: [InitializerDeclaration] {
    InitializerDeclaration(
      named: "trunc_normal_tf_",
      "timm: normal values cut to bounds a and b, in standard deviations",
      .number("mean", default: 0, "a finite number"), .number("std", default: 1, "0 or more"),
      .number("a", default: -2, "the lower bound, in standard deviations"),
      .number("b", default: 2, "the upper bound, in standard deviations"), .seed
    ) {
      try TruncatedNormal(
        mean: $0, standardDeviation: $1, bounds: .standardDeviations($2, $3), seed: $4)
    }
    InitializerDeclaration(
      peer: "lecun_normal_", of: "LecunNormal", "timm: truncated normal with variance 1 / fan-in",
      .seed, fixed: ["fans": Fans.Rule.torch.json])
    scaling("variance_scaling_", "timm", default: "normal", .torch)
  }

  @DeclarationList private static var others: [InitializerDeclaration] {
    lecun(
      "UniformUnitScaling", aliases: ["uniform_unit_scaling"], "factor",
      "TensorFlow 1: uniform with limit factor · √(3 / fan-in); rank 2 or more")
    InitializerDeclaration(
      peer: "identity_init", of: "Identity",
      "WeightInitializers.jl: the identity matrix, padded, moved down; rank 2", .own("gain"),
      .integer("shift", default: 0, "how many rows down"),
      fixed: ["non_square": .string("padded")])
  }
}
