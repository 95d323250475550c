import Initializers

extension InitializerDeclaration {
  /// Initializers that are made of others, which no Keras has.
  static let composed: [InitializerDeclaration] = [
    InitializerDeclaration(
      "UnitForgetBias", aliases: ["unit_forget_bias"],
      summary: "the bias of an LSTM, with ones for the forget gate (no Keras)",
      arguments: [base("zeros"), .number("value", 1, "the forget gate's number")],
      make: { reader, _ throws(InitializationError) in
        UnitForgetBias(
          try reader.initializer("initializer"), value: try reader.double("value"))
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let bias = initializer as? UnitForgetBias else { return nil }
        return Written(config: [
          "initializer": try written(bias.base, dialect), "value": .number(bias.value),
        ])
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
        let values = reader.value("rows")?.array
        guard let rows = values?.compactMap(\.integer), rows.count == values?.count else {
          throw reader.invalid("rows", "a list of integers, 0 or more")
        }
        return try ZeroRows(
          rows, of: reader.initializer("initializer"))
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let masked = initializer as? ZeroRows else { return nil }
        return Written(config: [
          "initializer": try written(masked.base, dialect),
          "rows": JSONValue(masked.rows),
        ])
      }),
    InitializerDeclaration(
      "SquareRoot", aliases: ["square_root"],
      summary: "the square roots of another initializer's values (no Keras)",
      arguments: [base("ones")],
      make: { reader, _ throws(InitializationError) in
        SquareRoot(of: try reader.initializer("initializer"))
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let root = initializer as? SquareRoot else { return nil }
        return Written(config: ["initializer": try written(root.base, dialect)])
      }),
    InitializerDeclaration(
      "Sparse", aliases: ["sparse"],
      summary: "another random initializer, with a share of zeros in each column or row (no Keras)",
      arguments: [
        base("normal_"), .number("sparsity", 0.5, "the share of zeros, from 0 to 1"),
        Argument(name: "axis", defaultValue: .string("columns"), summary: "columns or rows"),
      ],
      make: { reader, _ throws(InitializationError) in
        let base = try reader.initializer("initializer")
        guard base.seed != nil else { throw reader.invalid("initializer", "a random initializer") }
        let axis = try reader.word("axis", of: ["columns", "rows"])
        return try Sparse(
          base, sparsity: try reader.double("sparsity"), of: axis == "rows" ? .rows : .columns)
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let sparse = initializer as? Sparse else { return nil }
        return Written(config: [
          "initializer": try written(sparse.base, dialect), "sparsity": .number(sparse.sparsity),
          "axis": .string(sparse.axis.rawValue),
        ])
      }),
  ]

  static func base(_ name: String) -> Argument {
    Argument(
      name: "initializer", defaultValue: .string(name),
      summary: "the name or the configuration of the other initializer")
  }

  static func written(
    _ base: any Initializer, _ dialect: Dialect
  ) throws(InitializationError) -> JSONValue {
    _ = try own([:], "initializers made of others", dialect)
    return try InitializerCatalog(dialect).serialize(base).json
  }
}
