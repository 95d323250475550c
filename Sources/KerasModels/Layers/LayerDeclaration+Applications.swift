import InitializerConfigurations
import Initializers

extension LayerDeclaration {
  /// Layers of the networks that come with Keras.
  static let applications: [LayerDeclaration] = [
    // ConvNeXt's; in Keras 3 its variable has no name.
    LayerDeclaration(containing: "LayerScale", .unchanged) {
      layer, reader throws(InitializationError) in
      let scale = try Constant(layer.config.double("init_values", default: 1e-6))
      return LayerContents(variables: [
        try layer.variable(
          layer.dialect == .keras3 ? reader.nextUnnamedVariable() : "gamma",
          [try layer.dimension("projection_dim")], scale)
      ])
    }
  ]
}
