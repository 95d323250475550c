import Initializers

extension InitializerDeclaration {
  /// Initializers that draw nothing.
  static let constants: [InitializerDeclaration] = [
    InitializerDeclaration(
      "Zeros", aliases: ["zeros", "zero", "zeros_"], summary: "every element is 0",
      make: { _, _ in Zeros() },
      write: { initializer, _ in initializer is Zeros ? Written(config: [:]) : nil }),
    InitializerDeclaration(
      "Ones", aliases: ["ones", "one", "ones_"], summary: "every element is 1",
      make: { _, _ in Ones() },
      write: { initializer, _ in initializer is Ones ? Written(config: [:]) : nil }),
    InitializerDeclaration(
      "Constant", aliases: ["constant"], summary: "every element is one number, or given elements",
      arguments: [.number("value", 0, "a number, or nested lists of numbers")],
      make: { reader, _ throws(InitializationError) in try makeConstant(reader) },
      write: { initializer, _ in
        if let constant = initializer as? Constant {
          return Written(config: ["value": .number(constant.value)])
        }
        return (initializer as? ConstantArray).map { array in
          Written(config: [
            "value": JSONValue(shape: array.shape[...], elements: array.elements[...])
          ])
        }
      }),
    InitializerDeclaration(
      "Identity", aliases: ["identity", "IdentityInitializer"],
      summary: "the identity matrix times a gain; rank 2",
      arguments: [.number("gain", 1, "a finite number")],
      make: { reader, dialect throws(InitializationError) in
        try Identity(
          gain: try reader.double("gain", default: 1), nonSquare: dialect.nonSquareIdentity)
      },
      write: { initializer, _ in
        (initializer as? Identity).map { Written(config: ["gain": .number($0.gain)]) }
      }),
  ]

  private static func makeConstant(
    _ reader: ConfigurationReader
  ) throws(InitializationError) -> any Initializer {
    guard let value = reader.values["value"] else { return Constant(0) }
    if let number = value.double { return Constant(number) }
    guard value.array != nil || value.object != nil, let numbers = value.numbers else {
      throw reader.invalid("value", "a number or nested lists of numbers of equal lengths")
    }
    return try ConstantArray(shape: numbers.shape, elements: numbers.elements)
  }
}
