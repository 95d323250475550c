import Initializers

extension InitializerDeclaration {
  /// Initializers that no Keras has, some of which are made of others.
  static let composed: [InitializerDeclaration] = [
    InitializerDeclaration(
      "UnitForgetBias", aliases: ["unit_forget_bias"],
      summary: "the bias of an LSTM, with ones for the forget gate (no Keras)",
      arguments: [base("zeros")],
      make: { reader, _ throws(InitializationError) in
        unitForgetBias(try reader.initializer("initializer", default: .string("zeros")))
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let bias = initializer as? any AnyUnitForgetBias else { return nil }
        return Written(config: ["initializer": try written(bias.base, dialect)])
      }),
    InitializerDeclaration(
      "ZeroRows", aliases: ["zero_rows"],
      summary: "another initializer, with zeros in some rows (no Keras)",
      arguments: [
        base("normal_"),
        Argument(
          name: "rows", defaultValue: .array([.integer(0)]),
          summary: "a list of the rows' indices"),
      ],
      make: { reader, _ throws(InitializationError) in
        let values = reader.values["rows"] ?? .array([.integer(0)])
        let rows = values.array?.compactMap(\.integer) ?? []
        guard let list = values.array, list.count == rows.count else {
          throw reader.invalid("rows", "a list of integers, 0 or more")
        }
        return try zeroRows(
          rows, of: reader.initializer("initializer", default: .string("normal_")))
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let masked = initializer as? any AnyZeroRows else { return nil }
        return Written(config: [
          "initializer": try written(masked.base, dialect),
          "rows": .array(masked.rows.map { .integer(Int128($0)) }),
        ])
      }),
    InitializerDeclaration(
      "MambaStateMatrix", aliases: ["mamba_state_matrix"],
      summary: "ln(n + 1) along the last axis: A_log of Mamba (no Keras)",
      make: { _, _ in MambaStateMatrix() },
      write: { initializer, dialect throws(InitializationError) in
        guard initializer is MambaStateMatrix else { return nil }
        try requireOwn(dialect, "MambaStateMatrix")
        return Written(config: [:])
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
          minimum: try reader.double("minimum", default: 0.001),
          maximum: try reader.double("maximum", default: 0.1),
          floor: try reader.double("floor", default: 1e-4), seed: try reader.seed())
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let initializer = initializer as? MambaTimeStepBias else { return nil }
        try requireOwn(dialect, "MambaTimeStepBias")
        return Written(config: [
          "minimum": .number(initializer.minimum), "maximum": .number(initializer.maximum),
          "floor": .number(initializer.floor),
        ])
      }),
  ]

  private static func base(_ name: String) -> Argument {
    Argument(
      name: "initializer", defaultValue: .string(name),
      summary: "the name or the configuration of the other initializer")
  }

  private static func requireOwn(
    _ dialect: Dialect, _ className: String
  ) throws(InitializationError) {
    guard dialect == .own else {
      throw InitializationError(.invalidConfiguration, "no Keras has \(className)")
    }
  }

  private static func written(
    _ base: any Initializer, _ dialect: Dialect
  ) throws(InitializationError) -> JSONValue {
    try requireOwn(dialect, "initializers made of others")
    return try InitializerCatalog(dialect).serialize(base).json
  }

  private static func unitForgetBias(_ base: some Initializer) -> any Initializer {
    UnitForgetBias(base)
  }

  private static func zeroRows(
    _ rows: [Int], of base: some Initializer
  ) throws(InitializationError) -> any Initializer {
    try ZeroRows(rows, of: base)
  }
}

/// ``UnitForgetBias`` of whatever base.
private protocol AnyUnitForgetBias {
  associatedtype Base: Initializer
  var base: Base { get }
}

extension UnitForgetBias: AnyUnitForgetBias {}

/// `ZeroRows` of whatever base.
private protocol AnyZeroRows {
  associatedtype Base: Initializer
  var base: Base { get }
  var rows: [Int] { get }
}

extension ZeroRows: AnyZeroRows {}
