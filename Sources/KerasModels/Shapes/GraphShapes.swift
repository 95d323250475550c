import InitializerConfigurations

/// Sends shapes through the graph of a functional model.
struct GraphShapes {
  private let inference: ShapeInference
  private let config: JSONObject
  private var layers: [JSONValue]
  /// The uses of layers: a shared layer has several.
  private var nodes: [Node] = []
  private var outputs: [Use: [Shape]?] = [:]
  /// The layers that are models.
  private var models: Set<String> = []

  /// The n-th use of a layer.
  private struct Use: Hashable {
    let layer: String
    let number: Int
  }

  /// One output of a use; Keras 3 says its shape.
  private struct Reference {
    let use: Use
    let output: Int
    var shape: Shape?
  }

  private struct Node {
    let layer: Int
    let use: Use
    let inputs: [Reference]
    let named: [String: Reference]
    let takesArrays: Bool

    var references: [Reference] { inputs + named.values }
  }

  /// Reads a functional model's graph.
  init(inference: ShapeInference, config: JSONObject) {
    self.inference = inference
    self.config = config
    layers = config["layers"]?.array ?? []
    for (index, layer) in layers.enumerated() {
      let object = layer.object ?? [:]
      let name = object["name"]?.string ?? object["config"]?.object?["name"]?.string ?? ""
      if LayerDeclaration.of(layer)?.model != nil { models.insert(name) }
      let uses = object["inbound_nodes"]?.array ?? []
      for (number, use) in (uses.isEmpty ? [.array([])] : uses).enumerated() {
        let (inputs, named, takesArrays) = Self.references(use)
        guard inference.spend(inputs.count + named.count) else { return }
        nodes.append(
          Node(
            layer: index, use: Use(layer: name, number: number), inputs: inputs, named: named,
            takesArrays: takesArrays))
      }
    }
  }

  /// The layers with their shapes, and the shapes of the model's outputs.
  func completed() -> (layers: JSONValue?, outputs: [Shape]?) {
    guard config["layers"]?.array != nil else { return (config["layers"], nil) }
    var copy = self
    return copy.run()
  }

  private mutating func run() -> (layers: JSONValue?, outputs: [Shape]?) {
    // Each use is visited when all that it depends on have been, in time proportional to the graph.
    var waiting: [Use: [Int]] = [:]
    let known = Set(nodes.map(\.use))
    let needed = nodes.map { Set($0.references.map(resolved).filter(known.contains)) }
    var missing = needed.map(\.count)
    for (index, uses) in needed.enumerated() {
      for use in uses { waiting[use, default: []].append(index) }
    }
    var ready = nodes.indices.filter { missing[$0] == 0 }
    while let index = ready.popLast() {
      visit(nodes[index])
      for next in waiting.removeValue(forKey: nodes[index].use) ?? [] {
        missing[next] -= 1
        if missing[next] == 0 { ready.append(next) }
      }
    }
    let ends = Self.references(config["output_layers"] ?? .null).inputs
    let shapes = ends.compactMap(shape)
    return (.array(layers), shapes.count == ends.count && !ends.isEmpty ? shapes : nil)
  }

  private mutating func visit(_ node: Node) {
    let inputs = node.inputs.compactMap(shape)
    let result = inference.complete(
      layers[node.layer],
      inputs: inputs.count < node.inputs.count ? [] : inputs,
      named: node.named.compactMapValues(shape), takesArrays: node.takesArrays)
    // A layer is built where it is used first.
    if node.use.number == 0 { layers[node.layer] = result.layer }
    outputs[node.use] = result.outputs
  }

  private func shape(_ reference: Reference) -> Shape? {
    if let shape = reference.shape { return shape }
    guard let shapes = outputs[resolved(reference)] ?? nil,
      shapes.indices.contains(reference.output)
    else { return nil }
    return shapes[reference.output]
  }

  /// The use that a reference means: for models Keras 2 counts the making of the model as the
  /// first.
  private func resolved(_ reference: Reference) -> Use {
    guard models.contains(reference.use.layer) else { return reference.use }
    return Use(layer: reference.use.layer, number: max(0, reference.use.number - 1))
  }

  /// The tensors that a node names: in Keras 2 a list of [layer, use, output, arguments], or one of
  /// these alone, in Keras 3 all that stand among its arguments.
  private static func references(
    _ node: JSONValue
  ) -> (inputs: [Reference], named: [String: Reference], takesArrays: Bool) {
    var named: [String: Reference] = [:]
    var takesArrays = false
    if let call = node.object {
      for (key, value) in call["kwargs"]?.object ?? [:] { named[key] = tensors(in: value).first }
      return (tensors(in: call["args"] ?? .null), named, false)
    }
    guard let list = node.array else { return ([], [:], false) }
    let entries = list.first?.string != nil ? [node] : list
    let inputs = entries.compactMap { entry -> Reference? in
      for (key, value) in entry.array?.dropFirst(3).first?.object ?? [:] {
        named[key] = reference(value)
        if value.array != nil, named[key] == nil { takesArrays = true }
      }
      let tensor = reference(entry)
      // A constant stands where a tensor could: ["_CONSTANT_VALUE", -1, …].
      if tensor == nil, entry.array?.dropFirst(2).first?.array != nil { takesArrays = true }
      return tensor
    }
    return (inputs, named, takesArrays)
  }

  private static func tensors(in value: JSONValue) -> [Reference] {
    if let values = value.array { return values.flatMap(tensors) }
    guard value.object?["class_name"]?.string == "__keras_tensor__",
      let tensor = value.object?["config"]?.object,
      var reference = tensor["keras_history"].flatMap(reference)
    else { return [] }
    reference.shape = tensor["shape"]?.array?.map(\.dimension)
    return [reference]
  }

  private static func reference(_ value: JSONValue) -> Reference? {
    guard let parts = value.array, parts.count >= 3, let layer = parts[0].string,
      let number = parts[1].integer, let output = parts[2].integer, number >= 0
    else { return nil }
    return Reference(use: Use(layer: layer, number: number), output: output)
  }
}
