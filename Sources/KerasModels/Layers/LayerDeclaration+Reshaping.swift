import InitializerConfigurations

extension LayerDeclaration {
  /// Layers without variables whose output has the shape of their input.
  static let unchanging = weightless(
    """
    Activation ActivityRegularization AlphaDropout AugMix AutoContrast
    ContrastLimitedAdaptiveHistogramEqualization CutMix Dropout ELU Equalization GaussianDropout
    GaussianNoise Identity LeakyReLU Masking MaxNumBoundingBoxes MixUp RandAugment RandomBrightness
    RandomColorDegeneration RandomColorJitter RandomContrast RandomElasticTransform RandomErasing
    RandomFlip RandomGaussianBlur RandomGrayscale RandomHue RandomInvert RandomPerspective
    RandomPosterization RandomRotation RandomSaturation RandomSharpness RandomShear
    RandomTranslation RandomZoom ReLU Rescaling Softmax Solarization SpatialDropout1D
    SpatialDropout2D SpatialDropout3D StochasticDepth ThresholdedReLU UnitNormalization
    """, .unchanged)

  /// Layers that only bring a tensor into another shape.
  static let reshaping: [LayerDeclaration] = [
    weightless("InputLayer", .rule { ShapeInference.declaredInput($0.config).map { [$0] } }),
    weightless("Flatten", .one { _, input in [input[0], product(input.dropFirst())] }),
    weightless(
      "RepeatVector", .one { layer, input in [input[0], layer.size("n")] + input.dropFirst() }),
    weightless("Reshape", .one(reshaped)),
    weightless(
      "Permute",
      .one { layer, input in
        let axes = layer.config["dims"]?.array?.compactMap(\.integer) ?? []
        guard axes.sorted() == Array(1..<input.count) else { return nil }
        return [input[0]] + axes.map { input[$0] }
      }),
    weightless(
      "Cropping1D Cropping2D Cropping3D",
      .one { layer, input in layer.extended(input, "cropping", by: -1) }),
    weightless(
      "ZeroPadding1D ZeroPadding2D ZeroPadding3D",
      .one { layer, input in layer.extended(input, "padding", by: 1) }),
    weightless(
      "UpSampling1D UpSampling2D UpSampling3D",
      .one { layer, input in
        let axes = layer.spatialAxes(input)
        guard let factors = layer.sizes("size", axes.count) else { return nil }
        return layer.resized(
          input, to: zip(axes, factors).map { axis, factor in input[axis].map { $0 * factor } })
      }),
    weightless(
      "CenterCrop RandomCrop Resizing",
      .one { layer, input in
        layer.resized(input, to: [layer.size("height"), layer.size("width")])
      }),
  ].flatMap(\.self)

  private static func reshaped(_ layer: LayerShapes, _ input: Shape) -> Shape? {
    guard let target = layer.config["target_shape"]?.array?.compactMap(\.integer) else {
      return nil
    }
    var output: Shape = target.map { $0 < 0 ? nil : $0 }
    if let open = target.firstIndex(of: -1), let whole = product(input.dropFirst()),
      let rest = product(output.enumerated().filter { $0.offset != open }.map(\.element)),
      rest > 0
    {
      output[open] = whole / rest
    }
    return [input[0]] + output
  }

  private static func product(_ dimensions: some Sequence<Int?>) -> Int? {
    dimensions.reduce(1) { product, dimension in
      guard let product, let dimension else { return nil }
      let (result, overflow) = product.multipliedReportingOverflow(by: dimension)
      return overflow || result > LayerReader.dimensionLimit ? nil : result
    }
  }
}
