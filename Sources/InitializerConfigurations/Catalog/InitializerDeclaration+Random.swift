import Initializers

extension InitializerDeclaration {
  private static let normalArguments: [Argument] = [
    .number("mean", 0, "a finite number"),
    .number("stddev", 0.05, "the standard deviation before any cutting, 0 or more"), .seed,
  ]

  /// Initializers whose law does not depend on the shape, and `Orthogonal`.
  static let random: [InitializerDeclaration] = [
    InitializerDeclaration(
      "RandomNormal", aliases: ["random_normal", "normal"], summary: "normal values",
      arguments: normalArguments,
      make: { reader, _ throws(InitializationError) in
        try RandomNormal(
          mean: try reader.double("mean"),
          standardDeviation: try reader.double("stddev"), seed: try reader.seed())
      },
      write: { initializer, _ in
        (initializer as? RandomNormal).map {
          Written(config: ["mean": .number($0.mean), "stddev": .number($0.standardDeviation)])
        }
      }),
    InitializerDeclaration(
      "RandomUniform", aliases: ["random_uniform", "uniform"],
      summary: "uniform values from [minval, maxval)",
      arguments: [
        .number("minval", -0.05, "the least value"),
        .number("maxval", 0.05, "the bound above all values"), .seed,
      ],
      make: { reader, _ throws(InitializationError) in
        try RandomUniform(
          from: try reader.double("minval"),
          to: try reader.double("maxval"), seed: try reader.seed())
      },
      write: { initializer, _ in
        (initializer as? RandomUniform).map {
          Written(config: ["minval": .number($0.low), "maxval": .number($0.high)])
        }
      }),
    InitializerDeclaration(
      "TruncatedNormal", aliases: ["truncated_normal"],
      summary: "normal values cut at two standard deviations",
      arguments: normalArguments + [
        Argument(
          name: "bounds", defaultValue: .null,
          summary: "null, or where to cut in standard deviations, two numbers (no Keras)")
      ],
      make: { reader, _ throws(InitializationError) in
        try TruncatedNormal(
          mean: try reader.double("mean"),
          standardDeviation: try reader.double("stddev"),
          bounds: try bounds(reader), seed: try reader.seed())
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let initializer = initializer as? TruncatedNormal else { return nil }
        guard initializer.bounds == .keras else {
          if dialect == .own { return written(initializer) }
          throw InitializationError(
            .invalidConfiguration, "Keras cuts TruncatedNormal at two standard deviations only")
        }
        return Written(config: [
          "mean": .number(initializer.mean), "stddev": .number(initializer.standardDeviation),
        ])
      }),
    InitializerDeclaration(
      "Orthogonal", aliases: ["orthogonal", "OrthogonalInitializer", "mlx.orthogonal"],
      summary: "a random orthogonal matrix times a gain; rank 2 or more",
      arguments: [
        .number("gain", 1, "a finite number"),
        Argument(
          name: "column_axis", defaultValue: .integer(-1),
          summary: "the axis of the matrix's columns, 0 for PyTorch's weights (no Keras)"), .seed,
      ],
      make: { reader, _ throws(InitializationError) in
        try Orthogonal(
          gain: try reader.double("gain"),
          columnAxis: try reader.integer("column_axis", in: Int.min...Int.max),
          seed: try reader.seed())
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let orthogonal = initializer as? Orthogonal else { return nil }
        var config: JSONObject = ["gain": .number(orthogonal.gain)]
        if orthogonal.columnAxis != -1 {
          config["column_axis"] = .integer(Int128(orthogonal.columnAxis))
          return try own(config, "orthogonal columns on other axes than the last", dialect)
        }
        return Written(config: config)
      }),
  ]

  private static func bounds(
    _ reader: ConfigurationReader
  ) throws(InitializationError) -> TruncationBounds {
    guard let value = reader.values["bounds"], value != .null else { return .keras }
    let bounds = value.array?.compactMap(\.double) ?? []
    guard bounds.count == 2, value.array?.count == 2 else {
      throw reader.invalid("bounds", "null or a list of two numbers, the lower first")
    }
    return try .standardDeviations(bounds[0], bounds[1])
  }

  private static func written(_ initializer: TruncatedNormal) -> Written {
    Written(config: [
      "mean": .number(initializer.mean), "stddev": .number(initializer.standardDeviation),
      "bounds": .array([.number(initializer.bounds.lower), .number(initializer.bounds.upper)]),
    ])
  }
}
