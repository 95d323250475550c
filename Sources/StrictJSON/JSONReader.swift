/// Reads JSON (RFC 8259) from the front to the end, value by value.
///
/// It takes nothing that a common reader could take otherwise: no byte order mark, no other
/// encoding than UTF-8, no comments, no commas too many, no control characters in strings, no
/// halves of surrogate pairs. Keys that are there twice are seen. What it refuses, it names by line
/// and column.
package struct JSONReader {
  /// What is asked of a text beyond the standard.
  package struct Rules: Sendable {
    /// Whether `NaN`, `Infinity` and `-Infinity` are numbers, as Python writes them.
    package var allowsNonFinite = false
    /// Whether the last value of a repeated key counts, as in Python; if not, it is an error.
    package var takesLastOfRepeated = false
    /// The deepest nesting.
    package var depthLimit = 512

    /// Of files that Keras and Python's `json` write.
    package static let python = Rules(allowsNonFinite: true, takesLastOfRepeated: true)
    /// For files that people write for this package: a repeated key is a mistake.
    package static let manifest = Rules(allowsNonFinite: true)
    /// Of headers, which Rust's `serde_json` reads, with its depth.
    package static let header = Rules(depthLimit: 127)
    /// Of what this package itself writes.
    package static let strict = Rules()
  }

  let bytes: [UInt8]
  let rules: Rules
  /// The place of the next byte.
  var place = 0

  /// The place of the next byte, for messages.
  package var position: Int { place }
  private var depth = 0

  /// A reader of a text.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8.
  ///   - rules: What is asked of it beyond the standard.
  package init(_ bytes: [UInt8], _ rules: Rules = .strict) {
    self.bytes = bytes
    self.rules = rules
  }

  /// Reads a whole text.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8.
  ///   - rules: What is asked of it beyond the standard.
  ///   - body: Reads the one value of the text.
  /// - Returns: What `body` returns.
  /// - Throws: ``JSONError``, also if something follows the value.
  package static func read<Result>(
    _ bytes: [UInt8], _ rules: Rules,
    _ body: (inout JSONReader) throws(JSONError) -> Result
  ) throws(JSONError) -> Result {
    var reader = JSONReader(bytes, rules)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.prefix(2).contains(0xFF) {
      throw reader.error("it begins with a byte order mark; save it in UTF-8 without one")
    }
    let result = try body(&reader)
    reader.skipSpace()
    if reader.place < bytes.count {
      throw reader.error("there is text after the end of the value")
    }
    return result
  }

  /// An error at the next byte, or another.
  package func error(_ fault: String, at offset: Int? = nil) -> JSONError {
    JSONError(fault, at: offset ?? place, in: bytes)
  }

  /// The next byte that is no space, which is not read yet; `nil` at the end.
  package mutating func next() -> UInt8? {
    skipSpace()
    return place < bytes.count ? bytes[place] : nil
  }

  private mutating func skipSpace() {
    while place < bytes.count {
      switch bytes[place] {
      case 0x20, 0x0A, 0x0D, 0x09: place += 1
      default: return
      }
    }
  }

  /// Reads an object, whose values a function reads, one after the other.
  package mutating func readObject(
    _ body: (String, inout JSONReader) throws(JSONError) -> Void
  ) throws(JSONError) {
    var (few, many): ([String], Set<ByteName>) = ([], [])
    try readList(from: "{", to: "}", "an object") { reader throws(JSONError) in
      guard reader.next() == UInt8(ascii: "\"") else {
        throw reader.error("a key in double quotes is missing")
      }
      let start = reader.place
      let key = try reader.readString()
      let isNew: Bool
      if few.count < 12 {
        isNew = !few.contains { ByteName($0) == ByteName(key) }
        few.append(key)
      } else {
        if many.isEmpty {
          many = Set(few.map(ByteName.init))
          // A header has as many entries as its first ones let expect; it is one object, so that
          // this is done once.
          if reader.depth == 1 {
            let expected = reader.bytes.count / reader.place * few.count
            many.reserveCapacity(min(expected, 1 << 18))
          }
        }
        isNew = many.insert(ByteName(key)).inserted
      }
      if !isNew && !reader.rules.takesLastOfRepeated {
        throw reader.error("the key \(JSONValue.string(key).text) is repeated", at: start)
      }
      guard reader.next() == UInt8(ascii: ":") else {
        throw reader.error("a colon is missing after the key \(JSONValue.string(key).text)")
      }
      reader.place += 1
      try body(key, &reader)
    }
  }

  /// Reads an array, whose values a function reads, one after the other.
  package mutating func readArray(
    _ body: (inout JSONReader) throws(JSONError) -> Void
  ) throws(JSONError) {
    try readList(from: "[", to: "]", "an array", body)
  }

  private mutating func readList(
    from start: Unicode.Scalar, to end: Unicode.Scalar, _ kind: String,
    _ body: (inout JSONReader) throws(JSONError) -> Void
  ) throws(JSONError) {
    guard next() == UInt8(ascii: start) else { throw error("\(kind) is missing") }
    depth += 1
    guard depth <= rules.depthLimit else {
      throw error("it is nested more than \(rules.depthLimit) levels deep")
    }
    place += 1
    if next() == UInt8(ascii: end) {
      place += 1
      depth -= 1
      return
    }
    while true {
      try body(&self)
      switch next() {
      case UInt8(ascii: ","): place += 1
      case UInt8(ascii: end):
        place += 1
        depth -= 1
        return
      case nil: throw error("the text ends within \(kind)")
      default: throw error("a comma or \(end) is missing in \(kind)")
      }
    }
  }

  /// Reads any value.
  package mutating func readValue() throws(JSONError) -> JSONValue {
    switch next() {
    case UInt8(ascii: "{"):
      var object = JSONObject()
      try readObject { key, reader throws(JSONError) in object[key] = try reader.readValue() }
      return .object(object)
    case UInt8(ascii: "["):
      var array: [JSONValue] = []
      try readArray { reader throws(JSONError) in array.append(try reader.readValue()) }
      return .array(array)
    case UInt8(ascii: "\""): return .string(try readString())
    case nil: throw error(place == 0 ? "it is empty" : "the text ends before a value")
    case .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try readNumber()
    default:
      if let word = readWord() { return word }
      return try readNumber()
    }
  }

  /// The text between a place and the next byte.
  package func text(from start: Int) -> ArraySlice<UInt8> { bytes[start..<place] }

  /// Passes over a value, whose text it returns.
  package mutating func skipValue() throws(JSONError) -> ArraySlice<UInt8> {
    let kind = next()
    let start = place
    switch kind {
    case UInt8(ascii: "{"):
      try readObject { _, reader throws(JSONError) in _ = try reader.skipValue() }
    case UInt8(ascii: "["):
      try readArray { reader throws(JSONError) in _ = try reader.skipValue() }
    default: _ = try readValue()
    }
    return text(from: start)
  }

  private static let words: [(text: [UInt8], value: JSONValue)] = [
    (Array("true".utf8), .bool(true)), (Array("false".utf8), .bool(false)),
    (Array("null".utf8), .null), (Array("NaN".utf8), .number(.nan)),
    (Array("Infinity".utf8), .number(.infinity)), (Array("-Infinity".utf8), .number(-.infinity)),
  ]

  private mutating func readWord() -> JSONValue? {
    for word in Self.words.prefix(rules.allowsNonFinite ? 6 : 3)
    where bytes[place...].starts(with: word.text) {
      place += word.text.count
      return word.value
    }
    return nil
  }
}
