import Initializers

extension InitializerDeclaration {
  /// Initializers that draw nothing.
  static let constants: [InitializerDeclaration] = [
    InitializerDeclaration(
      Zeros.self, "Zeros", aliases: ["zeros", "zero"], summary: "every element is 0",
      make: { _, _ in Zeros() }, write: { _ in [:] }),
    InitializerDeclaration(
      Ones.self, "Ones", aliases: ["ones", "one"], summary: "every element is 1",
      make: { _, _ in Ones() }, write: { _ in [:] }),
    InitializerDeclaration(
      Constant.self, "Constant", aliases: ["constant"], summary: "every element is one number",
      arguments: [Argument(name: "value", defaultValue: .number(0), summary: "any number")],
      make: { reader, _ throws(InitializationError) in
        Constant(try reader.double("value", default: 0))
      },
      write: { ["value": .number($0.value)] }),
    InitializerDeclaration(
      Identity.self, "Identity", aliases: ["identity", "IdentityInitializer"],
      summary: "the identity matrix times a gain; rank 2",
      arguments: [Argument(name: "gain", defaultValue: .number(1), summary: "a finite number")],
      make: { reader, dialect throws(InitializationError) in
        try Identity(
          gain: try reader.double("gain", default: 1), nonSquare: dialect.nonSquareIdentity)
      },
      write: { ["gain": .number($0.gain)] }),
  ]
}
