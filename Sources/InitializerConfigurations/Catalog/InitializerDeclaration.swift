import Initializers

/// A list of declarations, each checked by itself, where one long array would be too much for the compiler.
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
  /// Other names by which ``InitializerCatalog/get(_:)-(String)`` knows it.
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
  /// The arguments of an initializer, if it is one that this declares.
  private let write: @Sendable (any Initializer, Dialect) throws -> JSONObject?

  /// All names, the class name first.
  public var names: [String] { [className] + aliases }

  /// The values of arguments that are not given.
  var defaults: JSONObject {
    var defaults = JSONObject()
    for argument in arguments { defaults[argument.name] = argument.defaultValue }
    return defaults
  }

  /// The initializers of this library; peers' names stand for them.
  static let own =
    constants + random + varianceScaling + spectral + composed + structured + modifiers

  /// Declares an initializer.
  ///
  /// - Parameters:
  ///   - type: The type that is written.
  ///   - className: The name of the class in configurations; the type's, unless given.
  ///   - aliases: Other names.
  ///   - origin: The Keras that came with it; ``Dialect/own`` if none has it.
  ///   - summary: The law in a few words.
  ///   - exampleShape: A shape that it makes with its defaults.
  ///   - matches: Whether a value of the type is written as this class.
  ///   - argument: The arguments.
  ///   - make: Makes the initializer from their values.
  init<Root, each Value>(
    of type: Root.Type, named className: String = "\(Root.self)", aliases: [String],
    from origin: Dialect = .keras2, _ summary: String, exampleShape: [Int] = [4, 8],
    where matches: @escaping @Sendable (Root, Dialect) -> Bool = { _, _ in true },
    _ argument: repeat ArgumentDeclaration<Root, each Value>,
    make: @escaping @Sendable (repeat each Value) throws -> any Initializer
  ) {
    self.init(className, aliases, summary, exampleShape, repeat each argument, make: make) {
      initializer, dialect in
      guard let root = initializer as? Root, matches(root, dialect) else { return nil }
      try dialect.require(origin, className)
      var config = JSONObject()
      for argument in repeat each argument {
        config = config.merging(try argument.write(root, dialect))
      }
      return config
    }
  }

  /// Declares a peer's name whose arguments are computed with.
  init<each Value>(
    peer name: String, aliases: [String] = [], _ summary: String, exampleShape: [Int] = [4, 8],
    _ argument: repeat ArgumentDeclaration<Never, each Value>,
    make: @escaping @Sendable (repeat each Value) throws -> any Initializer
  ) {
    self.init(name, aliases, summary, exampleShape, repeat each argument, make: make, write: nil)
  }

  private init<Root, each Value>(
    _ className: String, _ aliases: [String], _ summary: String, _ exampleShape: [Int],
    _ argument: repeat ArgumentDeclaration<Root, each Value>,
    make: @escaping @Sendable (repeat each Value) throws -> any Initializer,
    write: (@Sendable (any Initializer, Dialect) throws -> JSONObject?)?
  ) {
    var arguments: [Argument] = []
    for argument in repeat each argument { arguments += argument.listed }
    self.init(
      className, aliases, summary, arguments, exampleShape,
      make: { reader, dialect in try make(repeat try (each argument).read(reader, dialect)) },
      write: write)
  }

  init(
    _ className: String, _ aliases: [String], _ summary: String, _ arguments: [Argument],
    _ exampleShape: [Int],
    make: @escaping @Sendable (ConfigurationReader, Dialect) throws -> any Initializer,
    write: (@Sendable (any Initializer, Dialect) throws -> JSONObject?)? = nil
  ) {
    self.className = className
    self.aliases = aliases
    self.summary = summary
    self.arguments = arguments
    self.exampleShape = exampleShape
    self.make = make
    self.write = write ?? { _, _ in nil }
    isWritten = write != nil
  }

  /// The configuration of an initializer in a dialect, if it is one that this declares.
  func configuration(
    of initializer: any Initializer, _ dialect: Dialect
  ) throws -> InitializerConfiguration? {
    try write(initializer, dialect).map {
      InitializerConfiguration(
        className: className, config: $0,
        module: dialect == .keras3 ? "keras.initializers" : nil)
    }
  }
}
