import Initializers

/// All that Keras's interface knows of one initializer: its names, its arguments, and how to make it.
///
/// The catalog is a list of these; adding an initializer is adding a declaration.
public struct InitializerDeclaration: Sendable {
  /// An argument of an initializer.
  public struct Argument: Sendable, Hashable {
    /// The name, as configurations have it.
    public let name: String
    /// The value if none is given.
    public let defaultValue: JSONValue
    /// What it means and what is allowed.
    public let summary: String
  }

  /// The name of the class in configurations.
  public let className: String
  /// Other names by which ``InitializerCatalog/get(_:)-(String)`` knows it.
  public let aliases: [String]
  /// The law in a few words.
  public let summary: String
  /// The arguments.
  public let arguments: [Argument]

  let make: @Sendable (ConfigurationReader, Dialect) throws(InitializationError) -> any Initializer
  /// The class name and arguments of an initializer, if it is one that this declares.
  let write: @Sendable (any Initializer) -> InitializerConfiguration?

  /// All names, the class name first.
  public var names: [String] { [className] + aliases }
}

extension InitializerDeclaration {
  /// Declares an initializer of one type.
  ///
  /// - Parameters:
  ///   - type: The type.
  ///   - className: The name of the class in configurations.
  ///   - aliases: Other names.
  ///   - summary: The law in a few words.
  ///   - arguments: The arguments beside the seed, which random initializers have without saying so.
  ///   - make: Makes the initializer from its arguments.
  ///   - write: The arguments of an initializer.
  ///   - writtenAs: The class that configurations name instead, if another.
  init<I: Initializer>(
    _ type: I.Type, _ className: String, aliases: [String], summary: String,
    arguments: [Argument] = [],
    make: @escaping @Sendable (ConfigurationReader, Dialect) throws(InitializationError) -> I,
    write: @escaping @Sendable (I) -> [String: JSONValue], writtenAs: String? = nil
  ) {
    let isRandom = I.self is any RandomInitializer.Type
    let seed = Argument(
      name: "seed", defaultValue: .null,
      summary: "an integer from 0 to 2⁶⁴ − 1, or null for a fresh one")
    self.className = className
    self.aliases = aliases
    self.summary = summary
    self.arguments = arguments + (isRandom ? [seed] : [])
    self.make = { reader, dialect throws(InitializationError) in try make(reader, dialect) }
    self.write = { initializer in
      guard let initializer = initializer as? I else { return nil }
      var config = write(initializer)
      if let random = initializer as? any RandomInitializer {
        config["seed"] = random.seed.isChosen ? .integer(Int128(random.seed.value)) : .null
      }
      return InitializerConfiguration(className: writtenAs ?? className, config: config)
    }
  }
}
