import Initializers

extension InitializerDeclaration {
  /// Initializers that draw nothing.
  @DeclarationList static var constants: [InitializerDeclaration] {
    InitializerDeclaration(
      of: Zeros.self, aliases: ["zeros", "zero", "zeros_", "jax.zeros"], "every element is 0"
    ) { Zeros() }
    InitializerDeclaration(
      of: Ones.self, aliases: ["ones", "one", "ones_", "jax.ones"], "every element is 1"
    ) { Ones() }
    InitializerDeclaration(
      of: (any Initializer).self, named: "Constant",
      aliases: ["constant", "jax.constant", "mlx.constant"],
      "every element is one number, or given elements",
      where: { initializer, _ in initializer is Constant || initializer is ConstantArray },
      ArgumentDeclaration<any Initializer, any Initializer>(
        "value", default: .number(0), "a number, or nested lists of numbers",
        read: { reader, _ in try constant(reader) },
        write: { initializer, _ in
          if let constant = initializer as? Constant { return .number(constant.value) }
          return (initializer as? ConstantArray).map { array in
            JSONValue(
              shape: array.shape[...], elements: array.elements.map(JSONValue.number)[...])
          }
        })
    ) { $0 }
    InitializerDeclaration(
      of: Identity.self, aliases: ["identity", "IdentityInitializer"],
      "the identity matrix times a gain; rank 2",
      .number("gain", \.gain, default: 1, "a finite number"),
      ArgumentDeclaration<Identity, Identity.NonSquare>(
        "non_square", default: .null,
        "null, or how a matrix that is not square is made: tiled or padded (not in Keras)",
        read: { reader, dialect in
          try reader.optionalWord("non_square", of: Identity.NonSquare.allCases.map(\.rawValue))
            .flatMap(Identity.NonSquare.init(rawValue:)) ?? dialect.nonSquareIdentity
        },
        write: { identity, dialect in
          // Versions of Keras have no word for it.
          dialect == .own && identity.nonSquare != dialect.nonSquareIdentity
            ? .string(identity.nonSquare.rawValue) : nil
        }),
      .integer(
        "shift", \.shift, default: 0,
        "how many rows down it is shifted, wrapping around (not in Keras)",
        of: .own)
    ) { try Identity(gain: $0, nonSquare: $1, shift: $2) }
  }

  private static func constant(_ reader: ConfigurationReader) throws -> any Initializer {
    let value = reader.value("value")
    if let number = value?.double { return Constant(number) }
    guard let value, value.array != nil || value.object != nil, let numbers = value.numbers else {
      throw reader.invalid("value", "a number or nested lists of numbers of equal lengths")
    }
    return try ConstantArray(shape: numbers.shape, elements: numbers.elements)
  }
}
