public import Initializers

/// Keras's interface to initializers: by name, from a configuration, and back.
///
/// ```swift
/// let catalog = InitializerCatalog()
/// let initializer = try catalog.get("he_normal")
/// let configuration = try catalog.serialize(initializer)      // VarianceScaling, fan_in, normal
/// let same = try catalog.deserialize(configuration)
/// ```
///
/// Names are those of Keras 2's module with all of its aliases, the class names of tf.keras and
/// Keras 3, and PyTorch's own. As in Keras, they are case-sensitive. Custom classes belong to a
/// catalog: there is no global registry.
public struct InitializerCatalog: Sendable {
  /// Makes an initializer of a custom class from its configuration.
  public typealias CustomInitializer =
    @Sendable (InitializerConfiguration) throws -> any Initializer

  /// The Keras that names and configurations are read as, unless a configuration says otherwise.
  public let dialect: Dialect
  /// The rule that reads fans off a shape where a configuration names none; `nil` for the
  /// dialect's.
  public let fanRule: Fans.Rule?
  /// Custom classes by name; they come before the built-in ones.
  public let customObjects: [String: CustomInitializer]
  /// How many initializers the ones that are read stand in.
  private var depth = 0

  /// The built-in initializers.
  public static let declarations =
    InitializerDeclaration.constants + InitializerDeclaration.random
    + InitializerDeclaration.varianceScaling + InitializerDeclaration.spectral
    + InitializerDeclaration.torch + InitializerDeclaration.composed
    + InitializerDeclaration.structured + InitializerDeclaration.modifiers
    + InitializerDeclaration.peers

  private static let declarationsByName: [String: InitializerDeclaration] = Dictionary(
    uniqueKeysWithValues: declarations.flatMap { declaration in
      declaration.names.map { ($0, declaration) }
    })

  /// Creates a catalog.
  ///
  /// - Parameters:
  ///   - dialect: The Keras that names and configurations are read as.
  ///   - fanRule: The rule that reads fans off a shape where a configuration names none, such as
  ///     `.torch` for weights of PyTorch's layout; `nil` for the dialect's.
  ///   - customObjects: Custom classes by name.
  public init(
    _ dialect: Dialect = .keras2, fanRule: Fans.Rule? = nil,
    customObjects: [String: CustomInitializer] = [:]
  ) {
    self.dialect = dialect
    self.fanRule = fanRule
    self.customObjects = customObjects
  }

  /// The catalog for initializers inside another.
  ///
  /// - Throws: `InitializationError` if it is one inside another too often.
  func inside() throws(InitializationError) -> InitializerCatalog {
    var catalog = self
    catalog.depth += 1
    guard catalog.depth <= 16 else {
      throw InitializationError(
        .invalidConfiguration, "initializers are nested more than 16 levels deep")
    }
    return catalog
  }

  /// The initializer of a name, with its default arguments.
  ///
  /// - Parameter name: A class name or alias, such as `GlorotUniform` or `glorot_uniform`.
  /// - Returns: The initializer.
  /// - Throws: `InitializationError.Code.unknownName` with the nearest known names.
  public func get(_ name: String) throws(InitializationError) -> any Initializer {
    try deserialize(InitializerConfiguration(className: name))
  }

  /// The initializer of a configuration or a name in JSON text.
  ///
  /// - Parameter json: An object with `class_name` and `config`, or a string.
  /// - Returns: The initializer.
  /// - Throws: `InitializationError`.
  public func get(json: String) throws(InitializationError) -> any Initializer {
    let value = try JSONValue(parsing: json.utf8)
    return try deserialize(try InitializerConfiguration(json: value))
  }

  /// Makes the initializer that a configuration describes.
  ///
  /// A configuration with a `module` is read as Keras 3's. An unused `dtype`, which tf.keras
  /// writes, is passed over; any other argument that the class does not have is an error.
  ///
  /// - Parameters:
  ///   - configuration: The configuration.
  ///   - customObjects: Custom classes for this call; they come before the catalog's own.
  /// - Returns: The initializer.
  /// - Throws: `InitializationError.Code.unknownName` for a class that nobody knows,
  ///   `InitializationError.Code.invalidConfiguration` or
  ///   `InitializationError.Code.invalidParameter` for arguments outside their domain.
  public func deserialize(
    _ configuration: InitializerConfiguration, customObjects: [String: CustomInitializer] = [:]
  ) throws(InitializationError) -> any Initializer {
    let name = configuration.className
    for name in [configuration.registeredName, name].compactMap(\.self) {
      guard let custom = customObjects[name] ?? self.customObjects[name] else { continue }
      return try typed("\(name) cannot be made") { try custom(configuration) }
    }
    if configuration.registeredName == "function" || name == "__lambda__" {
      throw InitializationError(
        .invalidConfiguration,
        "the initializer is a Python function, \(name), which a configuration cannot contain; use a named "
          + "initializer, or give a custom object with its name")
    }
    // A name with ">" is a registered class of a user's own.
    if let registered = configuration.registeredName, registered.contains(">") {
      throw unknown(registered, customObjects)
    }
    // tf.keras once wrote names with V2 behind them.
    let isV2 = name.hasSuffix("V2")
    guard let declaration = Self.declarationsByName[isV2 ? String(name.dropLast(2)) : name] else {
      throw unknown(name, customObjects)
    }
    var config = configuration.config
    config["dtype"] = nil
    let known = Set(declaration.arguments.map(\.name))
    if let stranger = config.keys.sorted().first(where: { !known.contains($0) }) {
      let list = known.isEmpty ? "no arguments" : known.sorted().joined(separator: ", ")
      throw InitializationError(
        .invalidConfiguration, "\(name) has no argument \(stranger); it has \(list)")
    }
    let reader = ConfigurationReader(
      owner: name, values: config, defaults: declaration.defaults, catalog: self)
    // Keras 2 has one word for its one normal distribution; others were written by tf.keras.
    let isTFKeras =
      isV2 || config["distribution"]?.string?.lowercased().hasSuffix("truncated_normal") == true
    let dialect =
      configuration.module != nil
      ? .keras3 : isTFKeras && dialect == .keras2 ? .tfKeras : dialect
    return try typed("\(name) cannot be made") { try declaration.make(reader, dialect) }
  }

