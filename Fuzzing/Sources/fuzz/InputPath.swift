import Foundation

/// A file in memory that holds the input under test, for readers that take a path.
enum InputPath {
  private static let folder =
    FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()

  /// Writes an input, in place of the last.
  ///
  /// - Parameters:
  ///   - bytes: The input.
  ///   - suffix: The ending of the file's name.
  /// - Returns: The path.
  static func write(_ bytes: UnsafeRawBufferPointer, suffix: String) -> String {
    let path = "\(folder)/fuzz-\(getpid()).\(suffix)"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0, "cannot write \(path)")
    let written = Foundation.write(descriptor, bytes.baseAddress, bytes.count)
    precondition(written == bytes.count, "cannot write \(path)")
    close(descriptor)
    return path
  }
}
