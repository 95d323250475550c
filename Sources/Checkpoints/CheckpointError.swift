/// Why a checkpoint could not be written or read.
public struct CheckpointError: Error, Sendable, CustomStringConvertible {
  /// The kind of a ``CheckpointError``.
  public enum Code: Sendable, Hashable {
    /// The format cannot hold these tensors, the file's name says no format, or its contents are
    /// not those of its format.
    case unsupported
    /// The system refused an operation on a file.
    case system(errno: Int32)
  }

  /// The kind of error.
  public let code: Code
  /// What went wrong and what to do, in one line.
  public let description: String

  /// Creates an error.
  ///
  /// - Parameters:
  ///   - code: The kind of error.
  ///   - description: What went wrong and what to do, in one line.
  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