  /// Makes the initializer that a JSON value describes, if it describes one.
  ///
  /// - Parameter json: A configuration, a name, or `null`.
  /// - Returns: The initializer; `nil` for `null`.
  /// - Throws: `InitializationError`; see ``deserialize(_:customObjects:)``.
  public func initializer(
    describedBy json: JSONValue
  ) throws(InitializationError) -> (any Initializer)? {
    json == .null ? nil : try deserialize(InitializerConfiguration(json: json))
  }

  /// The configuration of an initializer, as a version of Keras writes it.
  ///
  /// A seed that nobody chose is written as `null`. What a version of Keras has no words for is an
  /// error; Identity's gain, which Keras 3 itself forgets, is written in a way that it reads. What
  /// comes with a version is not written, see ``Dialect``: the fans of ranks 1 and 6 and above, and
  /// how an `Identity` that is not square is made.
  ///
  /// - Parameters:
  ///   - initializer: A built-in initializer, or one that describes itself as
  ///     ``ConfigurableInitializer``.
  ///   - dialect: The version to write for; `nil` for the catalog's own.
  /// - Returns: The configuration.
  /// - Throws: `InitializationError.Code.invalidConfiguration` if the initializer has no
  ///   configuration, such as one made of a closure, or none in the dialect.
  public func serialize(
    _ initializer: any Initializer, as dialect: Dialect? = nil
  ) throws(InitializationError) -> InitializerConfiguration {
    if let configurable = initializer as? any ConfigurableInitializer {
      return configurable.configuration
    }
    let dialect = dialect ?? self.dialect
    for declaration in Self.declarations {
      let name = declaration.className
      let config = try typed("\(name) cannot be written") {
        try declaration.write(initializer, dialect)
      }
      guard let config else { continue }
      return InitializerConfiguration(
        className: name, config: config,
        module: dialect == .keras3 ? "keras.initializers" : nil)
    }
    throw InitializationError(
      .invalidConfiguration,
      "\(type(of: initializer)) has no configuration; conform it to ConfigurableInitializer")
  }

  /// Calls what throws errors of its own kind only, unless a user wrote it.
  private func typed<Result>(
    _ failure: String, _ body: () throws -> Result
  ) throws(InitializationError) -> Result {
    do {
      return try body()
    } catch let error as InitializationError {
      throw error
    } catch {
      throw InitializationError(
        .invalidConfiguration, "\(failure): \(error)", underlyingError: error)
    }
  }

  private func unknown(
    _ name: String, _ customObjects: [String: CustomInitializer]
  ) -> InitializationError {
    let known =
      Array(Self.declarationsByName.keys) + Array(customObjects.keys)
      + Array(self.customObjects.keys)
    // "normal_(std=0.02)" and "torch.nn.init.normal_" are known names with something around them.
    let bare = String(name.prefix { $0 != "(" })
    if bare != name, known.contains(bare) {
      return InitializationError(
        .unknownName,
        "unknown initializer \"\(name)\"; arguments go in a configuration, such as {\"class_name\": \"\(bare)\", \"config\": {…}}"
      )
    }
    let last = bare.split(separator: ".").last.map(String.init) ?? bare
    let nearest =
      last != name && known.contains(last) ? [last] : nearestNames(to: name, among: Set(known))
    let hint =
      nearest.isEmpty
      ? "the known ones are "
        + (InitializerDeclaration.constants + InitializerDeclaration.random
        + InitializerDeclaration.varianceScaling).map { $0.aliases.first ?? $0.className }
        .joined(separator: ", ") + " and others; initialize list shows them"
      : "did you mean " + nearest.joined(separator: " or ") + "?"
    return InitializationError(.unknownName, "unknown initializer \"\(name)\"; \(hint)")
  }
}
