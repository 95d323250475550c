import Initializers

extension YAMLReader {
  /// The next byte; `nil` at the end.
  var next: UInt8? { byte(at: place) }

  /// The number of bytes before the next one on its line.
  var column: Int { place - lineStart }

  func byte(at place: Int) -> UInt8? { place < text.count ? text[place] : nil }

  func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  /// Whether nothing but spaces stands before the next byte on its line.
  var isFirstOnLine: Bool { text[lineStart..<place].allSatisfy { $0 == UInt8(ascii: " ") } }

  /// Whether a sign is one because of what follows it: a space, or in flow collections a sign of
  /// theirs.
  func isEnd(of sign: UInt8, at place: Int, inFlow: Bool) -> Bool {
    guard let after = byte(at: place + 1) else { return true }
    return isBlank(after) || after == UInt8(ascii: "\n")
      || (inFlow && ",[]{}".utf8.contains(after))
  }

  /// Whether a sign of YAML is next, such as the dash of a list.
  func isIndicator(_ sign: UInt8, inFlow: Bool = false) -> Bool {
    next == sign && isEnd(of: sign, at: place, inFlow: inFlow)
  }

  /// Whether a text without quotes begins here.
  func isPlain(inFlow: Bool = false) -> Bool {
    guard let next else { return false }
    if "-?:".utf8.contains(next) { return !isIndicator(next, inFlow: inFlow) }
    return !",[]{}#&*!|>'\"%@`".utf8.contains(next)
  }

  /// Whether what was read is a key.
  var isKeyEnd: Bool {
    var end = place
    while let byte = byte(at: end), isBlank(byte) { end += 1 }
    return byte(at: end) == UInt8(ascii: ":") && isEnd(of: text[end], at: end, inFlow: false)
  }

  /// Whether three dashes or dots separate documents here.
  func isMarker(_ sign: UInt8? = nil) -> Bool {
    guard place == lineStart, let next, next == UInt8(ascii: "-") || next == UInt8(ascii: "."),
      sign == nil || sign == next, byte(at: place + 1) == next, byte(at: place + 2) == next
    else { return false }
    return isEnd(of: next, at: place + 2, inFlow: false)
  }

  mutating func newLine() {
    place += 1
    line += 1
    lineStart = place
  }

  mutating func skipBlanks() {
    while let next, isBlank(next) { place += 1 }
  }

  mutating func skipLine() {
    while let next, next != UInt8(ascii: "\n") { place += 1 }
  }

  /// Skips blanks and a comment.
  mutating func skipComment() throws(InitializationError) {
    let isFirst = isFirstOnLine
    let start = place
    skipBlanks()
    if next == UInt8(ascii: "#"), place == lineStart || isBlank(text[place - 1]) {
      skipLine()
    } else if isFirst, let next, next != UInt8(ascii: "\n"),
      text[start..<place].contains(UInt8(ascii: "\t"))
    {
      throw error("a tab cannot indent")
    }
  }

  /// Skips blanks, comments and ends of lines.
  mutating func skipSpace(inFlow: Bool = false) throws(InitializationError) {
    while true {
      if inFlow { skipBlanks() }
      try skipComment()
      guard next == UInt8(ascii: "\n") else { return }
      newLine()
    }
  }

  /// An error that says where the reader is.
  func error(_ fault: String) -> InitializationError {
    let column = String(decoding: text[lineStart..<place], as: UTF8.self).unicodeScalars.count + 1
    return InitializationError(
      .invalidConfiguration, "the recipe is not YAML: line \(line), column \(column): \(fault)")
  }
}
