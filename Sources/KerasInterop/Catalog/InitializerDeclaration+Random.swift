import Initializers

extension InitializerDeclaration {
  private static func number(_ name: String, _ value: Double, _ summary: String) -> Argument {
    Argument(name: name, defaultValue: .number(value), summary: summary)
  }

  private static let normalArguments = [
    number("mean", 0, "a finite number"),
    number("stddev", 0.05, "the standard deviation before any cutting, 0 or more"),
  ]

  /// Initializers whose law does not depend on the shape, and `Orthogonal`.
  static let random: [InitializerDeclaration] = [
    InitializerDeclaration(
      RandomNormal.self, "RandomNormal", aliases: ["random_normal", "normal"],
      summary: "normal values", arguments: normalArguments,
      make: { reader, _ throws(InitializationError) in
        try RandomNormal(
          mean: try reader.double("mean", default: 0),
          standardDeviation: try reader.double("stddev", default: 0.05), seed: try reader.seed())
      },
      write: { ["mean": .number($0.mean), "stddev": .number($0.standardDeviation)] }),
    InitializerDeclaration(
      RandomUniform.self, "RandomUniform", aliases: ["random_uniform", "uniform"],
      summary: "uniform values from [minval, maxval)",
      arguments: [
        number("minval", -0.05, "the least value"),
        number("maxval", 0.05, "the bound above all values"),
      ],
      make: { reader, _ throws(InitializationError) in
        try RandomUniform(
          from: try reader.double("minval", default: -0.05),
          to: try reader.double("maxval", default: 0.05), seed: try reader.seed())
      },
      write: { ["minval": .number($0.low), "maxval": .number($0.high)] }),
    InitializerDeclaration(
      TruncatedNormal.self, "TruncatedNormal", aliases: ["truncated_normal"],
      summary: "normal values cut at two standard deviations", arguments: normalArguments,
      make: { reader, _ throws(InitializationError) in
        try TruncatedNormal(
          mean: try reader.double("mean", default: 0),
          standardDeviation: try reader.double("stddev", default: 0.05), seed: try reader.seed())
      },
      write: { ["mean": .number($0.mean), "stddev": .number($0.standardDeviation)] }),
    InitializerDeclaration(
      Orthogonal.self, "Orthogonal", aliases: ["orthogonal", "OrthogonalInitializer"],
      summary: "a random orthogonal matrix times a gain; rank 2 or more",
      arguments: [number("gain", 1, "a finite number")],
      make: { reader, _ throws(InitializationError) in
        try Orthogonal(gain: try reader.double("gain", default: 1), seed: try reader.seed())
      },
      write: { ["gain": .number($0.gain)] }),
  ]
}
