package import Foundation
package import Initializers

extension JSONValue {
  /// Reads JSON text.
  ///
  /// - Parameter text: The text's UTF-8 bytes.
  /// - Throws: `InitializationError.Code.invalidConfiguration` saying where the text stops being JSON.
  package init(parsing text: Data) throws(InitializationError) {
    do {
      // JSONDecoder would keep the first of duplicate keys where Python keeps the last.
      let value = try JSONSerialization.jsonObject(with: text, options: .fragmentsAllowed)
      self.init(foundation: value)
    } catch {
      let detail = (error as NSError).userInfo["NSDebugDescription"] as? String
      if ["NaN", "Infinity"].contains(where: { text.range(of: Data($0.utf8)) != nil }) {
        throw InitializationError(
          .invalidConfiguration,
          "this is not JSON, which has no NaN and no Infinity: \(detail ?? "")")
      }
      throw InitializationError(
        .invalidConfiguration, "this is not JSON: \(detail ?? error.localizedDescription)")
    }
  }

  /// Converts what Foundation's parser gives.
  private init(foundation value: Any) {
    switch value {
    case let value as String: self = .string(value)
    case let value as [Any]: self = .array(value.map(JSONValue.init(foundation:)))
    case let value as [String: Any]: self = .object(value.mapValues(JSONValue.init(foundation:)))
    case let value as NSNumber: self = Self(number: value)
    default: self = .null
    }
  }

  private init(number: NSNumber) {
    switch UInt8(bitPattern: number.objCType.pointee) {
    // Foundation keeps truth values in a number of their own; its type is C's char.
    case UInt8(ascii: "c"): self = .bool(number.boolValue)
    case UInt8(ascii: "d"), UInt8(ascii: "f"):
      // Numbers of many digits arrive as decimal numbers, whose own doubleValue is not rounded correctly.
      let digits = (number as? NSDecimalNumber)?.description
      if let integer = digits.flatMap({ Int128($0) }), Self.integers.contains(integer) {
        self = .integer(integer)
      } else {
        self = .number(digits.flatMap(Double.init) ?? number.doubleValue)
      }
    case UInt8(ascii: "Q"): self = .integer(Int128(number.uint64Value))
    default: self = .integer(Int128(number.int64Value))
    }
  }

  private static let integers = Int128(Int64.min)...Int128(UInt64.max)

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
