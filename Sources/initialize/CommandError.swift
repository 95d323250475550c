import Foundation

/// A mistake that is found while the command runs.
struct CommandError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// The bytes of a file.
func contents(of path: String) throws -> Data {
  do {
    // Unlike Data's own reading this takes pipes, such as /dev/stdin.
    let handle = try FileHandle(forReadingFrom: URL(filePath: path))
    return try handle.readToEnd() ?? Data()
  } catch {
    var isFolder = ObjCBool(false)
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let reason =
      isFolder.boolValue
      ? "it is a folder" : exists ? error.localizedDescription : "there is no such file"
    throw CommandError("cannot read \(path): \(reason)")
  }
}
