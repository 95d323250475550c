import Initializers

extension InitializerDeclaration {
  static let layout = Argument(
    name: "layout", defaultValue: .null,
    summary:
      "keras for (…, input, output), torch for (output, input, …); null for keras, or a recipe's layout"
  )

  /// Initializers with a form of their own, which no Keras has.
  static let structured: [InitializerDeclaration] = [
    InitializerDeclaration(
      "Dirac", aliases: ["dirac"],
      summary: "a convolution that changes nothing; rank 3 to 5 (no Keras)",
      arguments: [groups, layout, .number("gain", 1, "a finite number")],
      make: { reader, _ throws(InitializationError) in
        try Dirac(
          groups: try groups(reader), layout: try reader.layout(),
          gain: try reader.double("gain"))
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let dirac = initializer as? Dirac else { return nil }
        return try own(
          [
            "groups": .integer(Int128(dirac.groups)), "layout": .string(dirac.layout.rawValue),
            "gain": .number(dirac.gain),
          ], "Dirac", dialect)
      }),
    InitializerDeclaration(
      "DeltaOrthogonal",
      aliases: [
        "delta_orthogonal", "ConvolutionDeltaOrthogonal", "convolutional_delta_orthogonal",
      ],
      summary: "a convolution that preserves norms; rank 3 to 5 (no Keras)",
      arguments: [.number("gain", 1, "a finite number"), layout, .seed],
      make: { reader, _ throws(InitializationError) in
        try DeltaOrthogonal(
          gain: try reader.double("gain"), layout: try reader.layout(),
          seed: try reader.seed())
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let delta = initializer as? DeltaOrthogonal else { return nil }
        return try own(
          ["gain": .number(delta.gain), "layout": .string(delta.layout.rawValue)],
          "DeltaOrthogonal", dialect)
      }),
    InitializerDeclaration(
      "ConvolutionOrthogonal",
      aliases: ["convolution_orthogonal"]
        + (1...3).flatMap { ["ConvolutionOrthogonal\($0)D", "convolutional_orthogonal_\($0)d"] },
      summary:
        "a convolution that preserves norms, with weights everywhere; rank 3 to 5 (no Keras)",
      arguments: [.number("gain", 1, "a finite number"), layout, .seed],
      make: { reader, _ throws(InitializationError) in
        try ConvolutionOrthogonal(
          gain: try reader.double("gain"), layout: try reader.layout(),
          seed: try reader.seed())
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let orthogonal = initializer as? ConvolutionOrthogonal else { return nil }
        return try own(
          ["gain": .number(orthogonal.gain), "layout": .string(orthogonal.layout.rawValue)],
          "ConvolutionOrthogonal", dialect)
      }),
    mimetic,
    InitializerDeclaration(
      "Bilinear", aliases: ["bilinear"],
      summary: "bilinear interpolation, for enlarging convolutions; rank 4 (no Keras)",
      arguments: [layout],
      make: { reader, _ throws(InitializationError) in Bilinear(layout: try reader.layout()) },
      write: { initializer, dialect throws(InitializationError) in
        guard let bilinear = initializer as? Bilinear else { return nil }
        return try own(["layout": .string(bilinear.layout.rawValue)], "Bilinear", dialect)
      }),
    InitializerDeclaration(
      "ZerO", aliases: ["zer_o"],
      summary: "identity and Hadamard matrices; rank 2 or more (no Keras)", arguments: [layout],
      make: { reader, _ throws(InitializationError) in ZerO(layout: try reader.layout()) },
      write: { initializer, dialect throws(InitializationError) in
        guard let zero = initializer as? ZerO else { return nil }
        return try own(["layout": .string(zero.layout.rawValue)], "ZerO", dialect)
      }),
    InitializerDeclaration(
      "HiPPO", aliases: ["hippo"],
      summary: "the state matrix of a history in orthogonal functions; square (no Keras)",
      arguments: [
        Argument(
          name: "measure", defaultValue: .string("legs"), summary: "legs, legt, lagt or fourier")
      ],
      make: { reader, _ throws(InitializationError) in
        let name = try reader.word(
          "measure", of: HiPPO.Measure.allCases.map(\.rawValue))
        return HiPPO(HiPPO.Measure(rawValue: name) ?? .legS)
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let hippo = initializer as? HiPPO else { return nil }
        return try own(["measure": .string(hippo.measure.rawValue)], "HiPPO", dialect)
      }),
    InitializerDeclaration(
      "SinusoidalPositions", aliases: ["sinusoidal_positions"],
      summary: "sines and cosines of positions; rank 2 (no Keras)",
      arguments: [
        .number("base", 10_000, "the slowest wave's length over 2π"),
        Argument(
          name: "interleaved", defaultValue: .bool(true),
          summary: "whether sines and cosines alternate"),
      ],
      make: { reader, _ throws(InitializationError) in
        try SinusoidalPositions(
          base: try reader.double("base"),
          isInterleaved: try reader.bool("interleaved"))
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let positions = initializer as? SinusoidalPositions else { return nil }
        return try own(
          ["base": .number(positions.base), "interleaved": .bool(positions.isInterleaved)],
          "SinusoidalPositions", dialect)
      }),
    InitializerDeclaration(
      "SIREN", aliases: ["siren"],
      summary: "uniform values for networks of sines (no Keras)",
      arguments: [
        Argument(
          name: "first", defaultValue: .bool(false), summary: "whether this is the first layer"),
        .number("frequency", 30, "a positive number"), .seed,
      ] + Argument.fans,
      make: { reader, dialect throws(InitializationError) in
        try SIREN(
          isFirst: try reader.bool("first"),
          frequency: try reader.double("frequency"),
          fanRule: try reader.fanRule(dialect), seed: try reader.seed())
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let siren = initializer as? SIREN else { return nil }
        return try own(
          JSONObject(
            dictionaryLiteral: ("first", .bool(siren.isFirst)),
            ("frequency", .number(siren.frequency))
          ).merging(try fans(of: siren.fanRule, dialect)), "SIREN", dialect)
      }),
    InitializerDeclaration(
      "MambaStateMatrix", aliases: ["mamba_state_matrix"],
      summary: "ln(n + 1) along the last axis: A_log of Mamba (no Keras)",
      make: { _, _ in MambaStateMatrix() },
      write: { initializer, dialect throws(InitializationError) in
        guard initializer is MambaStateMatrix else { return nil }
        return try own([:], "MambaStateMatrix", dialect)
      }),
    InitializerDeclaration(
      "MambaTimeStepBias", aliases: ["mamba_time_step_bias"],
      summary: "the bias whose softplus is log-uniform: dt_proj.bias of Mamba (no Keras)",
      arguments: [
        .number("minimum", 0.001, "the least time step before the floor"),
        .number("maximum", 0.1, "the bound above all time steps"),
        .number("floor", 1e-4, "the least time step of all"), .seed,
      ],
      make: { reader, _ throws(InitializationError) in
        try MambaTimeStepBias(
          minimum: try reader.double("minimum"),
          maximum: try reader.double("maximum"),
          floor: try reader.double("floor"), seed: try reader.seed())
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let bias = initializer as? MambaTimeStepBias else { return nil }
        return try own(
          [
            "minimum": .number(bias.minimum), "maximum": .number(bias.maximum),
            "floor": .number(bias.floor),
          ], "MambaTimeStepBias", dialect)
      }),
  ]

