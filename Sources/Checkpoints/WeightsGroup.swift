/// The tensors that one layer saves in a Keras weights file.
///
/// They are the datasets `0`, `1` and so on of the layer's group, such as `layers/dense/vars`.
public struct WeightsGroup: Sendable, Hashable {
  /// The group's path in the file.
  public let path: String
  /// The layer's name, which the file records beside the group.
  public let layerName: String
  /// The positions of the tensors in the list of all; one tensor may stand in several groups.
  public let tensors: [Int]

  /// Creates a group.
  ///
  /// - Parameters:
  ///   - path: The group's path in the file, such as `layers/dense/vars`; no two groups have the
  ///     same.
  ///   - layerName: The layer's name.
  ///   - tensors: The positions of the tensors in the list of all.
  public init(path: String, layerName: String, tensors: [Int]) {
    self.path = path
    self.layerName = layerName
    self.tensors = tensors
  }
}
