import InitializerConfigurations
import Initializers

extension LayerDeclaration {
  /// Convolutions of one, two and three dimensions.
  static let convolution: [LayerDeclaration] =
    (1...3).flatMap { rank in [plain(rank), transposed(rank)] }
    + (1...2).flatMap { rank in [depthwise(rank), separable(rank)] }

  private static func plain(_ rank: Int) -> LayerDeclaration {
    LayerDeclaration(containing: "Conv\(rank)D") { layer, _ throws(InitializationError) in
      let filters = try layer.dimension("filters")
      let groups = max(1, try layer.dimension("groups", default: 1))
      let kernel = try layer.variable(
        "kernel",
        try layer.dimensions("kernel_size", count: rank)
          + [try layer.channels / groups, filters],
        try layer.initializer("kernel_initializer", default: "glorot_uniform"))
      return try layer.withLowRankAddition(to: kernel, try layer.bias([filters]))
    }
  }

  /// Transposed kernels have the output before the input.
  private static func transposed(_ rank: Int) -> LayerDeclaration {
    LayerDeclaration("Conv\(rank)DTranspose") { layer throws(InitializationError) in
      let filters = try layer.dimension("filters")
      let kernel = try layer.variable(
        "kernel",
        try layer.dimensions("kernel_size", count: rank) + [filters, try layer.channels],
        try layer.initializer("kernel_initializer", default: "glorot_uniform"))
      return [kernel] + (try layer.bias([filters]))
    }
  }

  private static func depthwise(_ rank: Int) -> LayerDeclaration {
    LayerDeclaration("DepthwiseConv\(rank)D") { layer throws(InitializationError) in
      let kernel = try depthwiseKernel(
        layer.dialect == .keras3 ? "kernel" : "depthwise_kernel", rank, of: layer)
      let multiplier = try layer.dimension("depth_multiplier", default: 1)
      return [kernel] + (try layer.bias([multiplier * (try layer.channels)]))
    }
  }

  private static func separable(_ rank: Int) -> LayerDeclaration {
    LayerDeclaration("SeparableConv\(rank)D") { layer throws(InitializationError) in
      let filters = try layer.dimension("filters")
      let multiplier = try layer.dimension("depth_multiplier", default: 1)
      let pointwise = try layer.variable(
        "pointwise_kernel",
        Array(repeating: 1, count: rank) + [multiplier * (try layer.channels), filters],
        try layer.initializer("pointwise_initializer", default: "glorot_uniform"))
      return [try depthwiseKernel("depthwise_kernel", rank, of: layer), pointwise]
        + (try layer.bias([filters]))
    }
  }

  private static func depthwiseKernel(
    _ name: String, _ rank: Int, of layer: LayerReader
  ) throws(InitializationError) -> ModelParameter {
    try layer.variable(
      name,
      try layer.dimensions("kernel_size", count: rank)
        + [try layer.channels, try layer.dimension("depth_multiplier", default: 1)],
      try layer.initializer("depthwise_initializer", default: "glorot_uniform"))
  }
}
