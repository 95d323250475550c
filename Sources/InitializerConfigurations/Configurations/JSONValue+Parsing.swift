// Whoever reads and writes configurations needs their values.
@_exported public import StrictJSON
package import Initializers

extension JSONValue {
  /// Reads JSON text.
  ///
  /// - Parameters:
  ///   - text: The text in UTF-8.
  ///   - rules: What is asked of it beyond the standard; what Python writes if not given.
  /// - Throws: `InitializationError.Code.invalidConfiguration` saying where and why the text is not
  ///   JSON.
  package init(
    parsing text: some Sequence<UInt8>, _ rules: JSONReader.Rules = .python
  ) throws(InitializationError) {
    do {
      self = try JSONReader.read(Array(text), rules) { reader throws(JSONError) in
        try reader.readValue()
      }
    } catch {
      throw InitializationError(.invalidConfiguration, "this is not JSON: \(error)")
    }
  }
}
