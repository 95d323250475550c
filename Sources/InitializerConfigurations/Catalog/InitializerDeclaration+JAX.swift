import Initializers

extension InitializerDeclaration {
  /// JAX and Flax, whose axes of fans can be named.
  static let jax: [InitializerDeclaration] =
    [
      InitializerDeclaration(
        "jax.uniform", aliases: [], summary: "JAX: uniform values from [0, scale)",
        arguments: [.number("scale", 0.01, "the bound above all values"), .seed],
        make: { reader, _ throws(InitializationError) in
          try RandomUniform(
            from: 0, to: try reader.double("scale"), seed: try reader.seed())
        }),
      normal("jax.normal", "JAX", "stddev", 0.01),
      InitializerDeclaration(
        "jax.truncated_normal", aliases: [], summary: "JAX: normal values, cut",
        arguments: [.number("stddev", 0.01, "0 or more")] + cutBounds + [.seed],
        make: { reader, _ throws(InitializationError) in
          try truncatedNormal(reader, deviation: "stddev")
        }),
      InitializerDeclaration(
        "jax.variance_scaling", aliases: [], summary: "JAX: values with variance scale / fan",
        arguments: [
          .number("scale", 1, "a positive number"),
          Argument(
            name: "mode", defaultValue: .string("fan_in"),
            summary: "fan_in, fan_out, fan_avg or fan_geo_avg"),
          Argument(
            name: "distribution", defaultValue: .string("truncated_normal"),
            summary: "truncated_normal, normal (not cut) or uniform"),
        ] + jaxAxes + [.seed],
        make: { reader, _ throws(InitializationError) in
          let mode = try reader.word(
            "mode", of: VarianceScaling.Mode.allCases.map(\.rawValue))
          return try scaling(
            reader, try reader.double("scale"),
            VarianceScaling.Mode(rawValue: mode) ?? .fanIn, try distribution(reader),
            try jaxFans(reader))
        }),
      InitializerDeclaration(
        "jax.orthogonal", aliases: [], summary: "JAX: a random orthogonal matrix times a scale",
        arguments: [
          .number("scale", 1, "a finite number"),
          Argument(
            name: "column_axis", defaultValue: .integer(-1), summary: "the axis of the columns"),
          .seed,
        ],
        make: { reader, _ throws(InitializationError) in
          try Orthogonal(
            gain: try reader.double("scale"),
            columnAxis: try reader.integer("column_axis", in: Int.min...Int.max),
            seed: try reader.seed())
        }),
      InitializerDeclaration(
        "jax.delta_orthogonal", aliases: [], summary: "JAX: a convolution that preserves norms",
        arguments: [.number("scale", 1, "a finite number"), .seed],
        make: { reader, _ throws(InitializationError) in
          try DeltaOrthogonal(
            gain: try reader.double("scale"), seed: try reader.seed())
        }),
    ]
    + [
      ("glorot", "xavier", 1.0, VarianceScaling.Mode.fanAverage), ("he", "kaiming", 2, .fanIn),
      ("lecun", nil, 1, .fanIn),
    ].flatMap { name, other, scale, mode in
      [("uniform", VarianceScaling.Distribution.uniform), ("normal", .truncatedNormal)].map {
        law, distribution in
        InitializerDeclaration(
          "jax.\(name)_\(law)", aliases: other.map { ["jax.\($0)_\(law)"] } ?? [],
          summary: "JAX: \(name)_\(law), of axes that can be named", arguments: jaxAxes + [.seed],
          make: { reader, _ throws(InitializationError) in
            try scaling(reader, scale, mode, distribution, try jaxFans(reader))
          })
      }
    }

  private static let jaxAxes: [Argument] = [
    Argument(name: "in_axis", defaultValue: .integer(-2), summary: "the inputs' axis or axes"),
    Argument(name: "out_axis", defaultValue: .integer(-1), summary: "the outputs' axis or axes"),
    Argument(name: "batch_axis", defaultValue: .array([]), summary: "axes of stacked weights"),
  ]

  private static func jaxFans(
    _ reader: ConfigurationReader
  ) throws(InitializationError) -> Fans.Rule {
    var axes: JSONObject = [:]
    for argument in jaxAxes { axes[argument.name] = reader.value(argument.name) }
    guard let rule = Fans.Rule(json: .object(["jax": .object(axes)])) else {
      throw InitializationError(
        .invalidConfiguration,
        "in_axis, out_axis and batch_axis of \(reader.owner) must be integers or lists of integers")
    }
    return rule
  }
}
