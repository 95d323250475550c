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

  /// A file of recorded answers, decoded.
  package static func decode<T: Decodable>(_ type: T.Type, from name: String) throws -> T {
    try JSONDecoder().decode(type, from: data(name))
  }
}
