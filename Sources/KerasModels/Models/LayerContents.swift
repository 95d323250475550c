import InitializerConfigurations

/// What a layer holds.
struct LayerContents: Sendable {
  /// The layer's own variables, in Keras's order.
  var variables: [ModelParameter] = []
  /// The layers inside, in Keras's order, each with the attribute that it is saved under, such as
  /// `cell` or `layers/dense_1`.
  var children: [(key: String, layer: ModelLayer)] = []
  /// The variables that the layer saves as its own, if these are not ``variables``.
  var savedVariables: [ModelParameter]?
}
