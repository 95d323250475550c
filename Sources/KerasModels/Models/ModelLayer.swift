import Checkpoints
import InitializerConfigurations

/// A layer of a model with what Keras tracks in it: its own variables, and the layers inside.
struct ModelLayer: Sendable {
  /// The layer's name.
  let name: String
  /// The name of its class in Python.
  let className: String
  /// Its variables and layers.
  let contents: LayerContents
  /// Knows the layer again where it stands a second time.
  private let identity = ModelParameter.Identity()

  init(name: String, className: String, contents: LayerContents) {
    self.name = name
    self.className = className
    self.contents = contents
  }

  /// The variables of the layer and of all layers inside, each once, in the order of Keras's
  /// `weights`.
  var weights: [ModelParameter] {
    var seen: Set<ObjectIdentifier> = []
    var variables: [ModelParameter] = []
    func visit(_ layer: ModelLayer) {
      guard seen.insert(ObjectIdentifier(layer.identity)).inserted else { return }
      variables += layer.contents.variables.filter {
        seen.insert(ObjectIdentifier($0.identity)).inserted
      }
      for (_, child) in layer.contents.children { visit(child) }
    }
    visit(self)
    return variables
  }

  /// Where the variables stand in a file of saved weights.
  var savedGroups: [WeightsGroup] {
    var groups: [WeightsGroup] = []
    var indices: [ObjectIdentifier: Int] = [:]
    for (index, variable) in weights.enumerated() {
      indices[ObjectIdentifier(variable.identity)] = index
    }
    var visited: Set<ObjectIdentifier> = []
    func visit(_ layer: ModelLayer, at path: String) {
      // A layer that stands in two places is saved in the first.
      guard visited.insert(ObjectIdentifier(layer.identity)).inserted else { return }
      let saved = layer.contents.savedVariables ?? layer.contents.variables
      let identities = saved.map { ObjectIdentifier($0.identity) }
      groups.append(
        WeightsGroup(
          path: "\(path)vars", layerName: layer.name,
          tensors: identities.compactMap { indices[$0] }))
      for (key, child) in layer.contents.children { visit(child, at: "\(path)\(key)/") }
    }
    visit(self, at: "")
    return groups
  }
}
