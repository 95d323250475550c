/// What a Keras file says of a model beside its tensors.
public struct KerasStructure: Sendable {
  /// Where the tensors stand, by layer.
  public var groups: [WeightsGroup]
  /// The other members of a `.keras` archive, such as `config.json`, in order.
  public var members: [ArchiveMember]

  /// Creates the structure.
  ///
  /// - Parameters:
  ///   - groups: Where the tensors stand, by layer.
  ///   - members: The other members of a `.keras` archive.
  public init(groups: [WeightsGroup] = [], members: [ArchiveMember] = []) {
    self.groups = groups
    self.members = members
  }
}
