import Initializers

extension LayerDeclaration {
  /// Models inside models, and layers that wrap others.
  static let containers: [LayerDeclaration] = [
    // Keras builds a functional model's layers where they are called, outside of any scope.
    functional("Functional"),
    functional("Model"),
    // A sequential model builds its layers itself, in a scope of its name.
    LayerDeclaration(containing: "Sequential") { layer, reader throws(InitializationError) in
      try layers(of: layer, in: layer.name, &reader)
    },
    LayerDeclaration(containing: "Bidirectional") { layer, reader throws(InitializationError) in
      let shape = layer.givenInputShape
      return try layer.child("layer", &reader, inputShape: shape)
        + layer.child("backward_layer", &reader, inputShape: shape)
    },
    LayerDeclaration(containing: "TimeDistributed") { layer, reader throws(InitializationError) in
      // The wrapped layer sees each step alone, without the axis of time.
      let step = layer.givenInputShape?.array.map { shape in
        JSONValue.array(Array(shape.prefix(1) + shape.dropFirst(2)))
      }
      return try layer.child("layer", &reader, inputShape: step)
    },
  ]

  private static func functional(_ className: String) -> LayerDeclaration {
    LayerDeclaration(containing: className) { layer, reader throws(InitializationError) in
      try layers(of: layer, in: "", &reader)
    }
  }

  private static func layers(
    of model: LayerReader, in scope: String, _ reader: inout ModelReader
  ) throws(InitializationError) -> [ModelVariable] {
    guard let layers = model.config.values["layers"]?.array else {
      throw model.config.invalid("layers", "an array")
    }
    var variables: [ModelVariable] = []
    for layer in layers { variables += try reader.variables(of: layer, in: scope) }
    return variables
  }
}
