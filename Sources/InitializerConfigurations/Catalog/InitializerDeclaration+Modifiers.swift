import Initializers

extension InitializerDeclaration {
  /// Initializers that are made of another, which no Keras has.
  @DeclarationList static var composed: [InitializerDeclaration] {
    InitializerDeclaration(
      of: UnitForgetBias.self, aliases: ["unit_forget_bias"], from: .own,
      "the bias of an LSTM, with 1 for the forget gate (not in Keras)", exampleShape: [32],
      .base(\.base, default: "zeros"),
      .number("value", \.value, default: 1, "the forget gate's number")
    ) { UnitForgetBias($0, value: $1) }
    InitializerDeclaration(
      of: ZeroRows.self, aliases: ["zero_rows"], from: .own,
      "another initializer, with zeros in some rows (not in Keras)",
      .base(\.base, default: "normal_"),
      ArgumentDeclaration<ZeroRows, [Int]>(
        "rows", default: JSONValue([0]), "a list of the rows' indices",
        read: { reader, _ in
          let values = reader.value("rows")?.array
          guard let rows = values?.compactMap(\.integer), rows.count == values?.count else {
            throw reader.invalid("rows", "a list of integers, 0 or more")
          }
          return rows
        },
        write: { masked, _ in JSONValue(masked.rows) })
    ) { try ZeroRows($1, of: $0) }
    InitializerDeclaration(
      of: SquareRoot.self, aliases: ["square_root"], from: .own,
      "the square roots of another initializer's values (not in Keras)",
      .base(\.base, default: "ones")
    ) { SquareRoot(of: $0) }
    InitializerDeclaration(
      of: Sparse.self, aliases: ["sparse"], from: .own,
      "another random initializer, with a fraction of zeros in each column or row (not in Keras)",
      .base(\.base, default: "normal_"),
      .number("sparsity", \.sparsity, default: 0.5, "the fraction of zeros, from 0 to 1"),
      .choice("axis", \.axis, default: .columns)
    ) { try Sparse($0, sparsity: $1, of: $2) }
  }

  /// Initializers that rearrange, multiply or join the values of others, which no Keras has.
  @DeclarationList static var modifiers: [InitializerDeclaration] {
    InitializerDeclaration(
      of: Scaled.self, aliases: ["scaled"], from: .own,
      "another initializer's values times a factor (not in Keras)",
      .base(\.base, default: "glorot_uniform"),
      .number("factor", \.factor, default: 1, "a positive number")
    ) { try Scaled($0, by: $1) }
    InitializerDeclaration(
      of: Stacked.self, aliases: ["stacked"], from: .own,
      "an independent tensor for each index of the leading axes (not in Keras)",
      exampleShape: [3, 4, 8],
      .base(\.base, default: "orthogonal"),
      .integer(
        "axes", \.axes, default: 1, atLeast: 0, "the number of leading axes, 0 or more")
    ) { try Stacked($0, axes: $1) }
    InitializerDeclaration(
      of: Transposed.self, aliases: ["transposed"], from: .own,
      "another initializer's values, with the axes permuted (not in Keras)",
      .base(\.base, default: "glorot_uniform"),
      ArgumentDeclaration<Transposed, [Int]?>(
        "permutation", default: .null,
        "null for the reverse, or for each axis the other initializer's axis",
        read: { reader, _ in try reader.integers("permutation") },
        write: { transposed, _ in transposed.permutation.map(JSONValue.init) ?? .null })
    ) { try Transposed($0, $1) }
    InitializerDeclaration(
      of: ICNR.self, aliases: ["icnr"], from: .own,
      "another initializer's outputs, each repeated for pixel shuffle (not in Keras)",
      exampleShape: [3, 3, 4, 16],
      .base(\.base, default: "he_normal"),
      .integer(
        "copies", \.copies, default: 4, atLeast: 1,
        "how often each output is repeated: the square of the upsampling factor"), .layout(\.layout)
    ) { try ICNR($0, copies: $1, layout: $2) }
    InitializerDeclaration(
      of: Concatenated.self, aliases: ["concatenated"], from: .own,
      "independent tensors side by side along an axis, such as gates (not in Keras)", parts,
      ArgumentDeclaration<Concatenated, [Int]?>(
        "shares", default: .null, "null for equal parts, or a list of their shares of the axis",
        read: { reader, _ in try reader.integers("shares") },
        write: { concatenated, _ in JSONValue(concatenated.shares) }),
      .integer("axis", \.axis, default: -1, "the axis; −1 for the last")
    ) { try Concatenated($0, shares: $1, axis: $2) }
  }

  /// A list of parts, which is what is written, or one initializer and a count.
  private static let parts = ArgumentDeclaration<Concatenated, [any Initializer]>(
    [
      Argument(
        name: "initializers", defaultValue: .null,
        summary: "null, or a list of names or configurations, one per part"),
      Argument(
        name: "initializer", defaultValue: .string("orthogonal"),
        summary: "the name or the configuration of the other initializer"),
      Argument(
        name: "count", defaultValue: .integer(4),
        summary: "without a list, how many parts the initializer makes"),
    ]
  ) { reader, _ in
    guard let value = reader.values["initializers"], value != .null else {
      let count = try reader.integer("count", in: 1...Concatenated.partLimit)
      return Array(repeating: try reader.initializer("initializer"), count: count)
    }
    guard let list = value.array, list.count <= Concatenated.partLimit else {
      throw reader.invalid("initializers", "a list of names or configurations")
    }
    if let other = ["initializer", "count"].first(where: { reader.values[$0] ?? .null != .null }) {
      throw InitializationError(
        .invalidConfiguration,
        "\(reader.owner) has both initializers and \(other); give either a list, or one and a count"
      )
    }
    return try list.map { try reader.initializer(describedBy: $0, "initializers") }
  } write: { concatenated, dialect in
    let catalog = InitializerCatalog(dialect)
    return [
      "initializers": .array(
        try concatenated.initializers.map { try catalog.serialize($0).json })
    ]
  }
}
