/// A layer of a model with what Keras tracks in it: its own variables, and the layers inside.
struct ModelLayer: Sendable {
  /// The layer's name.
  let name: String
  /// The name of its class in Python.
  let className: String
  /// Its variables and layers.
  let contents: LayerContents

  /// The variables of the layer and of all layers inside, each once, in the order of Keras's `weights`.
  var weights: [ModelVariable] {
    var seen: Set<ObjectIdentifier> = []
    return allVariables.filter { seen.insert(ObjectIdentifier($0.identity)).inserted }
  }

  private var allVariables: [ModelVariable] {
    contents.variables + contents.children.flatMap { $0.layer.allVariables }
  }
}