  private static let mimetic = InitializerDeclaration(
    "Mimetic", aliases: ["mimetic"],
    summary: "attention weights that look like trained ones; rank 2 or 3 (no Keras)",
    arguments: [
      Argument(
        name: "part", defaultValue: .string("query"), summary: "query, key, value or output"),
      Argument(
        name: "heads", defaultValue: .integer(1), summary: "the number of heads, 1 or more"),
      Argument(
        name: "alpha", defaultValue: .null,
        summary: "the share of random values; null for 0.7, or 0.4 of value and output"),
      Argument(
        name: "beta", defaultValue: .null,
        summary: "the share of the identity; null for 0.7, or 0.4 of value and output"), layout,
      .seed,
    ],
    make: { reader, _ throws(InitializationError) in
      let name = try reader.word(
        "part", of: Mimetic.Part.allCases.map(\.rawValue))
      func share(_ name: String) throws(InitializationError) -> Double? {
        reader.value(name) == .null ? nil : try reader.double(name)
      }
      return try Mimetic(
        Mimetic.Part(rawValue: name) ?? .query,
        heads: try reader.integer("heads", in: 1...Int.max),
        alpha: try share("alpha"), beta: try share("beta"), layout: try reader.layout(),
        seed: try reader.seed())
    },
    write: { initializer, dialect throws(InitializationError) in
      guard let mimetic = initializer as? Mimetic else { return nil }
      return try own(
        [
          "part": .string(mimetic.part.rawValue), "heads": .integer(Int128(mimetic.heads)),
          "alpha": .number(mimetic.alpha), "beta": .number(mimetic.beta),
          "layout": .string(mimetic.layout.rawValue),
        ], "Mimetic", dialect)
    })

  static let groups = Argument(
    name: "groups", defaultValue: .integer(1), summary: "the number of groups, 1 or more")

  static func groups(_ reader: ConfigurationReader) throws(InitializationError) -> Int {
    try reader.integer("groups", in: 1...Int.max)
  }
}
