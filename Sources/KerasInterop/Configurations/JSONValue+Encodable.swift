extension JSONValue: Encodable {
  /// Writes the value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value):
      if let signed = Int64(exactly: value) {
        try container.encode(signed)
      } else if let unsigned = UInt64(exactly: value) {
        try container.encode(unsigned)
      } else {
        try container.encode(Double(value))
      }
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }
}
