import Initializers

/// Walks through a model's layers and collects their variables.
struct ModelReader {
  /// Whether layers of unknown classes are left out.
  let skipsUnknown: Bool
  /// The layers left out, as "path (class)".
  private(set) var skipped: [String] = []

  init(skipsUnknown: Bool) {
    self.skipsUnknown = skipsUnknown
  }

  /// The variables of a layer or model, in Keras's order.
  ///
  /// - Parameters:
  ///   - json: The layer's object.
  ///   - scope: The path of what it stands in; empty at the root.
  ///   - inputShape: The shape of its input if it does not know itself.
  /// - Returns: The variables; none for a layer left out.
  /// - Throws: `InitializationError` naming the layer.
  mutating func variables(
    of json: JSONValue, in scope: String, inputShape: JSONValue? = nil
  ) throws(InitializationError) -> [ModelVariable] {
    guard let object = json.object, let className = object["class_name"]?.string,
      let config = object["config"]?.object
    else {
      throw InitializationError(
        .invalidConfiguration,
        "a layer\(scope.isEmpty ? "" : " in \(scope)") has no class_name or no config")
    }
    // Keras operations that stand in a graph, such as `add`, have their module here.
    if object["module"]?.string?.hasPrefix("keras.src.ops") == true { return [] }
    let name = config["name"]?.string ?? className
    let path = scope.isEmpty ? name : "\(scope)/\(name)"
    let owner = "layer \(path) (\(className))"
    // A user's own class may have the name of a built-in one; Keras tells them apart so.
    let isCustom = object["registered_name"]?.string?.contains(">") ?? false
    guard !isCustom, let declaration = LayerDeclaration.all[className] else {
      if skipsUnknown {
        skipped.append("\(path) (\(className))")
        return []
      }
      let nearest = nearestNames(to: className, among: LayerDeclaration.all.keys)
      let hint =
        isCustom || nearest.isEmpty ? "" : ", did you mean \(nearest.joined(separator: " or "))"
      throw InitializationError(
        .unknownName,
        "layer \(path) is of class \(className), which is not known\(hint); "
          + "leave it out with --skip-unknown")
    }
    let layer = LayerReader(
      name: name, path: path, owner: owner,
      config: ConfigurationReader(owner: owner, values: config),
      givenInputShape: Self.builtShape(object["build_config"]?.object) ?? inputShape)
    return try declaration.variables(layer, &self)
  }

  /// The shape of the input that a layer was built with; recurrent layers that are given their state list it by name.
  private static func builtShape(_ config: [String: JSONValue]?) -> JSONValue? {
    config?["input_shape"] ?? config?["shapes_dict"]?.object?["sequences_shape"]
  }
}
