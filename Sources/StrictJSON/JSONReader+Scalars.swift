extension JSONReader {
  /// Reads a string.
  package mutating func readString() throws(JSONError) -> String {
    guard next() == UInt8(ascii: "\"") else { throw error("a string is missing") }
    let start = place + 1
    var end = start
    var bits: UInt8 = 0
    while end < bytes.count, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\\"),
      bytes[end] >= 0x20
    {
      bits |= bytes[end]
      end += 1
    }
    if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
      place = end + 1
      // Nearly all names are ASCII, which needs no looking at.
      if bits < 0x80 { return String(decoding: bytes[start..<end], as: UTF8.self) }
      return try text(of: bytes[start..<end], from: start)
    }
    return try readEscapedString(from: start, plainTo: end)
  }

  private func text(of bytes: ArraySlice<UInt8>, from start: Int) throws(JSONError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw error("a string has bytes that are not UTF-8", at: start)
    }
    return text
  }

  private mutating func readEscapedString(
    from start: Int, plainTo end: Int
  ) throws(JSONError) -> String {
    var result = Array(bytes[start..<end])
    place = end
    while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "\""):
        place += 1
        return try text(of: result[...], from: start)
      case UInt8(ascii: "\\"): result += try readEscape()
      case ..<0x20: throw error("a string contains a control character; write it as \\u00…")
      default:
        result.append(byte)
        place += 1
      }
    }
    throw error("the text ends within a string")
  }

  /// The bytes that an escape stands for.
  private mutating func readEscape() throws(JSONError) -> [UInt8] {
    let start = place
    place += 2
    switch start + 1 < bytes.count ? bytes[start + 1] : 0 {
    case UInt8(ascii: "\""): return [0x22]
    case UInt8(ascii: "\\"): return [0x5C]
    case UInt8(ascii: "/"): return [0x2F]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      var code = try readHexadecimal(start)
      if 0xD800..<0xDC00 ~= code, bytes[place...].starts(with: [0x5C, UInt8(ascii: "u")]) {
        place += 2
        let low = try readHexadecimal(start)
        guard 0xDC00..<0xE000 ~= low else {
          throw error("an escape is half of a surrogate pair", at: start)
        }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw error("an escape is half of a surrogate pair", at: start)
      }
      return Array(String(Character(scalar)).utf8)
    default: throw error("a string has an escape that JSON does not have", at: start)
    }
  }

  private mutating func readHexadecimal(_ start: Int) throws(JSONError) -> UInt32 {
    let digits = bytes[min(place, bytes.count)...].prefix(4)
    var code: UInt32 = 0
    for digit in digits {
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue, digit < 0x80 else {
        throw error("an escape needs four hexadecimal digits", at: start)
      }
      code = code << 4 | UInt32(value)
    }
    guard digits.count == 4 else {
      throw error("an escape needs four hexadecimal digits", at: start)
    }
    place += 4
    return code
  }

  /// Reads an integer from 0 to 2⁶³ − 1, written as one: digits alone.
  package mutating func readCount() throws(JSONError) -> Int {
    let start = next() == nil ? bytes.count : place
    guard case .integer(let value)? = try? readNumber(), let count = Int(exactly: value), count >= 0
    else { throw error("an integer from 0 to 2⁶³ − 1 is missing", at: start) }
    return count
  }

  /// Reads a number.
  mutating func readNumber() throws(JSONError) -> JSONValue {
    _ = next()
    let start = place
    func isDigit(_ place: Int) -> Bool {
      place < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place])
    }
    var end = start
    if end < bytes.count, bytes[end] == UInt8(ascii: "-") { end += 1 }
    guard isDigit(end) else {
      throw error(fault(ofWordAt: start), at: start)
    }
    let isZero = bytes[end] == UInt8(ascii: "0")
    repeat { end += 1 } while !isZero && isDigit(end)
    if isDigit(end) { throw error("a number has a leading 0", at: start) }
    var isInteger = true
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      isInteger = false
      end += 1
      guard isDigit(end) else { throw error("digits are missing after a point", at: start) }
      while isDigit(end) { end += 1 }
    }
    if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      end += 1
      if end < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[end]) {
        end += 1
      }
      guard isDigit(end) else { throw error("digits are missing in an exponent", at: start) }
      while isDigit(end) { end += 1 }
    }
    place = end
    // Most numbers are short, and need no text.
    if isInteger, end - start < 19, bytes[start] != UInt8(ascii: "-") {
      return .integer(Int128(bytes[start..<end].reduce(0) { $0 * 10 + Int($1 & 0xF) }))
    }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    // What is −0 in JavaScript and Rust is no integer.
    if isInteger, text != "-0", text.utf8.count < 38, let integer = Int128(text),
      JSONValue.integers.contains(integer)
    {
      return .integer(integer)
    }
    // Python would take it for infinite, which nobody means who writes digits.
    guard let number = Double(text), number.isFinite else {
      throw error("the number is too large", at: start)
    }
    return .number(number)
  }

  private func fault(ofWordAt start: Int) -> String {
    let rest = bytes[start...]
    for word in ["NaN", "Infinity", "-Infinity"] where rest.starts(with: word.utf8) {
      return "JSON has no \(word)"
    }
    return "a value is missing"
  }
}
