import Foundation
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
/// Names are those of Keras 2's module with all of its aliases, and the class names of tf.keras and
/// Keras 3. As in Keras, they are case-sensitive. Custom classes belong to a catalog: there is no global
/// registry.
public struct InitializerCatalog: Sendable {
  /// Makes an initializer of a custom class from its configuration.
  public typealias CustomInitializer =
    @Sendable (InitializerConfiguration) throws -> any Initializer

  /// The Keras that names and configurations are read as, unless a configuration says otherwise.
  public let dialect: Dialect
  /// Custom classes by name; they come before the built-in ones.
  public let customObjects: [String: CustomInitializer]

  /// The built-in initializers.
  public static let declarations =
    InitializerDeclaration.constants + InitializerDeclaration.random
    + InitializerDeclaration.varianceScaling

  private static let declarationsByName: [String: InitializerDeclaration] = Dictionary(
    uniqueKeysWithValues: declarations.flatMap { declaration in
      declaration.names.map { ($0, declaration) }
    })

  /// Creates a catalog.
  ///
  /// - Parameters:
  ///   - dialect: The Keras that names and configurations are read as.
  ///   - customObjects: Custom classes by name.
  public init(
    _ dialect: Dialect = .keras2, customObjects: [String: CustomInitializer] = [:]
  ) {
    self.dialect = dialect
    self.customObjects = customObjects
  }

  /// The initializer of a name, with its default arguments.
  ///
  /// - Parameter name: A class name or alias, such as `GlorotUniform` or `glorot_uniform`.
  /// - Returns: The initializer.
  /// - Throws: `InitializationError.Code.unknownName` with the nearest known names.
  public func get(_ name: String) throws(InitializationError) -> any Initializer {
    try deserialize(InitializerConfiguration(className: name))
  }

  /// The initializer of a configuration.
  ///
  /// - Parameter configuration: The configuration.
  /// - Returns: The initializer.
  /// - Throws: `InitializationError`; see ``deserialize(_:customObjects:)``.
  public func get(
    _ configuration: InitializerConfiguration
  ) throws(InitializationError) -> any Initializer {
    try deserialize(configuration)
  }

  /// The initializer itself: code that takes a name, a configuration or an initializer needs no switch.
  ///
  /// - Parameter initializer: An initializer.
  /// - Returns: The same.
  public func get(_ initializer: any Initializer) -> any Initializer { initializer }

  /// The initializer of a configuration or a name in JSON text.
  ///
  /// - Parameter json: An object with `class_name` and `config`, or a string.
  /// - Returns: The initializer.
  /// - Throws: `InitializationError`.
  public func get(json: String) throws(InitializationError) -> any Initializer {
    let value = try JSONValue(parsing: Data(json.utf8))
    return try deserialize(try InitializerConfiguration(json: value))
  }

  /// Makes the initializer that a configuration describes.
  ///
  /// A configuration with a `module` is read as Keras 3's. An unused `dtype`, which tf.keras writes, is
  /// passed over; any other argument that the class does not have is an error.
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
    if let custom = customObjects[name] ?? self.customObjects[name] {
      do {
        return try custom(configuration)
      } catch let error as InitializationError {
        throw error
      } catch {
        throw InitializationError(
          .invalidConfiguration, "\(name) cannot be made: \(error)", underlyingError: error)
      }
    }
    guard let declaration = Self.declarationsByName[name] else {
      throw unknown(name, customObjects)
    }
    var config = configuration.config
    config["dtype"] = nil
    // Null axes stand in every configuration that Keras 3.15 writes and mean nothing.
    let isAxis: Set = ["input_axes", "output_axes"]
    let known = Set(declaration.arguments.map(\.name))
    if let stranger = config.keys.sorted().first(where: { key in
      !known.contains(key) && !(isAxis.contains(key) && config[key] == .null)
    }) {
      let list = known.isEmpty ? "no arguments" : known.sorted().joined(separator: ", ")
      throw InitializationError(
        .invalidConfiguration, "\(name) has no argument \(stranger); it has \(list)")
    }
    let reader = ConfigurationReader(owner: name, values: config)
    return try declaration.make(reader, configuration.module == nil ? dialect : .keras3)
  }

  /// The configuration of an initializer, as Keras 2 writes it.
  ///
  /// A seed that nobody chose is written as `null`. Keras 2 has no classes for the Glorot, He and LeCun
  /// forms: they are written as the `VarianceScaling` that they are.
  ///
  /// - Parameter initializer: A built-in initializer, or one that describes itself as
  ///   ``ConfigurableInitializer``.
  /// - Returns: The configuration.
  /// - Throws: `InitializationError.Code.invalidConfiguration` if the initializer has no
  ///   configuration, such as one made of a closure.
  public func serialize(
    _ initializer: any Initializer
  ) throws(InitializationError) -> InitializerConfiguration {
    if let configurable = initializer as? any ConfigurableInitializer {
      return configurable.configuration
    }
    for declaration in Self.declarations {
      if let configuration = declaration.write(initializer) { return configuration }
    }
    throw InitializationError(
      .invalidConfiguration,
      "\(type(of: initializer)) has no configuration; conform it to ConfigurableInitializer")
  }

  private func unknown(
    _ name: String, _ customObjects: [String: CustomInitializer]
  ) -> InitializationError {
    let known =
      Array(Self.declarationsByName.keys) + Array(customObjects.keys)
      + Array(self.customObjects.keys)
    let nearest = nearestNames(to: name, among: Set(known))
    let hint =
      nearest.isEmpty
      ? "known are "
        + Self.declarations.map { $0.aliases.first ?? $0.className }.joined(separator: ", ")
      : "did you mean " + nearest.joined(separator: " or ") + "?"
    return InitializationError(.unknownName, "unknown initializer \"\(name)\"; \(hint)")
  }
}
