import InitializerConfigurations

extension LayerDeclaration {
  /// Layers that make one tensor of several.
  static let merging: [LayerDeclaration] = [
    // The batch takes no part.
    weightless(
      "Add Average CustomScaleLayer Maximum Minimum Multiply Subtract",
      .one { layer, input in
        broadcast(layer.inputs.map { Array($0.dropFirst()) }).map { [input[0]] + $0 }
      }),
    weightless("Concatenate", .one(concatenated)),
    weightless("Dot", .one { layer, _ in dot(layer) }),
  ].flatMap(\.self)

  /// Operations of TensorFlow that stand in a graph as layers.
  static let operations: [LayerDeclaration] = [
    weightless(
      "TFOpLambda",
      .rule { layer in
        let name = layer.config["function"]?.string?.split(separator: ".").last ?? ""
        // A tensor that is given by name takes part like any other; what an array does is unknown.
        guard elementwiseOperations.contains(String(name)), !layer.takesArrays else { return nil }
        let inputs = layer.inputs + layer.named.sorted { $0.key < $1.key }.map(\.value)
        return broadcast(inputs).flatMap { $0.isEmpty ? nil : [$0] }
      }),
    weightless(
      "SlicingOpLambda",
      .unknown(because: "what it cuts out is said in Python's slices, in the arguments of its call")
    ),
    weightless(
      "Lambda",
      // A function is Python; its shape is told only if it is written beside it, without the batch.
      .one { layer, input in
        layer.config["output_shape"]?.array.flatMap { sizes in
          sizes.allSatisfy { $0 == .null || $0.dimension != nil }
            ? [input[0]] + sizes.map(\.dimension) : nil
        }
      }),
  ].flatMap(\.self)

  private static let elementwiseOperations = Set(
    """
    abs add cast clip_by_value cos divide divide_no_nan elu erf exp floor gelu identity leaky_relu
    log log1p maximum minimum mul multiply neg negative pow relu relu6 rsqrt selu sigmoid silu sin
    softmax softplus softsign sqrt square squared_difference stop_gradient sub subtract swish tanh
    truediv
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// The shape of an operation on each element, to which shorter tensors and axes of size 1 are
  /// stretched.
  private static func broadcast(_ shapes: [Shape]) -> Shape? {
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

  private static func concatenated(_ layer: LayerShapes, _ input: Shape) -> Shape? {
    let given = layer.config["axis"]?.integer ?? -1
    let axis = given < 0 ? input.count + given : given
    let fits = layer.inputs.allSatisfy { $0.count == input.count && $0.indices.contains(axis) }
    guard fits else { return nil }
    var output = input
    let sizes = layer.inputs.compactMap { $0[axis] }
    output[axis] = sizes.count == layer.inputs.count ? sizes.reduce(0, +) : nil
    return output
  }

  private static func dot(_ layer: LayerShapes) -> Shape? {
    guard layer.inputs.count == 2, let value = layer.config["axes"] else { return nil }
    let axes = value.array?.compactMap(\.integer) ?? Array(repeating: value.integer ?? 0, count: 2)
    guard axes.count == 2 else { return nil }
    let rest = zip(layer.inputs, axes).map { shape, axis in
      let dropped = axis < 0 ? shape.count + axis : axis
      return shape.enumerated().filter { $0.offset != dropped }.map(\.element)
    }
    let output = rest[0] + rest[1].dropFirst()
    return output.count == 1 ? output + [1] : output
  }
}
