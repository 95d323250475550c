import Initializers

extension LayerDeclaration {
  /// Layers that wrap others.
  static let wrappers: [LayerDeclaration] = [
    LayerDeclaration(containing: "Wrapper") { layer, reader throws(InitializationError) in
      let wrapped = try layer.child("layer", &reader, inputShape: layer.build.input)
      return LayerContents(children: [("layer", wrapped)])
    },
    LayerDeclaration(containing: "TimeDistributed") { layer, reader throws(InitializationError) in
      // The wrapped layer sees each step alone.
      let wrapped = try layer.child("layer", &reader, inputShape: step(of: layer.build.input))
      return LayerContents(children: [("layer", wrapped)])
    },
    LayerDeclaration(containing: "Bidirectional") { layer, reader throws(InitializationError) in
      let shape = layer.build.input
      return LayerContents(children: [
        ("forward_layer", try layer.child("layer", &reader, inputShape: shape)),
        ("backward_layer", try layer.child("backward_layer", &reader, inputShape: shape)),
      ])
    },
    LayerDeclaration(containing: "SpectralNormalization") {
      layer, reader throws(InitializationError) in
      let wrapped = try layer.child("layer", &reader, inputShape: layer.build.input)
      let weight = wrapped.contents.variables.first {
        $0.path.hasSuffix("/kernel") || $0.path.hasSuffix("/embeddings")
      }
      guard let weight, let size = weight.shape.last else {
        throw layer.config.invalid("layer", "a layer with a kernel or embeddings")
      }
      let vector = try layer.variable(
        "vector_u", [1, size], try TruncatedNormal(standardDeviation: 0.02),
        scalarType: weight.scalarType)
      // Keras counts the weight among the wrapper's own variables, too.
      return LayerContents(variables: [weight, vector], children: [("layer", wrapped)])
    },
  ]
}
