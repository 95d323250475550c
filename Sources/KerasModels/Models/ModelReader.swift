import InitializerConfigurations
import Initializers

/// Walks through a model's layers.
struct ModelReader {
  /// The version of Keras that wrote the model.
  let dialect: Dialect
  /// Whether layers of unknown classes are left out.
  let skipsUnknown: Bool
  /// The layers left out, as "path (class)".
  private(set) var skipped: [String] = []
  /// The input of the model that is being read, inside of which other models may stand.
  var enclosingInput: InputNumber?
  private var sharedLayers: [Int: ModelLayer] = [:]
  private var unnamedVariableCount = 0
  private var layerCount = 0

  /// The most layers of a model.
  ///
  /// A few wrappers around each other, each of which repeats what is inside, would else be enough
  /// to use up all memory.
  private static let layerLimit = 100_000

  /// What a model can be described by that is of classes of its own, in words.
  static let manifest =
    #"a manifest, JSON such as {"name": {"shape": [2, 3], "initializer": "he_normal"}}"#

  init(dialect: Dialect, skipsUnknown: Bool) {
    self.dialect = dialect
    self.skipsUnknown = skipsUnknown
  }

  /// A layer or model.
  ///
  /// - Parameters:
  ///   - json: The layer's object.
  ///   - scope: The path of what it stands in; empty at the root.
  ///   - inputShape: The shape of its input if it does not say so itself.
  ///   - addsName: Whether its own name follows in the paths of its variables.
  /// - Returns: The layer, empty if it is left out; `nil` for an operation that is no layer.
  /// - Throws: `InitializationError` naming the layer.
  mutating func layer(
    _ json: JSONValue, in scope: String, inputShape: JSONValue? = nil, addsName: Bool = true
  ) throws(InitializationError) -> ModelLayer? {
    guard let object = json.object, let className = object["class_name"]?.string,
      let config = object["config"]?.object
    else {
      throw InitializationError(
        .invalidConfiguration,
        "a layer\(scope.isEmpty ? "" : " in \(scope)") has no class_name or no config")
    }
    // Keras operations that stand in a graph, such as `add`, have their module here.
    if object["module"]?.string?.hasPrefix("keras.src.ops") == true { return nil }
    // An archive marks a layer that stands in several places.
    let sharedID = object["shared_object_id"]?.integer
    layerCount += 1
    guard layerCount <= Self.layerLimit else {
      throw InitializationError(
        .invalidConfiguration, "the model has more than \(Self.layerLimit) layers")
    }
    if let sharedID, let layer = sharedLayers[sharedID] { return layer }
    let name = try name(in: config, className)
    let path = scope.isEmpty ? name : addsName ? "\(scope)/\(name)" : scope
    let owner = "layer \(path) (\(className))"
    let isCustom = Self.isCustom(object)
    var declaration = isCustom ? nil : LayerDeclaration.all[className]
    let pythonName = declaration?.pythonName ?? className
    if Self.isFunctional(config) { declaration = declaration ?? LayerDeclaration.all["Functional"] }
    guard let declaration else {
      if skipsUnknown {
        skipped.append("\(path) (\(className))")
        return ModelLayer(name: name, className: className, contents: LayerContents())
      }
      let nearest = isCustom ? [] : nearestNames(to: className, among: LayerDeclaration.all.keys)
      let hint = nearest.isEmpty ? "" : ", did you mean \(nearest.joined(separator: " or "))"
      throw InitializationError(
        .unknownName,
        "layer \(path) is of the unknown class \(className)\(hint); leave it out with "
          + "`skippingUnknown`, or describe all tensors of the model in \(Self.manifest)")
    }
    let reader = LayerReader(
      name: name, path: path, className: className, owner: owner, dialect: dialect,
      config: ConfigurationReader(owner: owner, values: config),
      build: BuildShapes(config: object["build_config"]?.object, default: inputShape))
    let layer = ModelLayer(
      name: name, className: pythonName,
      contents: try declaration.contents(reader, &self))
    if let sharedID { sharedLayers[sharedID] = layer }
    return layer
  }

  /// The name of a layer, which stands in paths.
  private func name(
    in config: JSONObject, _ className: String
  ) throws(InitializationError) -> String {
    guard let value = config["name"], value != .null else { return className }
    let parts = value.string?.utf8.split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard let name = value.string, let parts, dialect != .keras3 || parts.count == 1,
      !parts.contains(where: { ["", ".", ".."].contains(String($0)) })
    else {
      throw InitializationError(
        .invalidConfiguration,
        "a layer of class \(className) has the name \(value.text); names are text without /, and not . or .."
      )
    }
    return name
  }

  /// Whether a sequential model was built only when the model around it was.
  ///
  /// JSON does not say so. A model that was given no input makes one when it is built, after that
  /// of the model around it, and of the type that its first layer computes in.
  func isBuiltInside(_ config: JSONObject) -> Bool {
    guard let enclosingInput, let layers = config["layers"]?.array, let own = InputNumber(layers)
    else { return false }
    return own.mayBeMade(after: enclosingInput) && InputNumber.hasTypeOfNextLayer(layers)
  }

  /// The name that Keras gives a variable without one: `variable`, `variable_1` …, counted over the
  /// model.
  mutating func nextUnnamedVariable() -> String {
    defer { unnamedVariableCount += 1 }
    return unnamedVariableCount == 0 ? "variable" : "variable_\(unnamedVariableCount)"
  }

  /// Whether a model is described by its graph, of whatever class it is: own classes that are made
  /// of inputs and outputs are.
  static func isFunctional(_ config: JSONObject) -> Bool {
    config["layers"]?.array != nil && config["input_layers"] != nil
      && config["output_layers"] != nil
  }

  /// Whether a class is a user's own, which may have the name of a built-in one.
  private static func isCustom(_ object: JSONObject) -> Bool {
    guard let registered = object["registered_name"]?.string else { return false }
    guard let module = object["module"] else { return registered.contains(">") }
    let root = module.string?.prefix { $0 != "." }
    return root != "keras" && root != "tf_keras" && root != "tensorflow"
  }
}
