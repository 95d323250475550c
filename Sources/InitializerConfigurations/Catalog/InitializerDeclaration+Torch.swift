import Initializers

extension InitializerDeclaration {
  /// PyTorch's `torch.nn.init` under its own names, for weights in its layout (output, input, …).
  static let torch: [InitializerDeclaration] = [
    xavier(
      "xavier_uniform", .uniform, "PyTorch: uniform with limit gain · √(6 / (fan-in + fan-out))"),
    xavier(
      "xavier_normal", .untruncatedNormal,
      "PyTorch: normal with variance gain² · 2 / (fan-in + fan-out)"),
    kaiming("kaiming_uniform", .uniform, "PyTorch: uniform with variance gain² / fan"),
    kaiming("kaiming_normal", .untruncatedNormal, "PyTorch: normal with variance gain² / fan"),
    InitializerDeclaration(
      "uniform_", aliases: [], summary: "PyTorch: uniform values from [a, b)",
      arguments: [
        .number("a", 0, "the least value"), .number("b", 1, "the bound above all values"), .seed,
      ],
      make: { reader, _ throws(InitializationError) in
        try RandomUniform(
          from: try reader.double("a"), to: try reader.double("b"),
          seed: try reader.seed())
      }),
    InitializerDeclaration(
      "normal_", aliases: [], summary: "PyTorch: normal values",
      arguments: [.number("mean", 0, "a finite number"), .number("std", 1, "0 or more"), .seed],
      make: { reader, _ throws(InitializationError) in
        try RandomNormal(
          mean: try reader.double("mean"),
          standardDeviation: try reader.double("std"), seed: try reader.seed())
      }),
    InitializerDeclaration(
      "trunc_normal_", aliases: [], summary: "PyTorch: normal values cut to bounds a and b",
      arguments: [
        .number("mean", 0, "a finite number"), .number("std", 1, "above 0"),
        .number("a", -2, "the lower bound, not in standard deviations"),
        .number("b", 2, "the upper bound, not in standard deviations"), .seed,
      ],
      make: { reader, _ throws(InitializationError) in
        let mean = try reader.double("mean")
        let deviation = try reader.double("std")
        return try TruncatedNormal(
          mean: mean, standardDeviation: deviation,
          bounds: .values(
            try reader.double("a"), try reader.double("b"), mean: mean,
            standardDeviation: deviation), seed: try reader.seed())
      }),
    InitializerDeclaration(
      "eye_", aliases: ["mlx.identity"],
      summary: "PyTorch: the identity matrix, padded with zeros; rank 2",
      make: { _, _ throws(InitializationError) in try Identity(nonSquare: .padded) }),
    InitializerDeclaration(
      "orthogonal_", aliases: [],
      summary: "PyTorch: a random orthogonal matrix of outputs by all others; rank 2 or more",
      arguments: [.number("gain", 1, "a finite number"), .seed],
      make: { reader, _ throws(InitializationError) in
        try Orthogonal(
          gain: try reader.double("gain"), columnAxis: 0, seed: try reader.seed())
      }),
    InitializerDeclaration(
      "constant_", aliases: [], summary: "PyTorch: every element is one number",
      arguments: [.number("val", 0, "a number")],
      make: { reader, _ throws(InitializationError) in
        Constant(try reader.double("val"))
      }),
    InitializerDeclaration(
      "dirac_", aliases: [], summary: "PyTorch: a convolution that changes nothing; rank 3 to 5",
      arguments: [groups],
      make: { reader, _ throws(InitializationError) in
        try Dirac(groups: try groups(reader), layout: .torch)
      }),
    InitializerDeclaration(
      "sparse_", aliases: ["sparse_init"],
      summary:
        "PyTorch, WeightInitializers.jl: normal values with a share of zeros in each column; rank 2",
      arguments: [
        .number("sparsity", 0.5, "the share of zeros, from 0 to 1"),
        .number("std", 0.01, "0 or more"), .seed,
      ],
      make: { reader, _ throws(InitializationError) in
        try Sparse(
          RandomNormal(
            standardDeviation: try reader.double("std"), seed: try reader.seed()),
          sparsity: try reader.double("sparsity"))
      }),
  ]

  private static func xavier(
    _ name: String, _ distribution: VarianceScaling.Distribution, _ summary: String
  ) -> InitializerDeclaration {
    InitializerDeclaration(
      name, aliases: [name + "_"], summary: summary,
      arguments: [.number("gain", 1, "a positive number"), .seed],
      make: { reader, _ throws(InitializationError) in
        let gain = try reader.double("gain")
        return try VarianceScaling(
          scale: gain * gain, mode: .fanAverage, distribution: distribution, fanRule: .torch,
          seed: try reader.seed())
      })
  }

  private static func kaiming(
    _ name: String, _ distribution: VarianceScaling.Distribution, _ summary: String
  ) -> InitializerDeclaration {
    InitializerDeclaration(
      name, aliases: [name + "_"], summary: summary,
      arguments: [
        .number("a", 0, "the negative slope of leaky_relu"),
        Argument(name: "mode", defaultValue: .string("fan_in"), summary: "fan_in or fan_out"),
        Argument(
          name: "nonlinearity", defaultValue: .string("leaky_relu"),
          summary: squaredGains.keys.sorted().joined(separator: ", ") + " or leaky_relu"), .seed,
      ],
      make: { reader, _ throws(InitializationError) in
        let slope = try reader.double("a")
        let mode = try reader.word("mode", of: ["fan_in", "fan_out"])
        let nonlinearity = try reader.word(
          "nonlinearity", of: ["leaky_relu"] + squaredGains.keys.sorted())
        return try VarianceScaling(
          scale: squaredGains[nonlinearity] ?? 2 / (1 + slope * slope),
          mode: mode == "fan_in" ? .fanIn : .fanOut, distribution: distribution, fanRule: .torch,
          seed: try reader.seed())
      })
  }

  /// PyTorch's `calculate_gain`, squared.
  private static let squaredGains: [String: Double] = [
    "linear": 1, "conv1d": 1, "conv2d": 1, "conv3d": 1, "conv_transpose1d": 1,
    "conv_transpose2d": 1, "conv_transpose3d": 1, "sigmoid": 1, "tanh": 25.0 / 9, "relu": 2,
    "selu": 9.0 / 16,
  ]
}
