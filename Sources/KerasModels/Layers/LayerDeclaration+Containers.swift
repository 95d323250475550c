import InitializerConfigurations
import Initializers

extension LayerDeclaration {
  /// Models inside models.
  static let containers: [LayerDeclaration] = [
    // Keras builds a functional model's layers where they are called, outside of any scope.
    functional("Functional"),
    functional("Model"),
    // A sequential model of Keras 3 builds its layers itself, in a scope of its name; and in the
    // scope of what it stands in, if it is built only there.
    LayerDeclaration(
      containing: "Sequential", model: .sequence,
      .rule { $0.completeSequence("layers").last ?? $0.inputs }
    ) { layer, reader throws(InitializationError) in
      var scope = layer.dialect == .keras3 ? layer.name : ""
      if layer.dialect == .keras3, reader.isBuiltInside(layer.config.values) { scope = layer.path }
      return try layers(of: layer, in: scope, &reader) { $0.className != "InputLayer" }
    },
  ]

  private static func functional(_ className: String) -> LayerDeclaration {
    LayerDeclaration(
      containing: className, pythonName: "Functional", model: .graph,
      .rule { layer in
        let graph = GraphShapes(inference: layer.inference, config: layer.config).completed()
        layer.config["layers"] = graph.layers
        return graph.outputs
      }
    ) { layer, reader throws(InitializationError) in
      try layers(of: layer, in: "", &reader) { _ in true }
    }
  }

  /// The layers of a model, and whether each counts among those that the model saves.
  private static func layers(
    of model: LayerReader, in scope: String, _ reader: inout ModelReader,
    where isSaved: (ModelLayer) -> Bool
  ) throws(InitializationError) -> LayerContents {
    guard let layers = model.config.values["layers"]?.array else {
      throw model.config.invalid("layers", "an array")
    }
    let enclosingInput = reader.enclosingInput
    reader.enclosingInput = InputNumber(layers)
    defer { reader.enclosingInput = enclosingInput }
    var contents = LayerContents()
    var keys = SavedKeys()
    let names = layers.map { $0.object?["config"]?.object?["name"]?.string ?? "" }
    let nasNet = model.dialect == .keras3 ? NASNetScopes(layerNames: Set(names)) : nil
    for (json, name) in zip(layers, names) {
      guard let layer = try reader.layer(json, in: nasNet?.scope(of: name) ?? scope), isSaved(layer)
      else { continue }
      contents.children.append(("layers/\(keys.next(className: layer.className))", layer))
    }
    return contents
  }
}
