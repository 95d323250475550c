import InitializerConfigurations

extension LayerShapes {
  /// The shape after a layer that changes its one input's shape without a window.
  func reshaped(_ input: Shape) -> Shape? {
    switch className {
    case "Dense": return input.dropLast() + [size("units")]
    case "Embedding": return input + [size("output_dim")]
    case "MultiHeadAttention":
      let output = config["output_shape"] ?? .null
      if output == .null { return input }
      return input.dropLast() + (output.array ?? [output]).map(\.dimension)
    case "Flatten": return [input[0], Self.product(input.dropFirst())]
    case "RepeatVector": return [input[0], size("n")] + input.dropFirst()
    case "Reshape": return reshape(input)
    case "Permute":
      let axes = config["dims"]?.array?.compactMap(\.integer) ?? []
      guard axes.sorted() == Array(1..<input.count) else { return nil }
      return [input[0]] + axes.map { input[$0] }
    case "Resizing", "CenterCrop", "RandomCrop", "RandomHeight", "RandomWidth":
      var output = input
      let axes = spatialAxes(input)
      guard axes.count >= 2 else { return nil }
      output[axes.lowerBound] = size("height")
      output[axes.lowerBound + 1] = size("width")
      return output
    case _ where className.hasPrefix("Global") && className.contains("Pooling"):
      guard input.indices.contains(channelAxis(input)) else { return nil }
      let channels = input[channelAxis(input)]
      guard flag("keepdims") else { return [input[0], channels] }
      var output: Shape = [input[0]] + Array(repeating: 1, count: input.count - 1)
      output[channelAxis(input)] = channels
      return output
    case _ where className.hasPrefix("ZeroPadding"): return extended(input, "padding", by: 1)
    case _ where className.hasPrefix("Cropping"): return extended(input, "cropping", by: -1)
    case _ where className.hasPrefix("UpSampling"):
      let axes = spatialAxes(input)
      guard let factors = sizes("size", axes.count) else { return nil }
      var output = input
      for (axis, factor) in zip(axes, factors) { output[axis] = input[axis].map { $0 * factor } }
      return output
    default: return nil
    }
  }

  /// The shape after a layer that makes one tensor of several.
  func combined(_ input: Shape) -> Shape? {
    switch className {
    case "Add", "CustomScaleLayer", "Subtract", "Multiply", "Average", "Maximum", "Minimum":
      // The batch takes no part.
      return broadcast(inputs.map { Array($0.dropFirst()) }).map { [input[0]] + $0 }
    case "TFOpLambda": return isElementwiseOperation ? broadcast(inputs) : nil
    case "Attention", "AdditiveAttention":
      return inputs.count < 2 ? nil : input.dropLast() + inputs[1].suffix(1)
    case "Concatenate":
      let given = config["axis"]?.integer ?? -1
      let axis = given < 0 ? input.count + given : given
      guard inputs.allSatisfy({ $0.count == input.count && $0.indices.contains(axis) }) else {
        return nil
      }
      var output = input
      let sizes = inputs.compactMap { $0[axis] }
      output[axis] = sizes.count == inputs.count ? sizes.reduce(0, +) : nil
      return output
    case "Dot": return dot()
    default: return nil
    }
  }

  /// Whether an operation of TensorFlow makes each element of one element of each input.
  private var isElementwiseOperation: Bool {
    let name = config["function"]?.string?.split(separator: ".").last ?? ""
    return Self.elementwiseOperations.contains(String(name))
  }

  private static let elementwiseOperations = Set(
    """
    abs add cast clip_by_value cos divide divide_no_nan elu erf exp floor gelu identity leaky_relu log log1p maximum minimum mul
    multiply neg negative pow relu relu6 rsqrt selu sigmoid silu sin softmax softplus softsign sqrt square squared_difference
    stop_gradient sub subtract swish tanh truediv
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  private func reshape(_ input: Shape) -> Shape? {
    guard let target = config["target_shape"]?.array?.compactMap(\.integer) else { return nil }
    var output: Shape = target.map { $0 < 0 ? nil : $0 }
    if let open = target.firstIndex(of: -1), let whole = Self.product(input.dropFirst()),
      let rest = Self.product(output.enumerated().filter { $0.offset != open }.map(\.element)),
      rest > 0
    {
      output[open] = whole / rest
    }
    return [input[0]] + output
  }

  /// The shape with each spatial axis made longer or shorter.
  private func extended(_ input: Shape, _ key: String, by sign: Int) -> Shape? {
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

  /// The shape of an operation on each element, to which shorter tensors and axes of size 1 are stretched.
  private func broadcast(_ shapes: [Shape]) -> Shape? {
    guard let first = shapes.first else { return nil }
    return shapes.dropFirst().reduce(first) { result, shape in
      let (long, short) = result.count >= shape.count ? (result, shape) : (shape, result)
      let missing = long.count - short.count
      return long.enumerated().map { axis, size in
        guard axis >= missing else { return size }
        let other = short[axis - missing]
        return size == 1 ? other : size ?? (other == 1 ? nil : other)
      }
    }
  }

  private func dot() -> Shape? {
    guard inputs.count == 2, let value = config["axes"] else { return nil }
    let axes = value.array?.compactMap(\.integer) ?? Array(repeating: value.integer ?? 0, count: 2)
    guard axes.count == 2 else { return nil }
    let rest = zip(inputs, axes).map { shape, axis in
      let dropped = axis < 0 ? shape.count + axis : axis
      return shape.enumerated().filter { $0.offset != dropped }.map(\.element)
    }
    let output = rest[0] + rest[1].dropFirst()
    return output.count == 1 ? output + [1] : output
  }

  private static func product(_ dimensions: some Sequence<Int?>) -> Int? {
    dimensions.reduce(1) { product, dimension in
      guard let product, let dimension else { return nil }
      let (result, overflow) = product.multipliedReportingOverflow(by: dimension)
      return overflow || result > LayerReader.dimensionLimit ? nil : result
    }
  }
}
