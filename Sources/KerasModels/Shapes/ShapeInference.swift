import InitializerConfigurations

/// Finds the shapes that a model's layers were built with, where the description does not hold them: that of an older Keras, or one in a `.h5` file.
///
/// Shapes go from the inputs through the graph. Where a layer's output cannot be told, such as a `Lambda`'s, the layers behind it
/// stay without a shape.
struct ShapeInference {
  /// The dimensions of a tensor; `nil` for those that are open, such as the batch.
  typealias Shape = [Int?]

  /// A layer with the shapes that were found, and what comes out of it.
  typealias Result = (layer: JSONValue, outputs: [Shape]?)

  /// How many layers are looked at, each use of a layer counted.
  ///
  /// Models that use models twice that use models twice and so on would else take for ever.
  private static let limit = 200_000
  /// The most axes of a shape and the most outputs of a layer: layers that double them could else follow each other.
  private static let sizeLimit = 64

  private final class Count {
    var value = 0
  }

  private let count = Count()

  /// Adds a `build_config` to every layer of a model that has none.
  ///
  /// - Parameter model: The model's object.
  /// - Returns: The model.
  static func completing(_ model: JSONValue) -> JSONValue {
    ShapeInference().complete(model, inputs: nil).layer
  }

  /// Completes a layer, and all inside it.
  ///
  /// - Parameters:
  ///   - layer: The layer's object.
  ///   - inputs: The shapes of its inputs; `nil` if they are not known.
  ///   - named: The shapes of inputs that were given by name.
  ///   - takesArrays: Whether it is also given arrays, which are no tensors of the graph.
  /// - Returns: The layer, and the shapes of its outputs if they can be told.
  func complete(
    _ layer: JSONValue, inputs: [Shape]?, named: [String: Shape] = [:], takesArrays: Bool = false
  ) -> Result {
    guard spend(1), var object = layer.object,
      let className = object["class_name"]?.string
    else { return (layer, nil) }
    // The oldest Sequential models are lists of layers.
    if className == "Sequential", let layers = object["config"]?.array {
      object["config"] = .object(["layers": .array(layers)])
    }
    guard var config = object["config"]?.object else { return (layer, nil) }
    let given = inputs ?? Self.declaredInput(config).map { [$0] }
    let outputs: [Shape]?
    switch ModelReader.isFunctional(config) ? "Functional" : className {
    case "Sequential":
      (config["layers"], outputs) = sequential(config, inputs: given)
    case "Functional":
      (config["layers"], outputs) = GraphShapes(inference: self, config: config).completed()
    case "TimeDistributed":
      outputs = wrapped("layer", in: &config, inputs: given?.map { $0.removingTime }).map {
        outputs in
        outputs.map { [$0.first ?? nil, given?.first?.dropFirst().first ?? nil] + $0.dropFirst() }
      }
    case "Bidirectional":
      let forward = wrapped("layer", in: &config, inputs: given)
      _ = wrapped("backward_layer", in: &config, inputs: given)
      outputs = forward.flatMap { LayerShapes.bidirectional(config, $0) }
    case "SpectralNormalization", "Wrapper":
      outputs = wrapped("layer", in: &config, inputs: given)
    default:
      // A tensor that an operation is given by name takes part like any other; what an array does is unknown.
      let all =
        (given ?? [])
        + (className == "TFOpLambda" ? named.sorted { $0.key < $1.key }.map(\.value) : [])
      outputs =
        takesArrays && className == "TFOpLambda"
        ? nil : LayerShapes(className: className, config: config, inputs: all).outputs
    }
    object["config"] = .object(config)
    if object["build_config"]?.object == nil, let given, !given.isEmpty {
      object["build_config"] = Self.buildConfig(given)
    }
    if ["MultiHeadAttention", "GroupQueryAttention", "GroupedQueryAttention"].contains(className),
      let query = given?.first
    {
      object["build_config"] = Self.attentionBuildConfig(query, given?.dropFirst() ?? [], named)
    }
    // Any two dimensions can be multiplied.
    let bounded = outputs?.map {
      $0.map { $0.flatMap { (0...LayerReader.dimensionLimit).contains($0) ? $0 : nil } }
    }
    let isSmall =
      bounded.map { $0.count <= Self.sizeLimit && $0.allSatisfy { $0.count <= Self.sizeLimit } }
      ?? false
    return (.object(object), isSmall ? bounded : nil)
  }

  /// Counts work, and tells whether to do it.
  func spend(_ amount: Int) -> Bool {
    count.value += amount
    return count.value <= Self.limit
  }

  /// Whether a layer is a model itself.
  static func isModel(_ layer: JSONValue) -> Bool {
    layer.object?["class_name"]?.string == "Sequential"
      || ModelReader.isFunctional(layer.object?["config"]?.object ?? [:])
  }

  /// The shape that a first layer declares for its input.
  static func declaredInput(_ config: JSONObject) -> Shape? {
    for key in ["batch_input_shape", "batch_shape", "build_input_shape"] {
      if let values = config[key]?.array, values.count <= sizeLimit {
        return values.map(\.dimension)
      }
    }
    return nil
  }

  private func sequential(
    _ config: JSONObject, inputs: [Shape]?
  ) -> (layers: JSONValue?, outputs: [Shape]?) {
    guard let given = config["layers"]?.array else { return (config["layers"], nil) }
    var shapes = inputs
    var layers: [JSONValue] = []
    for layer in given {
      let result = complete(layer, inputs: shapes)
      layers.append(result.layer)
      shapes = result.outputs
    }
    return (.array(layers), shapes)
  }

  private func wrapped(
    _ key: String, in config: inout JSONObject, inputs: [Shape]?
  ) -> [Shape]? {
    guard let layer = config[key] else { return nil }
    let result = complete(layer, inputs: inputs)
    config[key] = result.layer
    return result.outputs
  }

  private static func buildConfig(_ shapes: [Shape]) -> JSONValue {
    let lists = shapes.map(JSONValue.init(shape:))
    return .object(["input_shape": lists.count == 1 ? lists[0] : .array(lists)])
  }

  private static func attentionBuildConfig(
    _ query: Shape, _ others: ArraySlice<Shape>, _ named: [String: Shape]
  ) -> JSONValue {
    var shapes: JSONObject = ["query_shape": JSONValue(shape: query)]
    for (name, position) in [("value", 0), ("key", 1)] {
      let shape = named[name] ?? others.dropFirst(position).first
      if let shape { shapes["\(name)_shape"] = JSONValue(shape: shape) }
    }
    return .object(["shapes_dict": .object(shapes)])
  }
}

extension ShapeInference.Shape {
  /// The shape of one step.
  var removingTime: Self { Array(prefix(1) + dropFirst(2)) }
}

extension JSONValue {
  /// The value as a dimension; `nil` for an open one.
  var dimension: Int? {
    integer.flatMap { (0...LayerReader.dimensionLimit).contains($0) ? $0 : nil }
  }

  /// A shape as a list.
  init(shape: ShapeInference.Shape) {
    self = .array(shape.map { $0.map { .integer(Int128($0)) } ?? .null })
  }
}
