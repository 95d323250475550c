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

    /// Describes an argument with a number as its default.
    static func number(_ name: String, _ value: Double, _ summary: String) -> Argument {
      Argument(name: name, defaultValue: .number(value), summary: summary)
    }

    /// The seed of a random initializer.
    static let seed = Argument(
      name: "seed", defaultValue: .null, summary: "an integer, or null for a fresh seed")

    /// How fans are read off a shape: by axes, which only Keras 3 has, or a rule, which no Keras has.
    static let fans =
      ["input_axes", "output_axes"].map { name in
        Argument(name: name, defaultValue: .null, summary: "null or the axes of the fan (Keras 3)")
      } + [
        Argument(
          name: "fans", defaultValue: .null,
          summary: "null, or a rule of fans (no Keras): \(Fans.Rule.forms)")
      ]
  }

  /// What an initializer is written as.
  struct Written {
    /// The class, if not the declaration's.
    var className: String?
    /// The arguments beside the seed.
    let config: JSONObject
  }

  /// The configuration of an initializer that no Keras has.
  ///
  /// - Throws: `InitializationError` in every dialect but this library's own.
  static func own(
    _ config: JSONObject, _ className: String, _ dialect: Dialect
  ) throws(InitializationError) -> Written {
    guard dialect == .own else {
      throw InitializationError(.invalidConfiguration, "no Keras has \(className)")
    }
    return Written(config: config)
  }

  typealias Make =
    @Sendable (ConfigurationReader, Dialect) throws(InitializationError) -> any Initializer
  typealias Write =
    @Sendable (any Initializer, Dialect) throws(InitializationError) -> Written?

  /// The name of the class in configurations.
  public let className: String
  /// Other names by which ``InitializerCatalog/get(_:)-(String)`` knows it.
  public let aliases: [String]
  /// The law in a few words.
  public let summary: String
  /// The arguments.
  public let arguments: [Argument]

  let make: Make
  /// What an initializer is written as, if it is one that this declares.
  let write: Write

  /// The values of arguments that are not given.
  var defaults: JSONObject {
    var defaults = JSONObject()
    for argument in arguments { defaults[argument.name] = argument.defaultValue }
    return defaults
  }

  /// All names, the class name first.
  public var names: [String] { [className] + aliases }

  /// Declares an initializer.
  ///
  /// - Parameters:
  ///   - className: The name of the class in configurations.
  ///   - aliases: Other names.
  ///   - summary: The law in a few words.
  ///   - arguments: The arguments.
  ///   - make: Makes the initializer from its arguments.
  ///   - write: What an initializer is written as, if it is one that this declares.
  init(
    _ className: String, aliases: [String], summary: String, arguments: [Argument] = [],
    make: @escaping Make, write: @escaping Write = { _, _ in nil }
  ) {
    self.className = className
    self.aliases = aliases
    self.summary = summary
    self.arguments = arguments
    self.make = make
    self.write = write
  }

  /// The configuration of an initializer in a dialect, if it is one that this declares.
  func configuration(
    of initializer: any Initializer, _ dialect: Dialect
  ) throws(InitializationError) -> InitializerConfiguration? {
    guard let written = try write(initializer, dialect) else { return nil }
    var config = written.config
    // What is made of others has no seed but theirs.
    if let seed = initializer.seed, arguments.contains(.seed) {
      if seed.generatorName != nil && !dialect.hasKeras3 {
        throw InitializationError(
          .invalidConfiguration, "\(className) has a SeedGenerator, which only Keras 3 can write")
      }
      guard seed.counter == 0,
        (Int128(Int64.min)...Int128(UInt64.max)).contains(seed.integer)
      else {
        throw InitializationError(
          .invalidConfiguration,
          "no configuration can hold the seed of \(className): seeds have 64 bits, and have not been used"
        )
      }
      config["seed"] = JSONValue(seed)
    }
    return InitializerConfiguration(
      className: written.className ?? className, config: config,
      module: dialect == .keras3 ? "keras.initializers" : nil)
  }
}
