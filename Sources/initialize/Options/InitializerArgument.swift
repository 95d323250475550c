import Checkpoints
import Platform
import Initializers
import InitializerConfigurations

/// An initializer as it is given on the command line: a name, a configuration in JSON, or `@` and a
/// file with one.
struct InitializerArgument {
  private let text: String

  init(_ text: String) {
    self.text = text
  }

  /// Reads the initializer as the Keras of a backend understands it.
  func read(for backend: Backend) throws -> any Initializer {
    let catalog = InitializerCatalog(Dialect(of: backend))
    if text.hasPrefix("@") {
      let path = String(text.dropFirst())
      do {
        return try read(
          String(decoding: try InputFile.contents(of: path, limit: 1 << 20), as: UTF8.self), catalog
        )
      } catch let error as InitializationError {
        throw CommandError("\(path): \(error.message)")
      }
    }
    let isJSON = text.first.map { "{[\"".contains($0) || $0.isWhitespace } ?? false
    if !isJSON, text.hasSuffix(".json") {
      throw CommandError("to read a configuration from a file write @\(text)")
    }
    return isJSON ? try read(text, catalog) : try catalog.get(text)
  }

  private func read(_ json: String, _ catalog: InitializerCatalog) throws -> any Initializer {
    let value = try JSONValue(parsing: json.utf8, .manifest)
    return try catalog.deserialize(InitializerConfiguration(written: value))
  }
}
