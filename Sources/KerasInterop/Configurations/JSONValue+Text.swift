package import Foundation
package import Initializers

extension JSONValue {
  /// Reads JSON text.
  ///
  /// - Parameter text: The text's UTF-8 bytes.
  /// - Throws: ``InitializationError/Code/invalidConfiguration`` saying where the text stops being JSON.
  package init(parsing text: Data) throws(InitializationError) {
    do {
      self = try JSONDecoder().decode(JSONValue.self, from: text)
    } catch DecodingError.dataCorrupted(let context) {
      // Foundation keeps what the parser said, with line and column, in an underlying NSError.
      let detail = (context.underlyingError as? NSError)?.userInfo["NSDebugDescription"]
      let reason = (detail as? String) ?? context.debugDescription
      throw InitializationError(.invalidConfiguration, "this is not JSON: \(reason)")
    } catch {
      throw InitializationError(.invalidConfiguration, "this is not JSON: \(error)")
    }
  }

  /// The value as JSON text with sorted keys.
  public var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    // Every value can be written, now that numbers that JSON lacks are strings.
    guard let data = try? encoder.encode(self) else { return "null" }
    return String(decoding: data, as: UTF8.self)
  }
}
