import InitializerConfigurations
import Initializers

extension LayerDeclaration {
  /// Dense layers, embeddings and activations with weights.
  static let core: [LayerDeclaration] = [
    dense("Dense"),
    dense("TernaryDense"),
    LayerDeclaration(containing: "Embedding", vectors) { layer, _ throws(InitializationError) in
      try layer.withLowRankAddition(to: try embeddings(of: layer), named: "embeddings", [])
    },
    LayerDeclaration(containing: "ReversibleEmbedding", vectors) {
      layer, _ throws(InitializationError) in
      let embeddings = try embeddings(of: layer)
      var contents = try layer.withLowRankAddition(to: embeddings, named: "embeddings", [])
      guard !(try layer.config.bool("tie_weights", default: true)) else { return contents }
      let reverse = try layer.variable(
        "reverse_embeddings", embeddings.shape.reversed(), embeddings.initializer)
      contents.variables.append(reverse)
      contents.savedVariables?.append(reverse)
      return contents
    },
    LayerDeclaration("PReLU", .unchanged) { layer throws(InitializationError) in
      let shape = try layer.inputShape
      let rank = shape.count - 1
      var shared: Set<Int> = []
      for value in layer.config.values["shared_axes"]?.array ?? [] {
        // Axes count from 1, and from there as Python's lists do: 0 and below from the end.
        guard let axis = value.integer, axis > -rank, axis <= rank else {
          throw layer.config.invalid("shared_axes", "axes from 1 to \(rank)")
        }
        shared.insert(axis < 1 ? axis + rank : axis)
      }
      var alpha: [Int] = []
      for axis in shape.indices.dropFirst() {
        alpha.append(shared.contains(axis) ? 1 : try layer.inputDimension(axis))
      }
      return [
        try layer.variable(
          "alpha", alpha, try layer.initializer("alpha_initializer", default: "zeros"))
      ]
    },
  ]

  private static func dense(_ className: String) -> LayerDeclaration {
    LayerDeclaration(
      containing: className, .one { layer, input in input.dropLast() + [layer.size("units")] }
    ) { layer, _ throws(InitializationError) in
      let units = try layer.dimension("units")
      let kernel = try layer.kernel([try layer.inputDimension(-1), units], fans: .convolution())
      return try layer.withLowRankAddition(to: kernel, try layer.bias([units]))
    }
  }

  /// A vector in place of each element.
  private static let vectors = OutputShapes.one { layer, input in
    input + [layer.size("output_dim")]
  }

  private static func embeddings(
    of layer: LayerReader
  ) throws(InitializationError) -> ModelParameter {
    try layer.variable(
      "embeddings", [try layer.dimension("input_dim"), try layer.dimension("output_dim")],
      try layer.initializer("embeddings_initializer", default: "uniform"))
  }
}
