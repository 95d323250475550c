import InitializerConfigurations

/// Finds the shapes that a model's layers were built with, where the description does not hold
/// them: that of an older Keras, or one in a `.h5` file.
///
/// Shapes go from the inputs through the graph. Where a layer's output cannot be told, such as a
/// `Lambda`'s, the layers behind it stay without a shape.
struct ShapeInference {
  /// A layer with the shapes that were found, and what comes out of it.
  typealias Result = (layer: JSONValue, outputs: [Shape]?)

  /// How many layers are looked at, each use of a layer counted.
  ///
  /// Models that use models twice that use models twice and so on would else take for ever.
  private static let limit = 200_000
  /// The most axes of a shape and the most outputs of a layer: layers that double them could else
  /// follow each other.
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
    ShapeInference().complete(model, inputs: []).layer
  }

  /// Completes a layer, and all inside it.
  ///
  /// - Parameters:
  ///   - layer: The layer's object.
  ///   - inputs: The shapes of its inputs; none if they are not known.
  ///   - named: The shapes of inputs that were given by name.
  ///   - takesArrays: Whether it is also given arrays, which are no tensors of the graph.
  /// - Returns: The layer, and the shapes of its outputs if they can be told.
  func complete(
    _ layer: JSONValue, inputs: [Shape], named: [String: Shape] = [:], takesArrays: Bool = false
  ) -> Result {
    guard spend(1), var object = layer.object else { return (layer, nil) }
    let declaration = LayerDeclaration.of(layer)
    // The oldest Sequential models are lists of layers.
    if declaration?.model == .sequence, let layers = object["config"]?.array {
      object["config"] = .object(["layers": .array(layers)])
    }
    guard let config = object["config"]?.object else { return (layer, nil) }
    let given = inputs.isEmpty ? Self.declaredInput(config).map { [$0] } ?? [] : inputs
    var shapes = LayerShapes(
      config: config, inputs: given, named: named, takesArrays: takesArrays, inference: self)
    var outputs: [Shape]?
    if case .rule(let rule) = declaration?.outputs { outputs = rule(&shapes) }
    object["config"] = .object(shapes.config)
    if let buildConfig = shapes.buildConfig {
      object["build_config"] = buildConfig
    } else if object["build_config"]?.object == nil, !given.isEmpty {
      let lists = given.map(JSONValue.init(shape:))
      object["build_config"] = .object([
        "input_shape": lists.count == 1 ? lists[0] : .array(lists)
      ])
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

  /// The shape that a first layer declares for its input.
  static func declaredInput(_ config: JSONObject) -> Shape? {
    for key in ["batch_input_shape", "batch_shape", "build_input_shape"] {
      if let values = config[key]?.array, values.count <= sizeLimit {
        return values.map(\.dimension)
      }
    }
    return nil
  }
}

extension JSONValue {
  /// The value as a dimension; `nil` for an open one.
  var dimension: Int? {
    integer.flatMap { (0...LayerReader.dimensionLimit).contains($0) ? $0 : nil }
  }

  /// A shape as a list.
  init(shape: Shape) {
    self = .array(shape.map { $0.map { .integer(Int128($0)) } ?? .null })
  }
}
