import InitializerConfigurations

/// The layer that a variable belongs to, as far as its initial values depend on what the layer does with them.
public struct VariableOrigin: Sendable, Hashable {
  /// The class of the layer, such as `Conv2DTranspose`.
  public let layerClass: String
  /// The variable's name in the layer, such as `kernel`.
  public let name: String
  /// The name of the activation function that follows; `nil` if the layer has none of its own, or one that is no name.
  public let activation: String?
  /// The number of groups of a convolution.
  public let groups: Int
  /// The strides of a convolution on the axes of its places.
  public let strides: [Int]

  /// Reads what a layer's configuration says.
  init(_ layer: LayerReader, name: String) {
    let config = layer.config.values
    layerClass = layer.className
    self.name = name
    let activation = config["activation"]
    let given = activation?.string ?? activation?.object?["class_name"]?.string
    self.activation = given?.lowercased()
    groups = max(1, config["groups"]?.integer ?? 1)
    let strides = config["strides"]
    self.strides = (strides?.array ?? (strides.map { [$0] } ?? [])).compactMap(\.integer)
  }
}
