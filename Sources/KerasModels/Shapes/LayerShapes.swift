import InitializerConfigurations

/// A layer on the way of shapes through a model: what its rule sees of it, and what it completes.
struct LayerShapes {
  /// The layer's configuration, in which the layers inside are completed.
  var config: JSONObject
  /// The shapes of the inputs; none if they are not known.
  let inputs: [Shape]
  /// The shapes of inputs that were given by name.
  let named: [String: Shape]
  /// Whether it is also given arrays, which are no tensors of the graph.
  let takesArrays: Bool
  /// What completes the layers inside.
  let inference: ShapeInference
  /// The `build_config` of the layer, where it is no list of its inputs' shapes.
  var buildConfig: JSONValue?

  /// The shape of the first input, if it is known and no scalar.
  var input: Shape? { inputs.first.flatMap { $0.isEmpty ? nil : $0 } }

  // MARK: - Layers inside

  /// Completes a layer inside.
  ///
  /// - Parameters:
  ///   - key: The configuration key that holds the layer.
  ///   - inputs: The shapes of its inputs; `nil` for those of the layer around it.
  /// - Returns: The shapes of its outputs; `nil` if they cannot be told.
  mutating func complete(_ key: String, inputs: [Shape]? = nil) -> [Shape]? {
    guard let layer = config[key] else { return nil }
    let result = inference.complete(layer, inputs: inputs ?? self.inputs)
    config[key] = result.layer
    return result.outputs
  }

  /// Completes a list of layers, each of which is given what the one before it makes.
  ///
  /// - Parameters:
  ///   - key: The configuration key that holds the list.
  ///   - passed: What of its outputs a layer gives to the next.
  /// - Returns: The shapes of the outputs of each; `nil` where they cannot be told.
  mutating func completeSequence(
    _ key: String, passing passed: ([Shape]) -> [Shape] = { $0 }
  ) -> [[Shape]?] {
    guard let layers = config[key]?.array else { return [] }
    var shapes = inputs
    let results = layers.map { layer in
      let result = inference.complete(layer, inputs: shapes)
      shapes = passed(result.outputs ?? [])
      return result
    }
    config[key] = .array(results.map(\.layer))
    return results.map(\.outputs)
  }

  // MARK: - Configuration

  func flag(_ key: String) -> Bool { config[key] == .bool(true) }

  func size(_ key: String) -> Int? { config[key]?.dimension }

  /// One size for each axis; a single one stands for all.
  func sizes(_ key: String, _ count: Int, default fallback: [Int]? = nil) -> [Int]? {
    guard let value = config[key], value != .null else { return fallback }
    let sizes =
      value.array?.compactMap(\.dimension)
      ?? value.dimension.map { Array(repeating: $0, count: count) }
    return sizes?.count == count ? sizes : nil
  }

  private var isChannelsFirst: Bool { config["data_format"]?.string == "channels_first" }

  func channelAxis(_ input: Shape) -> Int { isChannelsFirst ? 1 : input.count - 1 }

  /// The axes between the batch and the channels.
  func spatialAxes(_ input: Shape) -> Range<Int> {
    let start = isChannelsFirst ? 2 : 1
    return start..<max(start, isChannelsFirst ? input.count : input.count - 1)
  }

  /// The shape with other sizes of the axes between the batch and the channels.
  func resized(_ input: Shape, to sizes: [Int?]?) -> Shape? {
    let axes = spatialAxes(input)
    guard let sizes, sizes.count == axes.count else { return nil }
    var output = input
    for (axis, size) in zip(axes, sizes) { output[axis] = size }
    return output
  }
}
