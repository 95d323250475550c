/// A file in an archive, by its name there and its bytes.
public struct ArchiveMember: Sendable, Hashable {
  /// The name, such as `config.json`.
  public let name: String
  /// The content.
  public let bytes: [UInt8]

  /// Creates a member.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - bytes: The content.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
