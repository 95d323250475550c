/// The dictionary, written in Python, at the start of NumPy's format for an array.
///
/// Python would evaluate any literal here. This takes what NumPy itself writes, and its plain
/// variants: each of the three keys once, in any order, in single or double quotes; simple strings,
/// `True` or `False`, and a tuple of decimal numbers.
struct NPYHeader {
  /// The longest header that NumPy reads without being told to trust the file.
  static let limit = 10_000
  /// The most axes that NumPy's arrays have.
  private static let rankLimit = 64

  private(set) var code = ""
  private(set) var isFortranOrder = false
  private(set) var shape: [Int] = []
  private var rest: ArraySlice<UInt8>

  /// Reads a header; `nil` if it is none.
  init?(_ text: [UInt8]) {
    // Spaces fill the header up to a line's end.
    guard text.last == UInt8(ascii: "\n") else { return nil }
    rest = text.dropLast()
    var keys: Set<String> = []
    guard take("{") else { return nil }
    repeat {
      guard let key = string(), keys.insert(key).inserted, take(":"), value(of: key) else {
        return nil
      }
    } while take(",") && !begins(with: "}")
    guard take("}"), rest.allSatisfy({ $0 == UInt8(ascii: " ") }), keys.count == 3 else {
      return nil
    }
  }

  private mutating func value(of key: String) -> Bool {
    switch key {
    case "descr":
      guard let code = string() else { return false }
      self.code = code
    case "fortran_order":
      isFortranOrder = take("True")
      return isFortranOrder || take("False")
    case "shape":
      guard let shape = tuple(), shape.count <= Self.rankLimit else { return false }
      self.shape = shape
    default: return false
    }
    return true
  }

  private mutating func begins(with text: String) -> Bool {
    rest = rest.drop { $0 == UInt8(ascii: " ") }
    return rest.starts(with: text.utf8)
  }

  /// Takes a text if it comes next.
  private mutating func take(_ text: String) -> Bool {
    guard begins(with: text) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  /// A string of letters, digits and signs that mean themselves, followed by no other string, which
  /// Python would join to it.
  private mutating func string() -> String? {
    for quote in ["'", "\""] where take(quote) {
      let plain = rest.prefix { (0x20..<0x7F).contains($0) && !"'\"\\".utf8.contains($0) }
      rest = rest.dropFirst(plain.count)
      guard take(quote), !begins(with: "'"), !begins(with: "\"") else { return nil }
      return String(decoding: plain, as: UTF8.self)
    }
    return nil
  }

  /// Numbers in parentheses, of which a single one needs a comma.
  private mutating func tuple() -> [Int]? {
    guard take("(") else { return nil }
    var numbers: [Int] = []
    while !take(")") {
      _ = begins(with: "")
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard let number = Int(String(decoding: digits, as: UTF8.self)),
        digits.count == 1 || digits.first != UInt8(ascii: "0")
      else { return nil }
      rest = rest.dropFirst(digits.count)
      numbers.append(number)
      let hasComma = take(",")
      guard hasComma || begins(with: ")"), hasComma || numbers.count > 1 else { return nil }
    }
    return numbers
  }
}
