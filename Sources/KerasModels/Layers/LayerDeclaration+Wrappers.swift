import InitializerConfigurations
import Initializers

extension LayerDeclaration {
  /// Layers that wrap others.
  static let wrappers: [LayerDeclaration] = [
    LayerDeclaration(containing: "Wrapper", ofLayer) { layer, reader throws(InitializationError) in
      let wrapped = try layer.child("layer", &reader, inputShape: layer.build.input)
      return LayerContents(children: [("layer", wrapped)])
    },
    LayerDeclaration(
      containing: "TimeDistributed",
      .rule { layer in
        let time = layer.input?.dimension(1)
        let outputs = layer.complete("layer", inputs: layer.inputs.map(\.removingTime))
        return outputs?.map { [$0.first ?? nil, time ?? nil] + $0.dropFirst() }
      }
    ) { layer, reader throws(InitializationError) in
      // The wrapped layer sees each step alone. Only Keras 3 gives it a scope.
      let wrapped = try layer.child(
        "layer", &reader, inputShape: step(of: layer.build.input),
        addsName: layer.dialect == .keras3)
      return LayerContents(children: [("layer", wrapped)])
    },
    LayerDeclaration(
      containing: "Bidirectional",
      .rule { layer in
        let forward = layer.complete("layer")
        _ = layer.complete("backward_layer")
        return forward.flatMap { bothWays($0, layer.config["merge_mode"] ?? .string("concat")) }
      }
    ) { layer, reader throws(InitializationError) in
      guard let forward = layer.config.values["layer"] else {
        throw layer.config.invalid("layer", "a layer")
      }
      var directions = [forward, layer.config.values["backward_layer"] ?? .null]
      if layer.dialect != .keras3 {
        // Keras 2 writes the layer once if it is the same both ways, and names both afterwards.
        if directions[1] == .null { directions[1] = directions[0] }
        directions[0] = named(directions[0], after: "forward_")
        directions[1] = named(directions[1], after: "backward_")
      }
      let shape = layer.build.input
      var contents = LayerContents()
      for (key, json) in zip(["forward_layer", "backward_layer"], directions) {
        guard let direction = try reader.layer(json, in: layer.path, inputShape: shape) else {
          throw layer.config.invalid("layer", "a layer")
        }
        contents.children.append((key, direction))
      }
      return contents
    },
    LayerDeclaration(containing: "SpectralNormalization", ofLayer) {
      layer, reader throws(InitializationError) in
      let wrapped = try layer.child("layer", &reader, inputShape: layer.build.input)
      let weight = wrapped.contents.variables.first {
        $0.name.hasSuffix("/kernel") || $0.name.hasSuffix("/embeddings")
      }
      guard let weight, let size = weight.shape.last else {
        throw layer.config.invalid("layer", "a layer with a kernel or embeddings")
      }
      let vector = try layer.variable(
        "vector_u", [1, size], try TruncatedNormal(standardDeviation: 0.02),
        scalarType: weight.scalarType)
      // Keras counts the weight among the wrapper's own variables, too.
      return LayerContents(variables: [weight, vector], children: [("layer", wrapped)])
    },
  ]

  /// What comes out of the layer inside.
  private static let ofLayer = OutputShapes.rule { $0.complete("layer") }

  /// What comes out of both directions of a layer, together.
  private static func bothWays(_ forward: [Shape], _ mergeMode: JSONValue) -> [Shape]? {
    guard let output = forward.first, let features = output.last else { return nil }
    let states = Array(forward.dropFirst())
    switch mergeMode {
    case .null: return [output, output] + states + states
    case .string("concat"): return [output.dropLast() + [features.map { 2 * $0 }]] + states + states
    default: return [output] + states + states
    }
  }

  /// A layer's object with a prefix before the layer's name.
  private static func named(_ json: JSONValue, after prefix: String) -> JSONValue {
    guard var object = json.object, var config = object["config"]?.object,
      let name = config["name"]?.string
    else { return json }
    config["name"] = .string(prefix + name)
    object["config"] = .object(config)
    return .object(object)
  }
}
