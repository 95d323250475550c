import InitializerConfigurations

/// The shapes that come out of a layer, from those that go in.
struct LayerShapes {
  typealias Shape = ShapeInference.Shape

  let className: String
  let config: JSONObject
  let inputs: [Shape]

  /// The shapes of the outputs; `nil` if they cannot be told.
  var outputs: [Shape]? {
    if className == "InputLayer" { return ShapeInference.declaredInput(config).map { [$0] } }
    guard let input = inputs.first, !input.isEmpty else { return nil }
    if Self.unchanging.contains(className) { return [input] }
    if let outputs = recurrent(input) { return outputs }
    return (windowed(input) ?? reshaped(input) ?? combined(input)).map { [$0] }
  }

  /// The classes whose output has the shape of their input.
  private static let unchanging = Set(
    """
    Activation ActivityRegularization GroupQueryAttention GroupedQueryAttention AlphaDropout BatchNormalization BatchNormalizationV1
    BatchNormalizationV2 Dropout ELU GaussianDropout GaussianNoise GroupNormalization Identity LayerNormalization LeakyReLU Masking
    Normalization PReLU RandomBrightness RandomContrast RandomFlip RandomRotation RandomTranslation RandomZoom
    ReLU Rescaling Softmax SpatialDropout1D SpatialDropout2D SpatialDropout3D ThresholdedReLU UnitNormalization
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  // MARK: - Recurrent layers

  private func recurrent(_ input: Shape) -> [Shape]? {
    let features: Shape
    var stateCount: Int? = className.hasSuffix("LSTM") || className.hasPrefix("ConvLSTM") ? 2 : 1
    switch className {
    case "SimpleRNN", "LSTM", "GRU": features = [size("units")]
    case "RNN":
      let cell = config["cell"]?.object
      let cells = cell?["config"]?.object?["cells"]?.array
      let last = cells?.last?.object ?? cell
      features = [last?["config"]?.object?["units"]?.dimension]
      // Which states several cells, or cells of unknown classes, have cannot be told.
      stateCount =
        ["LSTMCell": 2, "GRUCell": 1, "SimpleRNNCell": 1][
          cells == nil ? cell?["class_name"]?.string ?? "" : ""]
    case "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D":
      guard let step = convolution(input.removingTime, features: size("filters")) else {
        return nil
      }
      features = Array(step.dropFirst())
    default: return nil
    }
    let batch = input[0]
    let time = input.count > 1 ? input[1] : nil
    let state = [batch] + features
    let output = flag("return_sequences") ? [batch, time] + features : state
    guard flag("return_state"), let stateCount else { return [output] }
    return [output] + Array(repeating: state, count: stateCount)
  }

  /// The shapes that come out of both directions of a layer, together.
  static func bidirectional(_ config: JSONObject, _ forward: [Shape]) -> [Shape]? {
    guard let output = forward.first, let features = output.last else { return nil }
    let states = Array(forward.dropFirst())
    switch config["merge_mode"] ?? .string("concat") {
    case .null: return [output, output] + states + states
    case .string("concat"): return [output.dropLast() + [features.map { 2 * $0 }]] + states + states
    default: return [output] + states + states
    }
  }

  // MARK: - Convolutions and pooling

  private func windowed(_ input: Shape) -> Shape? {
    switch className {
    case "Conv1D", "Conv2D", "Conv3D", "SeparableConv1D", "SeparableConv2D":
      return convolution(input, features: size("filters"))
    case "DepthwiseConv1D", "DepthwiseConv2D":
      let multiplier = size("depth_multiplier") ?? 1
      return convolution(
        input, features: input.dimension(channelAxis(input)).map { $0 * multiplier })
    case "Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose":
      return transposedConvolution(input)
    case "MaxPooling1D", "MaxPooling2D", "MaxPooling3D", "AveragePooling1D", "AveragePooling2D",
      "AveragePooling3D":
      return convolution(input, features: input.dimension(channelAxis(input)), window: "pool_size")
    default: return nil
    }
  }

  private var isChannelsFirst: Bool { config["data_format"]?.string == "channels_first" }

  func channelAxis(_ input: Shape) -> Int { isChannelsFirst ? 1 : input.count - 1 }

  /// The axes between the batch and the channels.
  func spatialAxes(_ input: Shape) -> Range<Int> {
    let start = isChannelsFirst ? 2 : 1
    return start..<max(start, isChannelsFirst ? input.count : input.count - 1)
  }

  private func convolution(
    _ input: Shape, features: Int?, window key: String = "kernel_size"
  ) -> Shape? {
    let axes = spatialAxes(input)
    guard input.indices.contains(channelAxis(input)) else { return nil }
    let window = sizes(key, axes.count)
    let isPool = key == "pool_size"
    let strides = sizes("strides", axes.count, default: isPool ? window : nil)
    let dilations = isPool ? nil : sizes("dilation_rate", axes.count)
    var output = input
    output[channelAxis(input)] = features
    for (index, axis) in axes.enumerated() {
      guard let length = input[axis], let window = window?[index] else {
        output[axis] = nil
        continue
      }
      let reach = (window - 1) * (dilations?[index] ?? 1) + 1
      let stride = max(1, strides?[index] ?? 1)
      let steps =
        config["padding"]?.string == "valid" ? length - reach + stride : length + stride - 1
      output[axis] = steps >= stride ? steps / stride : nil
    }
    return output
  }

  private func transposedConvolution(_ input: Shape) -> Shape? {
    let axes = spatialAxes(input)
    guard input.indices.contains(channelAxis(input)) else { return nil }
    let window = sizes("kernel_size", axes.count)
    let strides = sizes("strides", axes.count)
    let dilations = sizes("dilation_rate", axes.count)
    let extra = sizes("output_padding", axes.count)
    let isSame = config["padding"]?.string == "same"
    var output = input
    output[channelAxis(input)] = size("filters")
    for (index, axis) in axes.enumerated() {
      guard let length = input[axis], let window = window?[index] else {
        output[axis] = nil
        continue
      }
      let stride = strides?[index] ?? 1
      let reach = (window - 1) * (dilations?[index] ?? 1) + 1
      if let extra = extra?[index] {
        output[axis] = (length - 1) * stride + reach - 2 * (isSame ? reach / 2 : 0) + extra
      } else {
        output[axis] = length * stride + (isSame ? 0 : max(reach - stride, 0))
      }
    }
    return output
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
}

extension ShapeInference.Shape {
  /// The size of an axis; `nil` also if there is no such axis.
  func dimension(_ axis: Int) -> Int? { indices.contains(axis) ? self[axis] : nil }
}
