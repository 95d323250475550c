import InitializerConfigurations
import Initializers

/// What a layer's declaration sees of the layer: its configuration, its input's shape, its path.
struct LayerReader {
  /// The layer's own name.
  var name: String
  /// The path of its variables.
  var path: String
  /// The name of the layer's class.
  let className: String
  /// The layer in words, for messages.
  let owner: String
  /// The version of Keras that wrote the layer.
  let dialect: Dialect
  /// The configuration.
  let config: ConfigurationReader
  /// What the layer was built with: the shape of its input, or the shapes of several by name.
  var build: BuildShapes

  /// The largest dimension: any two can be multiplied.
  static let dimensionLimit = Int(Int32.max)

  /// The dimensions of the input; `nil` for those that are open, such as the batch.
  var inputShape: [Int?] {
    get throws(InitializationError) { try dimensions(of: build.input, "input_shape") }
  }

  /// The dimensions of one of several inputs; `nil` for those that are open.
  ///
  /// - Parameter names: The names of the shape, of which the first that was given counts.
  /// - Returns: The dimensions.
  /// - Throws: `InitializationError` if none was given.
  func inputShape(named names: String...) throws(InitializationError) -> [Int?] {
    let name = names.first { build.byName[$0] ?? .null != .null } ?? names[0]
    return try dimensions(of: build.byName[name], name)
  }

  /// The size of an axis of the input, counted from the end if negative.
  func inputDimension(_ axis: Int) throws(InitializationError) -> Int {
    try dimension(axis, of: inputShape)
  }

  /// The size of an axis of a shape, counted from the end if negative.
  func dimension(_ axis: Int, of shape: [Int?]) throws(InitializationError) -> Int {
    let index = axis < 0 ? shape.count + axis : axis
    guard shape.indices.contains(index), let dimension = shape[index] else {
      throw InitializationError(
        .invalidConfiguration,
        "\(owner) needs to know axis \(axis) of its input, which its input_shape does not give")
    }
    return dimension
  }

  private func dimensions(
    of json: JSONValue?, _ name: String
  ) throws(InitializationError) -> [Int?] {
    guard let values = json?.array else {
      throw InitializationError(
        .invalidConfiguration,
        "\(owner) has no build_config with \(name == "input_shape" ? "an" : "a") \(name)"
          + (dialect == .keras3 ? "" : ", and its shape does not follow from the layers before it")
          + "; build the model before to_json()"
          + (dialect == .keras3
            ? ""
            : ", in tf.keras 2.13 or newer, or describe its tensors in \(ModelReader.manifest)"))
    }
    var shape: [Int?] = []
    for value in values {
      if value == .null {
        shape.append(nil)
      } else if let dimension = value.integer, (0...Self.dimensionLimit).contains(dimension) {
        shape.append(dimension)
      } else {
        throw InitializationError(
          .invalidConfiguration, "\(name) of \(owner) has the dimension \(value.kind)")
      }
    }
    return shape
  }

  /// The number of channels of an image-like input.
  var channels: Int {
    get throws(InitializationError) {
      let format = try config.word(
        "data_format", default: Fans.DataFormat.channelsLast.rawValue,
        of: Fans.DataFormat.allCases.map(\.rawValue))
      return try inputDimension(format == Fans.DataFormat.channelsLast.rawValue ? -1 : 1)
    }
  }

  /// A size that the configuration gives, such as `units`.
  func dimension(_ key: String, default fallback: Int? = nil) throws(InitializationError) -> Int {
    try config.integer(key, default: fallback, in: 0...Self.dimensionLimit)
  }

  /// A list of sizes, such as `kernel_size`; a single number stands for a list of it.
  func dimensions(_ key: String, count: Int) throws(InitializationError) -> [Int] {
    let values =
      config.values[key]?.array
      ?? Array(repeating: config.values[key] ?? .null, count: count)
    let sizes = values.compactMap(\.integer).filter { (0...Self.dimensionLimit).contains($0) }
    guard sizes.count == count, values.count == count else {
      throw config.invalid(key, "\(count) integers")
    }
    return sizes
  }

  /// The order that a layer brings the axes of its configuration into.
  enum AxisOrder {
    /// As they are given.
    case given
    /// Sorted, those that count from the end first.
    case sorted
    /// Sorted by their places in the shape.
    case placed
  }

  /// The axes of `axis`, an integer or a list of them, counted from the start.
  func axes(default fallback: Int, _ order: AxisOrder) throws(InitializationError) -> [Int] {
    let value = config.values["axis"] ?? .integer(Int128(fallback))
    let rank = try inputShape.count
    var axes: [Int] = []
    for element in value == .null ? [] : value.array ?? [value] {
      guard let axis = element.integer, (-rank..<rank).contains(axis) else {
        throw config.invalid("axis", "axes of an input of rank \(rank)")
      }
      axes.append(axis)
    }
    let places = (order == .sorted ? axes.sorted() : axes).map { $0 < 0 ? rank + $0 : $0 }
    return order == .placed ? places.sorted() : places
  }

  /// The scalar type of the layer's variables: mixed policies keep them in `float32`.
  var scalarType: ScalarType {
    get throws(InitializationError) {
      let policy: String
      switch config.values["dtype"] {
      case nil, .null: return .float32
      case .string(let name): policy = name
      case .some(let value):
        guard let name = value.object?["config"]?.object?["name"]?.string else {
          let kind = value.object?["class_name"]?.string ?? value.kind
          throw InitializationError(
            .invalidConfiguration,
            "\(owner) has the dtype policy \(kind); describe the model before it is quantized")
        }
        policy = name
      }
      if policy == "mixed_float16" || policy == "mixed_bfloat16" { return .float32 }
      guard let type = ScalarType(rawValue: policy), type.isFloatingPoint else {
        throw InitializationError(
          .invalidConfiguration,
          "\(owner) has the dtype policy \(policy); supported are float16, bfloat16, float32, "
            + "float64, mixed_float16 and mixed_bfloat16")
      }
      return type
    }
  }

