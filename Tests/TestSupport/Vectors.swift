package import Foundation

/// The recorded answers of peers and of exact arithmetic, in `Tests/Vectors`.
package enum Vectors {
  /// The repository's root folder.
  package static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The bytes of a file of recorded answers.
  package static func data(_ name: String) throws -> Data {
    try Data(contentsOf: repository.appending(path: "Tests/Vectors/\(name)"))
  }

  /// The names, without endings, of a folder's files of recorded answers.
  package static func names(in folder: String) -> [String] {
    let files = try? FileManager.default.contentsOfDirectory(
      at: repository.appending(path: "Tests/Vectors/\(folder)"), includingPropertiesForKeys: nil)
    return (files ?? []).map { $0.deletingPathExtension().lastPathComponent }.sorted()
  }

  /// A file of recorded answers, decoded.
  package static func decode<T: Decodable>(_ type: T.Type, from name: String) throws -> T {
    try JSONDecoder().decode(type, from: data(name))
  }
}
