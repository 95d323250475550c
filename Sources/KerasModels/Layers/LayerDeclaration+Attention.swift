import InitializerConfigurations
import Initializers

extension LayerDeclaration {
  /// Attention layers.
  static let attention: [LayerDeclaration] = [
    LayerDeclaration("Attention", ofValues) { layer throws(InitializationError) in
      var variables: [ModelParameter] = []
      if try layer.config.bool("use_scale", default: false) {
        variables.append(try layer.variable("scale", [], Ones()))
      }
      if try layer.config.word("score_mode", default: "dot", of: ["dot", "concat"]) == "concat" {
        variables.append(try layer.variable("concat_score_weight", [], Ones()))
      }
      return variables
    },
    LayerDeclaration("AdditiveAttention", ofValues) { layer throws(InitializationError) in
      guard try layer.config.bool("use_scale", default: true) else { return [] }
      // The inputs are a list, of which the first is the query.
      var query = layer
      query.build = BuildShapes(input: layer.build.input?.array?.first)
      return [
        try layer.variable(
          "scale", [try query.inputDimension(-1)], VarianceScaling.glorotUniform(fanRule: .keras3))
      ]
    },
    LayerDeclaration(
      containing: "MultiHeadAttention",
      ofQueries { layer, query in
        let output = layer.config["output_shape"] ?? .null
        if output == .null { return query }
        return query.dropLast() + (output.array ?? [output]).map(\.dimension)
      }
    ) { layer, _ throws(InitializationError) in
      let heads = try layer.dimension("num_heads")
      let keySize = try layer.dimension("key_dim")
      let hasValueSize = layer.config.values["value_dim"] ?? .null != .null
      let valueSize = hasValueSize ? try layer.dimension("value_dim") : keySize
      let outputShape =
        switch layer.config.values["output_shape"] ?? .null {
        case .null: [try layer.dimension(-1, of: layer.inputShape(named: "query_shape"))]
        case .array(let sizes): try layer.dimensions("output_shape", count: sizes.count)
        default: [try layer.dimension("output_shape")]
        }
      return try projections(
        of: layer, query: [heads, keySize], key: [heads, keySize], value: [heads, valueSize],
        gate: [heads, valueSize], output: (from: [heads, valueSize], to: outputShape),
        keys: layer.dialect == .keras3
          ? "query_dense key_dense _gate_dense value_dense output_dense"
          : "_query_dense _key_dense _gate_dense _value_dense _output_dense")
    },
    // Keras 3 calls the class so where it is exported; .h5 files have its own name.
    groupedQuery("GroupQueryAttention"),
    groupedQuery("GroupedQueryAttention"),
  ]

  /// A value for each query.
  private static let ofValues = OutputShapes.one { layer, query in
    layer.inputs.count < 2 ? nil : query.dropLast() + layer.inputs[1].suffix(1)
  }

  /// The shapes of layers that are built with those of their inputs by name.
  private static func ofQueries(
    _ rule: @escaping @Sendable (LayerShapes, Shape) -> Shape?
  ) -> OutputShapes {
    .rule { layer in
      guard let query = layer.inputs.first else { return nil }
      var shapes: JSONObject = ["query_shape": JSONValue(shape: query)]
      for (name, position) in [("value", 1), ("key", 2)] {
        let shape = layer.named[name] ?? layer.inputs.dropFirst(position).first
        if let shape { shapes["\(name)_shape"] = JSONValue(shape: shape) }
      }
      layer.buildConfig = .object(["shapes_dict": .object(shapes)])
      return layer.input.flatMap { rule(layer, $0) }.map { [$0] }
    }
  }

  private static func groupedQuery(_ className: String) -> LayerDeclaration {
    LayerDeclaration(
      containing: className, pythonName: "GroupedQueryAttention", ofQueries { _, query in query }
    ) { layer, _ throws(InitializationError) in
      let size = try layer.dimension("head_dim")
      let query = [try layer.dimension("num_query_heads"), size]
      let keyOrValue = [try layer.dimension("num_key_value_heads"), size]
      let features = try layer.dimension(-1, of: layer.inputShape(named: "query_shape"))
      return try projections(
        of: layer, query: query, key: keyOrValue, value: keyOrValue, gate: query,
        output: (from: query, to: [features]),
        keys: "_query_dense _key_dense _gate_dense _value_dense _output_dense")
    }
  }

  /// The projections of an attention with heads: from the features of an input to heads, and back.
  private static func projections(
    of layer: LayerReader, query: [Int], key: [Int], value: [Int], gate: [Int],
    output: (from: [Int], to: [Int]), keys: String
  ) throws(InitializationError) -> LayerContents {
    let queryInput = [try layer.dimension(-1, of: layer.inputShape(named: "query_shape"))]
    let valueInput = [try layer.dimension(-1, of: layer.inputShape(named: "value_shape"))]
    let keyInput = [
      try layer.dimension(-1, of: layer.inputShape(named: "key_shape", "value_shape"))
    ]
    let all = [
      ("query", queryInput, query), ("key", keyInput, key), ("gate", queryInput, gate),
      ("value", valueInput, value), ("attention_output", output.from, output.to),
    ]
    let hasGate = try layer.config.bool("use_gate", default: false)
    var contents = LayerContents()
    for (key, (name, input, output)) in zip(keys.split(separator: " "), all)
    where name != "gate" || hasGate {
      contents.children.append(
        (String(key), try projection(name, of: layer, from: input, to: output)))
    }
    return contents
  }

  private static func projection(
    _ name: String, of layer: LayerReader, from input: [Int], to output: [Int]
  ) throws(InitializationError) -> ModelLayer {
    var dense = layer
    dense.name = name
    dense.path += "/\(name)"
    // Each projection has initializers of its own, which start alike only if they have a seed.
    let kernel = try dense.kernel(
      input + output,
      fans: .axes(
        input: Array(input.indices), output: output.indices.map { input.count + $0 }))
    return ModelLayer(
      name: name, className: "EinsumDense",
      contents: LayerContents(variables: [kernel] + (try dense.bias(output))))
  }
}
