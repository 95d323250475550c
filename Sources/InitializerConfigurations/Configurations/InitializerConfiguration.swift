public import Initializers

/// What Keras writes for an initializer: the name of its class, and its arguments.
///
/// As JSON:
/// `{"class_name": "RandomNormal", "config": {"mean": 0.0, "stddev": 0.05, "seed": null}}`.
public struct InitializerConfiguration: Sendable, Hashable {
  /// The name of the class, or another name of the initializer.
  public var className: String
  /// The arguments by name.
  public var config: JSONObject
  /// The module that Keras 3 writes beside the class; its presence marks Keras 3's dialect.
  public var module: String?
  /// The name that a custom class is registered by, such as `my_package>MyClass`.
  public var registeredName: String?

  /// Creates a configuration.
  ///
  /// - Parameters:
  ///   - className: The name of the class.
  ///   - config: The arguments by name.
  ///   - module: The module, in Keras 3's dialect.
  ///   - registeredName: The name that a custom class is registered by.
  public init(
    className: String, config: JSONObject = [:], module: String? = nil,
    registeredName: String? = nil
  ) {
    self.className = className
    self.config = config
    self.module = module
    self.registeredName = registeredName
  }

  /// Reads a configuration, or the bare name of an initializer, from a JSON value that a person
  /// wrote.
  ///
  /// - Parameter json: A string, or an object with `class_name` and, if there are arguments,
  ///   `config`.
  /// - Throws: `InitializationError.Code.invalidConfiguration`, also for keys that configurations
  ///   do not have.
  public init(written json: JSONValue) throws(InitializationError) {
    let known = ["class_name", "config", "module", "registered_name", "shared_object_id"]
    if let key = json.object?.keys.sorted().first(where: { !known.contains($0) }) {
      throw InitializationError(
        .invalidConfiguration,
        "an initializer has no key \(key); arguments go in config, as in {\"class_name\": \"RandomNormal\", \"config\": {\"stddev\": 0.02}}"
      )
    }
    try self.init(json: json)
  }

  /// Reads a configuration, or the bare name of an initializer, from a JSON value.
  ///
  /// Other keys, of which versions of Keras have several, are passed over.
  ///
  /// - Parameter json: A string, or an object with `class_name` and, if there are arguments,
  ///   `config`.
  /// - Throws: `InitializationError.Code.invalidConfiguration`.
  public init(json: JSONValue) throws(InitializationError) {
    if let name = json.string {
      self.init(className: name)
      return
    }
    guard let object = json.object else {
      throw InitializationError(
        .invalidConfiguration,
        "an initializer is a name or an object with class_name and config, not \(json.kind)")
    }
    // Keras writes a function of the user's by its name.
    if object["class_name"]?.string == "function", let name = object["config"]?.string {
      self.init(className: name, registeredName: "function")
      return
    }
    guard let className = object["class_name"]?.string else {
      throw InitializationError(
        .invalidConfiguration, "an initializer's configuration needs class_name, a string")
    }
    var config: JSONObject = [:]
    switch object["config"] {
    case .object(let arguments): config = arguments
    case nil, .null: break
    case .some(let other):
      throw InitializationError(
        .invalidConfiguration, "config of \(className) must be an object, not \(other.kind)")
    }
    self.init(
      className: className, config: config, module: object["module"]?.string,
      registeredName: object["registered_name"]?.string)
  }

  /// The configuration as a JSON value: `class_name` and `config`, in Keras 3's dialect also
  /// `module` and `registered_name`.
  public var json: JSONValue {
    var keys: JSONObject = [
      "class_name": .string(className), "config": .object(config),
    ]
    if module != nil || registeredName != nil {
      keys["module"] = module.map(JSONValue.string) ?? .null
      keys["registered_name"] = registeredName.map(JSONValue.string) ?? .null
    }
    return .object(keys)
  }
}

extension InitializerConfiguration: Codable {
  /// Decodes an object with `class_name` and `config`, or a bare name.
  public init(from decoder: any Decoder) throws {
    try self.init(json: JSONValue(from: decoder))
  }

  /// Encodes ``json``.
  public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
