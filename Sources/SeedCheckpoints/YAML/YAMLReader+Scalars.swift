import Initializers
import StrictJSON

extension YAMLReader.Node {
  /// The value: text without quotes is a number, a truth value or nothing where it looks like one.
  var typed: JSONValue {
    guard isPlain, let text = value.string else { return value }
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: break
    }
    if let integer = Int128(text), (Int128(Int64.min)...Int128(UInt64.max)).contains(integer) {
      return .integer(integer)
    }
    // YAML 1.1 takes 1e-3 for text, which nobody means.
    if text.first.map({ "+-.0123456789".contains($0) }) == true, let number = Double(text),
      number.isFinite
    {
      return .number(number)
    }
    return value
  }
}

extension YAMLReader {
  // MARK: Without quotes

  /// The part of a text without quotes that is on this line.
  mutating func plainLine(inFlow: Bool = false) throws(InitializationError) -> String {
    let start = place
    var (end, last) = (place, place)
    while let byte = byte(at: end), byte != UInt8(ascii: "\n") {
      if inFlow && ",[]{}".utf8.contains(byte) { break }
      if byte == UInt8(ascii: ":"), isEnd(of: byte, at: end, inFlow: inFlow) { break }
      if byte == UInt8(ascii: "#"), end > start, isBlank(text[end - 1]) { break }
      end += 1
      if !isBlank(byte) { last = end }
    }
    place = last
    return String(decoding: text[start..<last], as: UTF8.self)
  }

  /// A text without quotes with its further lines, which a space joins.
  mutating func continued(
    _ first: String, minimum: Int, inFlow: Bool = false
  ) throws(InitializationError) -> String {
    var whole = first
    while true {
      let before = (place, line, lineStart)
      var breaks = 0
      skipBlanks()
      while next == UInt8(ascii: "\n") {
        newLine()
        breaks += 1
        skipBlanks()
      }
      let ends = next.map { inFlow && ",[]{}".utf8.contains($0) } ?? true
      if breaks == 0 || ends || next == UInt8(ascii: "#") || isMarker() || column < minimum
        || inFlow && isIndicator(UInt8(ascii: ":"), inFlow: true)
      {
        (place, line, lineStart) = before
        return whole
      }
      whole += breaks == 1 ? " " : String(repeating: "\n", count: breaks - 1)
      whole += try plainLine(inFlow: inFlow)
      if !inFlow, isKeyEnd { throw error("a key must end on the line it begins on") }
    }
  }

  // MARK: With quotes

  /// A text in single or double quotes.
  mutating func quoted() throws(InitializationError) -> String {
    let quote = text[place]
    let isDouble = quote == UInt8(ascii: "\"")
    var bytes: [UInt8] = []
    // Blanks before this are no blanks at the end of a line.
    var kept = 0
    place += 1
    while let byte = next {
      place += 1
      if byte == quote {
        if isDouble || next != quote { return String(decoding: bytes, as: UTF8.self) }
        place += 1
        bytes.append(quote)
      } else if isDouble && byte == UInt8(ascii: "\\") {
        bytes += try escaped()
        kept = bytes.count
      } else if byte == UInt8(ascii: "\n") {
        place -= 1
        while bytes.count > kept, isBlank(bytes[bytes.count - 1]) { bytes.removeLast() }
        let breaks = skipLines()
        bytes += breaks == 1 ? [UInt8(ascii: " ")] : Array(repeating: 10, count: breaks - 1)
        kept = bytes.count
      } else {
        bytes.append(byte)
      }
    }
    throw error("a quote is missing at the end of the text")
  }

  private mutating func skipLines() -> Int {
    var breaks = 0
    while next == UInt8(ascii: "\n") {
      newLine()
      breaks += 1
      skipBlanks()
    }
    return breaks
  }

