import Initializers

extension InitializerDeclaration {
  /// Initializers that are made of others, which no Keras has.
  static let composed: [InitializerDeclaration] = [
    InitializerDeclaration(
      "UnitForgetBias", aliases: ["unit_forget_bias"],
      summary: "the bias of an LSTM, with ones for the forget gate (no Keras)",
      arguments: [base("zeros"), .number("value", 1, "the forget gate's number")],
      make: { reader, _ throws(InitializationError) in
        unitForgetBias(
          try reader.initializer("initializer"),
          try reader.double("value"))
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let bias = initializer as? any AnyUnitForgetBias else { return nil }
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
        return try zeroRows(
          rows, of: reader.initializer("initializer"))
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let masked = initializer as? any AnyZeroRows else { return nil }
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
        squareRoot(try reader.initializer("initializer"))
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let root = initializer as? any AnySquareRoot else { return nil }
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
        guard let random = base as? any RandomInitializer else {
          throw reader.invalid("initializer", "a random initializer")
        }
        let axis = try reader.word("axis", of: ["columns", "rows"])
        return try sparse(random, try reader.double("sparsity"), axis)
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let sparse = initializer as? any AnySparse else { return nil }
        return Written(config: [
          "initializer": try written(sparse.base, dialect), "sparsity": .number(sparse.sparsity),
          "axis": .string(sparse.axisName),
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

  private static func squareRoot(_ base: some Initializer) -> any Initializer {
    SquareRoot(of: base)
  }

  private static func unitForgetBias(
    _ base: some Initializer, _ value: Double
  ) -> any Initializer {
    UnitForgetBias(base, value: value)
  }

  private static func sparse(
    _ base: some RandomInitializer, _ sparsity: Double, _ axis: String
  ) throws(InitializationError) -> any Initializer {
    try Sparse(base, sparsity: sparsity, of: axis == "rows" ? .rows : .columns)
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
  var value: Double { get }
}

extension UnitForgetBias: AnyUnitForgetBias {}

/// `SquareRoot` of whatever base.
private protocol AnySquareRoot {
  associatedtype Base: Initializer
  var base: Base { get }
}

extension SquareRoot: AnySquareRoot {}

/// `ZeroRows` of whatever base.
private protocol AnyZeroRows {
  associatedtype Base: Initializer
  var base: Base { get }
  var rows: [Int] { get }
}

extension ZeroRows: AnyZeroRows {}

/// `Sparse` of whatever base.
private protocol AnySparse {
  associatedtype Base: RandomInitializer
  var base: Base { get }
  var sparsity: Double { get }
  var axisName: String { get }
}

extension Sparse: AnySparse {
  fileprivate var axisName: String { axis.rawValue }
}
