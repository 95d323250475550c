import InitializerConfigurations

extension LayerDeclaration {
  /// Layers that make numbers of what is no number, and lists of layers that change images.
  static let preprocessing: [LayerDeclaration] = [
    weightless(
      "CategoryEncoding", .one { layer, input in encoded(layer, input, layer.size("num_tokens")) }),
    weightless(
      "IntegerLookup StringLookup",
      .one { layer, input in encoded(layer, input, vocabularySize(layer)) }),
    weightless(
      "TextVectorization",
      .one { layer, input in
        if mode(layer) == "int" { return [input[0], layer.size("output_sequence_length")] }
        // A text becomes a list of words, unless it is taken whole.
        let isWhole = layer.config["split"] ?? .null == .null
        let words: Shape = !isWhole ? input + [nil] : input.count == 1 ? input + [1] : input
        return encoded(layer, words, vocabularySize(layer))
      }),
    weightless(
      "Hashing",
      .one { layer, input in
        mode(layer) == "int" ? input : input.dropLast() + [layer.size("num_bins")]
      }),
    weightless(
      "HashedCrossing", .one { layer, input in encoded(layer, input, layer.size("num_bins")) }),
    weightless(
      "Discretization",
      .one { layer, input in
        let boundaries = layer.config["bin_boundaries"]?.array
        let depth = boundaries.map { $0.count + 1 } ?? layer.size("num_bins")
        // What Keras counts in bins loses the axis after the batch.
        return ["int", "one_hot"].contains(mode(layer))
          ? encoded(layer, input, depth) : input.prefix(1) + input.dropFirst(2) + [depth]
      }),
    weightless("Pipeline", .rule { $0.completeSequence("layers").last ?? $0.inputs }),
  ].flatMap(\.self)

  private static func mode(_ layer: LayerShapes) -> String {
    layer.config["output_mode"]?.string ?? "int"
  }

  private static func vocabularySize(_ layer: LayerShapes) -> Int? {
    layer.size(layer.flag("pad_to_max_tokens") ? "max_tokens" : "vocabulary_size")
  }

  /// The shape after each element has become an index, or a vector that marks it; or after all
  /// elements of a sample have become one such vector.
  private static func encoded(_ layer: LayerShapes, _ input: Shape, _ depth: Int?) -> Shape {
    switch mode(layer) {
    case "int": input
    case "one_hot" where input.count == 1 || input.last != 1: input + [depth]
    default: input.dropLast() + [depth]
    }
  }
}
