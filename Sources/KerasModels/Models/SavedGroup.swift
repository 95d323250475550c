import InitializerConfigurations

/// Where a layer's own variables stand in a file that Keras saves a model's weights in.
public struct SavedGroup: Sendable, Hashable {
  /// The path of the group, such as `layers/dense/vars`.
  public let path: String
  /// The layer's name.
  public let layerName: String
  /// The positions of the variables in the model's list, in the order of the group; a layer that wraps another's variable repeats it.
  public let variables: [Int]
}