  /// What stands after a backslash.
  private mutating func escaped() throws(InitializationError) -> [UInt8] {
    guard let byte = next else { return [] }
    if byte == UInt8(ascii: "\n") {
      let breaks = skipLines()
      return Array(repeating: 10, count: breaks - 1)
    }
    place += 1
    let escapes: [UInt8: Unicode.Scalar] = [
      0x30: "\0", 0x61: "\u{7}", 0x62: "\u{8}", 0x74: "\t", 0x09: "\t", 0x6E: "\n", 0x76: "\u{B}",
      0x66: "\u{C}", 0x72: "\r", 0x65: "\u{1B}", 0x20: " ", 0x22: "\"", 0x2F: "/", 0x5C: "\\",
      0x4E: "\u{85}", 0x5F: "\u{A0}", 0x4C: "\u{2028}", 0x50: "\u{2029}",
    ]
    if let scalar = escapes[byte] { return Array(String(scalar).utf8) }
    let digits: [UInt8: Int] = [0x78: 2, 0x75: 4, 0x55: 8]
    let count = digits[byte] ?? 0
    let end = min(text.count, place + count)
    let number = UInt32(String(decoding: text[place..<end], as: UTF8.self), radix: 16)
    guard count > 0, end == place + count, text[place] != UInt8(ascii: "+"),
      let scalar = number.flatMap(Unicode.Scalar.init)
    else {
      place -= 1
      throw error("a backslash cannot stand before this; write two")
    }
    place = end
    return Array(String(scalar).utf8)
  }

  // MARK: Blocks of text

  /// A text after `|`, whose lines stay, or after `>`, whose lines are joined.
  mutating func blockScalar(minimum: Int) throws(InitializationError) -> String {
    let joins = next == UInt8(ascii: ">")
    var (indentation, end): (Int?, UInt8?) = (nil, nil)
    place += 1
    while let byte = next, "+-123456789".utf8.contains(byte) {
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
        guard end == nil else { break }
        end = byte
      } else {
        guard indentation == nil else { break }
        indentation = max(0, minimum - 1) + Int(byte - UInt8(ascii: "0"))
      }
      place += 1
    }
    let header = line
    if next != nil { try skipComment() }
    guard next == nil || next == UInt8(ascii: "\n") else {
      throw error("the text begins on line \(header + 1)")
    }
    if next != nil { newLine() }
    var lines: [[UInt8]] = []
    while next != nil {
      while next == UInt8(ascii: " "), indentation.map({ column < $0 }) ?? true { place += 1 }
      if let byte = next, byte != UInt8(ascii: "\n") {
        let least = indentation ?? max(column, minimum, 1)
        if column < least || isMarker() {
          place = lineStart
          break
        }
        indentation = least
      }
      let start = place
      while let byte = next, byte != UInt8(ascii: "\n") { place += 1 }
      lines.append(Array(text[start..<place]))
      if next != nil { newLine() }
    }
    let content = lines.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
    var bytes: [UInt8] = joins ? Self.joined(lines[..<content]) : []
    if !joins { bytes = Array(lines[..<content].joined(separator: [10])) }
    let isCut = content == lines.count && text.last != UInt8(ascii: "\n") && next == nil
    if content > 0 && end != UInt8(ascii: "-") && !isCut { bytes.append(10) }
    if end == UInt8(ascii: "+") { bytes += Array(repeating: 10, count: lines.count - content) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Joins lines by spaces, but for empty and indented ones.
  private static func joined(_ lines: ArraySlice<[UInt8]>) -> [UInt8] {
    var bytes: [UInt8] = []
    var (breaks, wasIndented, isFirst) = (0, false, true)
    for line in lines {
      guard let first = line.first else {
        breaks += 1
        continue
      }
      let isIndented = first == 32 || first == 9
      let isKept = isIndented || wasIndented
      if breaks == 0 && !isKept && !isFirst {
        bytes.append(32)
      } else {
        bytes += Array(repeating: 10, count: breaks + (isKept && !isFirst ? 1 : 0))
      }
      bytes += line
      (breaks, wasIndented, isFirst) = (0, isIndented, false)
    }
    return bytes
  }
}
