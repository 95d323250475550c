import Initializers

extension InitializerDeclaration {
  /// Initializers that draw nothing.
  static let constants: [InitializerDeclaration] = [
    InitializerDeclaration(
      "Zeros", aliases: ["zeros", "zero", "zeros_", "jax.zeros"], summary: "every element is 0",
      make: { _, _ in Zeros() },
      write: { initializer, _ in initializer is Zeros ? Written(config: [:]) : nil }),
    InitializerDeclaration(
      "Ones", aliases: ["ones", "one", "ones_", "jax.ones"], summary: "every element is 1",
      make: { _, _ in Ones() },
      write: { initializer, _ in initializer is Ones ? Written(config: [:]) : nil }),
    InitializerDeclaration(
      "Constant", aliases: ["constant", "jax.constant", "mlx.constant"],
      summary: "every element is one number, or given elements",
      arguments: [.number("value", 0, "a number, or nested lists of numbers")],
      make: { reader, _ throws(InitializationError) in try makeConstant(reader) },
      write: { initializer, _ in
        if let constant = initializer as? Constant {
          return Written(config: ["value": .number(constant.value)])
        }
        return (initializer as? ConstantArray).map { array in
          Written(config: [
            "value": JSONValue(
              shape: array.shape[...],
              elements: array.elements.map(JSONValue.number)[...])
          ])
        }
      }),
    InitializerDeclaration(
      "Identity", aliases: ["identity", "IdentityInitializer"],
      summary: "the identity matrix times a gain; rank 2",
      arguments: [
        .number("gain", 1, "a finite number"),
        Argument(
          name: "non_square", defaultValue: .null,
          summary: "null, or how a matrix that is not square is made: tiled or padded (no Keras)"),
        Argument(
          name: "shift", defaultValue: .integer(0),
          summary: "how many rows down it is moved, in a circle (no Keras)"),
      ],
      make: { reader, dialect throws(InitializationError) in
        let kinds = Identity.NonSquare.allCases.map(\.rawValue)
        let kind = try reader.optionalWord("non_square", of: kinds)
        return try Identity(
          gain: try reader.double("gain"),
          nonSquare: kind.flatMap(Identity.NonSquare.init(rawValue:)) ?? dialect.nonSquareIdentity,
          shift: try reader.integer("shift", in: Int.min...Int.max))
      },
      write: { initializer, dialect throws(InitializationError) in
        guard let initializer = initializer as? Identity else { return nil }
        guard initializer.shift == 0 || dialect == .own else {
          throw InitializationError(.invalidConfiguration, "no Keras shifts identity matrices")
        }
        var config: JSONObject = ["gain": .number(initializer.gain)]
        if dialect == .own && initializer.nonSquare == .tiled {
          config["non_square"] = .string("tiled")
        }
        if initializer.shift != 0 { config["shift"] = .integer(Int128(initializer.shift)) }
        return Written(config: config)
      }),
  ]

  private static func makeConstant(
    _ reader: ConfigurationReader
  ) throws(InitializationError) -> any Initializer {
    let value = reader.value("value")
    if let number = value?.double { return Constant(number) }
    guard let value, value.array != nil || value.object != nil, let numbers = value.numbers else {
      throw reader.invalid("value", "a number or nested lists of numbers of equal lengths")
    }
    return try ConstantArray(shape: numbers.shape, elements: numbers.elements)
  }
}
