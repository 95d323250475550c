import InitializerConfigurations

extension LayerDeclaration {
  /// Layers that join neighbouring places.
  static let pooling: [LayerDeclaration] = [
    weightless(
      """
      AveragePooling1D AveragePooling2D AveragePooling3D
      MaxPooling1D MaxPooling2D MaxPooling3D
      """,
      .one { layer, input in
        layer.convolved(
          input, features: input.dimension(layer.channelAxis(input)), window: "pool_size",
          default: { $0 })
      }),
    weightless(
      """
      AdaptiveAveragePooling1D AdaptiveAveragePooling2D AdaptiveAveragePooling3D
      AdaptiveMaxPooling1D AdaptiveMaxPooling2D AdaptiveMaxPooling3D
      """,
      .one { layer, input in
        layer.resized(
          input, to: layer.sizes("output_size", layer.spatialAxes(input).count))
      }),
    weightless(
      """
      GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D
      GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D
      """,
      .one { layer, input in
        let axis = layer.channelAxis(input)
        guard axis > 0, input.indices.contains(axis) else { return nil }
        guard layer.flag("keepdims") else { return [input[0], input[axis]] }
        return layer.resized(input, to: layer.spatialAxes(input).map { _ in 1 })
      }),
  ].flatMap(\.self)
}
