/// Why files are not verified.
public struct VerificationError: Error, Sendable, CustomStringConvertible {
  /// The kind of a ``VerificationError``.
  public enum Kind: Sendable, Hashable {
    /// The files are not what they should be.
    case differs
    /// It cannot be told: something that is needed is not known.
    case unknown
  }

  /// The kind.
  public let kind: Kind
  /// What is wrong and what to do, in one line.
  public let description: String

  /// Creates an error.
  ///
  /// - Parameters:
  ///   - kind: The kind.
  ///   - description: What is wrong and what to do, in one line.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
