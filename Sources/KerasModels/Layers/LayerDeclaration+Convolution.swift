import InitializerConfigurations
import Initializers

extension LayerDeclaration {
  /// Convolutions of one, two and three dimensions.
  static let convolution: [LayerDeclaration] =
    (1...3).flatMap { rank in [plain(rank), transposed(rank)] }
    + (1...2).flatMap { rank in [depthwise(rank), separable(rank)] }

  /// A channel for each filter.
  private static let filtered = OutputShapes.one { layer, input in
    layer.convolved(input, features: layer.size("filters"))
  }

  private static func plain(_ rank: Int) -> LayerDeclaration {
    LayerDeclaration(containing: "Conv\(rank)D", filtered) { layer, _ throws(InitializationError) in
      let filters = try layer.dimension("filters")
      let groups = max(1, try layer.dimension("groups", default: 1))
      let kernel = try layer.kernel(
        try layer.dimensions("kernel_size", count: rank)
          + [try layer.channels / groups, filters],
        fans: .convolution(.ordinary, groups: groups))
      return try layer.withLowRankAddition(to: kernel, try layer.bias([filters]))
    }
  }

  /// Transposed kernels have the output before the input.
  private static func transposed(_ rank: Int) -> LayerDeclaration {
    LayerDeclaration(
      "Conv\(rank)DTranspose", .one { layer, input in layer.transposedConvolved(input) }
    ) { layer throws(InitializationError) in
      let filters = try layer.dimension("filters")
      // Strides that differ by axis have no rule.
      let strides = layer.config.values["strides"]
      let steps = Set((strides?.array ?? [strides ?? .null]).map(\.integer))
      let stride = max(1, steps.count == 1 ? steps.first.flatMap(\.self) ?? 1 : 1)
      let kernel = try layer.kernel(
        try layer.dimensions("kernel_size", count: rank) + [filters, try layer.channels],
        fans: .convolution(.transposed, stride: stride))
      return [kernel] + (try layer.bias([filters]))
    }
  }

  private static func depthwise(_ rank: Int) -> LayerDeclaration {
    LayerDeclaration(
      "DepthwiseConv\(rank)D",
      .one { layer, input in
        let multiplier = layer.size("depth_multiplier") ?? 1
        let channels = input.dimension(layer.channelAxis(input))
        return layer.convolved(input, features: channels.map { $0 * multiplier })
      }
    ) { layer throws(InitializationError) in
      let kernel = try depthwiseKernel(
        layer.dialect == .keras3 ? "kernel" : "depthwise_kernel", rank, of: layer)
      let multiplier = try layer.dimension("depth_multiplier", default: 1)
      return [kernel] + (try layer.bias([multiplier * (try layer.channels)]))
    }
  }

  private static func separable(_ rank: Int) -> LayerDeclaration {
    LayerDeclaration("SeparableConv\(rank)D", filtered) { layer throws(InitializationError) in
      let filters = try layer.dimension("filters")
      let multiplier = try layer.dimension("depth_multiplier", default: 1)
      let pointwise = try layer.kernel(
        Array(repeating: 1, count: rank) + [multiplier * (try layer.channels), filters],
        fans: .convolution(), named: "pointwise_kernel", initializer: "pointwise_initializer")
      return [try depthwiseKernel("depthwise_kernel", rank, of: layer), pointwise]
        + (try layer.bias([filters]))
    }
  }

  private static func depthwiseKernel(
    _ name: String, _ rank: Int, of layer: LayerReader
  ) throws(InitializationError) -> ModelParameter {
    try layer.kernel(
      try layer.dimensions("kernel_size", count: rank)
        + [try layer.channels, try layer.dimension("depth_multiplier", default: 1)],
      fans: .convolution(.depthwise), named: name, initializer: "depthwise_initializer")
  }
}
