import Initializers

extension InitializerDeclaration {
  /// Initializers that rearrange, multiply or join the values of others, which no Keras has.
  static let modifiers: [InitializerDeclaration] = [
    InitializerDeclaration(
      "Scaled", aliases: ["scaled"],
      summary: "another initializer's values times a factor (no Keras)",
      arguments: [base("glorot_uniform"), .number("factor", 1, "a positive number")],
      make: { reader, _ throws(InitializationError) in
        let base = try reader.initializer("initializer")
        let factor = try reader.double("factor")
        return try Scaled(base, by: factor)
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let scaled = initializer as? Scaled else { return nil }
        return Written(config: [
          "initializer": try written(scaled.base, dialect), "factor": .number(scaled.factor),
        ])
      }),
    InitializerDeclaration(
      "Stacked", aliases: ["stacked"],
      summary: "a tensor of its own for each index of the leading axes (no Keras)",
      arguments: [
        base("orthogonal"),
        Argument(
          name: "axes", defaultValue: .integer(1), summary: "the number of leading axes, 0 or more"),
      ],
      make: { reader, _ throws(InitializationError) in
        let base = try reader.initializer("initializer")
        let axes = try reader.integer("axes", in: 0...Int.max)
        return try Stacked(base, axes: axes)
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let stacked = initializer as? Stacked else { return nil }
        return Written(config: [
          "initializer": try written(stacked.base, dialect),
          "axes": .integer(Int128(stacked.axes)),
        ])
      }),
    InitializerDeclaration(
      "Transposed", aliases: ["transposed"],
      summary: "another initializer's values with the axes in another order (no Keras)",
      arguments: [
        base("glorot_uniform"),
        Argument(
          name: "permutation", defaultValue: .null,
          summary: "null for the reverse, or for each axis the other initializer's axis"),
      ],
      make: { reader, _ throws(InitializationError) in
        let base = try reader.initializer("initializer")
        let permutation = try reader.integers("permutation")
        return try Transposed(base, permutation)
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let transposed = initializer as? Transposed else { return nil }
        return Written(config: [
          "initializer": try written(transposed.base, dialect),
          "permutation": transposed.permutation.map(JSONValue.init) ?? .null,
        ])
      }),
    InitializerDeclaration(
      "ICNR", aliases: ["icnr"],
      summary:
        "another initializer's outputs, each repeated for the pixels that pixel shuffle makes (no Keras)",
      arguments: [
        base("he_normal"),
        Argument(
          name: "copies", defaultValue: .integer(4),
          summary: "how often each output is there: the enlargement's square"), layout,
      ],
      make: { reader, _ throws(InitializationError) in
        let base = try reader.initializer("initializer")
        let copies = try reader.integer("copies", in: 1...Int.max)
        let layout = try reader.layout()
        return try ICNR(base, copies: copies, layout: layout)
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let icnr = initializer as? ICNR else { return nil }
        return Written(config: [
          "initializer": try written(icnr.base, dialect),
          "copies": .integer(Int128(icnr.copies)), "layout": .string(icnr.layout.rawValue),
        ])
      }),
    InitializerDeclaration(
      "Concatenated", aliases: ["concatenated"],
      summary: "tensors of their own side by side along an axis, as gates are (no Keras)",
      arguments: [
        Argument(
          name: "initializers", defaultValue: .null,
          summary: "null, or a list of names or configurations, one a part"),
        base("orthogonal"),
        Argument(
          name: "count", defaultValue: .integer(4),
          summary: "without a list, how many parts the initializer makes"),
        Argument(
          name: "shares", defaultValue: .null,
          summary: "null for equal parts, or a list of their shares of the axis"),
        Argument(
          name: "axis", defaultValue: .integer(-1), summary: "the axis; −1 for the last"),
      ],
      make: { reader, _ throws(InitializationError) in try makeConcatenated(reader) },
      write: { initializer, dialect throws(InitializationError) in
        guard let parts = initializer as? Concatenated else { return nil }
        var initializers: [JSONValue] = []
        for part in parts.initializers { initializers.append(try written(part, dialect)) }
        return Written(config: [
          "initializers": .array(initializers), "shares": JSONValue(parts.shares),
          "axis": .integer(Int128(parts.axis)),
        ])
      }),
  ]

  private static func makeConcatenated(
    _ reader: ConfigurationReader
  ) throws(InitializationError) -> Concatenated {
    let shares = try reader.integers("shares")
    let axis = try reader.integer("axis", in: Int.min...Int.max)
    guard let value = reader.values["initializers"], value != .null else {
      let count = try reader.integer("count", in: 1...Concatenated.partLimit)
      let base = try reader.initializer("initializer")
      return try Concatenated(Array(repeating: base, count: count), shares: shares, axis: axis)
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
    var parts: [any Initializer] = []
    for part in list {
      parts.append(try reader.initializer(describedBy: part, "initializers"))
    }
    return try Concatenated(parts, shares: shares, axis: axis)
  }
}
