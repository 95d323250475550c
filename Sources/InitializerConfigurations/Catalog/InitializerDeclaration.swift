import Initializers

/// A list of declarations, each checked by itself, where one long array would be too much for the
/// compiler.
@resultBuilder enum DeclarationList {
  static func buildExpression(_ element: InitializerDeclaration) -> [InitializerDeclaration] {
    [element]
  }

  static func buildBlock(_ parts: [InitializerDeclaration]...) -> [InitializerDeclaration] {
    parts.flatMap(\.self)
  }

  static func buildArray(_ parts: [[InitializerDeclaration]]) -> [InitializerDeclaration] {
    parts.flatMap(\.self)
  }
}

/// All that configurations know of one initializer: its names, its arguments, and how they make it.
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
  /// Other names by which ``InitializerCatalog/get(_:)`` knows it.
  public let aliases: [String]
  /// The law in a few words.
  public let summary: String
  /// The arguments.
  public let arguments: [Argument]

  /// A shape that the initializer makes with its defaults.
  package let exampleShape: [Int]
  /// Whether configurations are written under this name; peers' names are only read.
  package let isWritten: Bool
  let make: @Sendable (ConfigurationReader, Dialect) throws -> any Initializer
  /// The arguments of an initializer in a dialect, if it is one that this declares.
  let write: @Sendable (any Initializer, Dialect) throws -> JSONObject?

  /// The initializers of this library; peers' names stand for them.
  static let own =
    constants + random + varianceScaling + spectral + composed + structured + modifiers

  /// All names, the class name first.
  public var names: [String] { [className] + aliases }

  /// The values of arguments that are not given.
  var defaults: JSONObject {
    var defaults = JSONObject()
    for argument in arguments { defaults[argument.name] = argument.defaultValue }
    return defaults
  }

  /// Declares an initializer.
  ///
  /// - Parameters:
  ///   - type: The type that is written under this name; `Never` for a name that is only read.
  ///   - className: The name of the class in configurations; the type's, unless given.
  ///   - aliases: Other names.
  ///   - origin: The Keras that came with it; ``Dialect/own`` if none has it.
  ///   - summary: The law in a few words.
  ///   - exampleShape: A shape that it makes with its defaults.
  ///   - matches: Whether a value of the type is written as this class.
  ///   - argument: The arguments.
  ///   - make: Makes the initializer from their values.
  init<Root, each Value>(
    of type: Root.Type, named className: String = "\(Root.self)",
    aliases: [String] = [], from origin: Dialect = .keras2, _ summary: String,
    exampleShape: [Int] = [4, 8],
    where matches: @escaping @Sendable (Root, Dialect) -> Bool = { _, _ in true },
    _ argument: repeat ArgumentDeclaration<Root, each Value>,
    make: @escaping @Sendable (repeat each Value) throws -> any Initializer
  ) {
    var arguments: [Argument] = []
    for argument in repeat each argument { arguments += argument.listed }
    self.className = className
    self.aliases = aliases
    self.summary = summary
    self.arguments = arguments
    self.exampleShape = exampleShape
    isWritten = type != Never.self
    self.make = { reader, dialect in
      try make(repeat try (each argument).read(reader, dialect))
    }
    write = { initializer, dialect in
      guard let root = initializer as? Root, matches(root, dialect) else { return nil }
      try dialect.require(origin, className)
      var config = JSONObject()
      for argument in repeat each argument {
        config = config.merging(try argument.write(root, dialect))
      }
      return config
    }
  }

  /// Declares a name that another framework has for an initializer, which is only read.
  init<each Value>(
    named name: String, aliases: [String] = [], _ summary: String, exampleShape: [Int] = [4, 8],
    _ argument: repeat ArgumentDeclaration<Never, each Value>,
    make: @escaping @Sendable (repeat each Value) throws -> any Initializer
  ) {
    self.init(
      of: Never.self, named: name, aliases: aliases, summary, exampleShape: exampleShape,
      repeat each argument, make: make)
  }
}
