import InitializerConfigurations

extension LayerShapes {
  /// The shape after a window has moved over the axes between the batch and the channels.
  ///
  /// - Parameters:
  ///   - input: The shape before.
  ///   - features: The number of channels after.
  ///   - key: The configuration key of the window's sizes.
  ///   - strideKey: That of its steps.
  ///   - defaultStrides: The steps where the configuration has none, for the window's sizes.
  /// - Returns: The shape; `nil` if the input has no such axes.
  func convolved(
    _ input: Shape, features: Int?, window key: String = "kernel_size",
    strides strideKey: String = "strides", default defaultStrides: ([Int]) -> [Int]? = { _ in nil }
  ) -> Shape? {
    let axes = spatialAxes(input)
    guard input.indices.contains(channelAxis(input)) else { return nil }
    let window = sizes(key, axes.count)
    let strides = sizes(strideKey, axes.count, default: window.flatMap(defaultStrides))
    let dilations = sizes("dilation_rate", axes.count)
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

  /// The shape after each place has become a window.
  func transposedConvolved(_ input: Shape) -> Shape? {
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

  /// The shape with each axis between the batch and the channels made longer or shorter at its
  /// ends.
  func extended(_ input: Shape, _ key: String, by sign: Int) -> Shape? {
    let axes = spatialAxes(input)
    let values = config[key]?.array ?? config[key].map { Array(repeating: $0, count: axes.count) }
    guard var amounts = values else { return nil }
    // One axis takes a pair of its own.
    if axes.count == 1, amounts.count == 2 { amounts = [.array(amounts)] }
    guard amounts.count == axes.count else { return nil }
    var output = input
    for (axis, amount) in zip(axes, amounts) {
      let ends =
        amount.array?.compactMap(\.dimension) ?? Array(repeating: amount.dimension ?? 0, count: 2)
      output[axis] = input[axis].map { $0 + sign * ends.reduce(0, +) }.flatMap { $0 < 0 ? nil : $0 }
    }
    return output
  }
}