  /// The initializer of a configuration key; the default, by name, if the key is absent.
  ///
  /// - Parameters:
  ///   - key: The configuration key.
  ///   - fallback: The name of the default.
  ///   - fans: The rule of the weight's fans, whose axes an initializer without its own takes.
  /// - Returns: The initializer.
  /// - Throws: `InitializationError` naming the key and the layer.
  func initializer(
    _ key: String, default fallback: String, fans: Fans.Rule? = nil
  ) throws(InitializationError) -> any Initializer {
    var value = config.values[key] ?? .string(fallback)
    // Keras leaves the choice to the variable, which takes this for every floating-point type.
    if value == .null { value = .string("glorot_uniform") }
    do {
      let catalog = InitializerCatalog(dialect)
      var configuration = try InitializerConfiguration(json: value)
      let initializer = try catalog.deserialize(configuration)
      guard case .axes(let input, let output) = fans, initializer is VarianceScaling,
        [nil, .null].contains(configuration.config["input_axes"])
          || [nil, .null].contains(configuration.config["output_axes"])
      else { return initializer }
      configuration.config["input_axes"] = JSONValue(input)
      configuration.config["output_axes"] = JSONValue(output)
      return try catalog.deserialize(configuration)
    } catch {
      throw InitializationError(error.code, "\(key) of \(owner): \(error.message)")
    }
  }

  /// A variable of the layer.
  ///
  /// - Parameters:
  ///   - name: The last part of the path.
  ///   - shape: The dimensions.
  ///   - initializer: How it starts.
  ///   - scalarType: The scalar type; `nil` for the layer's own.
  ///   - fans: What each output sums over, if the layer multiplies its inputs by the variable.
  ///   - gates: How many gates the last axis holds.
  /// - Returns: The variable.
  /// - Throws: `InitializationError` if the shape is too large.
  func variable(
    _ name: String, _ shape: [Int], _ initializer: (any Initializer)?,
    scalarType: ScalarType? = nil,
    fans: Fans.Rule? = nil, gates: Int = 1
  ) throws(InitializationError) -> ModelParameter {
    _ = try ElementLayout.elementCount(of: shape)
    let own = try self.scalarType
    return ModelParameter(
      name: "\(path)/\(name)", shape: shape, scalarType: scalarType ?? own,
      initializer: initializer,
      origin: VariableOrigin(self, name: name, fans: fans, gates: gates))
  }

  /// A weight that the layer multiplies its inputs by.
  ///
  /// - Parameters:
  ///   - shape: The dimensions.
  ///   - fans: What each output sums over. An initializer without axes of its own takes these.
  ///   - name: The last part of the path.
  ///   - key: The configuration key of its initializer.
  ///   - fallback: The name of the initializer if the key is absent.
  ///   - gates: How many gates the last axis holds.
  /// - Returns: The variable.
  /// - Throws: `InitializationError` naming the key and the layer.
  func kernel(
    _ shape: [Int], fans: Fans.Rule, named name: String = "kernel",
    initializer key: String = "kernel_initializer", default fallback: String = "glorot_uniform",
    gates: Int = 1
  ) throws(InitializationError) -> ModelParameter {
    try variable(
      name, shape, initializer(key, default: fallback, fans: fans), fans: fans, gates: gates)
  }

  /// The bias, if the layer has one.
  func bias(_ shape: [Int]) throws(InitializationError) -> [ModelParameter] {
    guard try config.bool("use_bias", default: true) else { return [] }
    return [try variable("bias", shape, try initializer("bias_initializer", default: "zeros"))]
  }

  /// What a layer holds that may have a low-rank addition to its weight, which starts as zero and
  /// is saved as a part of the weight.
  ///
  /// - Parameters:
  ///   - weight: The weight.
  ///   - name: The weight's name in the names of the addition's variables.
  ///   - rest: The layer's other variables.
  /// - Returns: The weight, the others, and the addition.
  /// - Throws: `InitializationError`.
  func withLowRankAddition(
    to weight: ModelParameter, named name: String = "kernel", _ rest: [ModelParameter]
  ) throws(InitializationError) -> LayerContents {
    let own = [weight] + rest
    guard config.values["lora_rank"] ?? .null != .null else { return LayerContents(variables: own) }
    let rank = try config.integer("lora_rank", in: 1...Self.dimensionLimit)
    let leading = weight.shape.dropLast(), last = weight.shape.suffix(1)
    let addition = [
      try variable(
        "lora_\(name)_a", leading + [rank], VarianceScaling.heUniform(fanRule: .keras3),
        scalarType: .float32),
      try variable("lora_\(name)_b", [rank] + last, Zeros(), scalarType: .float32),
    ]
    return LayerContents(variables: own + addition, savedVariables: own)
  }

  /// Another layer inside this one.
  ///
  /// - Parameters:
  ///   - key: The configuration key that holds the layer.
  ///   - reader: The reader of the model.
  ///   - inputShape: The shape of its input if it does not say so itself.
  ///   - addsName: Whether its own name follows in the paths of its variables.
  /// - Returns: The layer.
  /// - Throws: `InitializationError`.
  func child(
    _ key: String, _ reader: inout ModelReader, inputShape: JSONValue? = nil, addsName: Bool = true
  ) throws(InitializationError) -> ModelLayer {
    guard let json = config.values[key],
      let layer = try reader.layer(json, in: path, inputShape: inputShape, addsName: addsName)
    else { throw config.invalid(key, "a layer") }
    return layer
  }
}
