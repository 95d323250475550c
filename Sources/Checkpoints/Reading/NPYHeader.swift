/// The dictionary, written in Python, at the start of NumPy's format for an array.
struct NPYHeader {
  let code: String
  let isFortranOrder: Bool
  let shape: [Int]

  /// Reads a header; `nil` if it is none.
  init?(_ text: String) {
    guard let code = Self.value(of: "descr", in: text), let quote = code.first,
      "'\"".contains(quote),
      let codeEnd = code.dropFirst().firstIndex(of: quote),
      let order = Self.value(of: "fortran_order", in: text),
      let shape = Self.value(of: "shape", in: text), shape.first == "(",
      let shapeEnd = shape.firstIndex(of: ")")
    else { return nil }
    self.code = String(code[code.index(after: code.startIndex)..<codeEnd])
    isFortranOrder = order.hasPrefix("True")
    guard isFortranOrder || order.hasPrefix("False") else { return nil }
    let sizes = shape[shape.index(after: shape.startIndex)..<shapeEnd].split(separator: ",")
      .map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    let dimensions = sizes.compactMap { Int($0) }
    guard dimensions.count == sizes.count, dimensions.allSatisfy({ $0 >= 0 }) else { return nil }
    self.shape = dimensions
  }

  /// What follows a key.
  private static func value(of key: String, in text: String) -> Substring? {
    for quoted in ["'\(key)'", "\"\(key)\""] {
      guard let range = text.firstRange(of: quoted) else { continue }
      let rest = text[range.upperBound...].drop { $0 == " " }
      guard rest.first == ":" else { return nil }
      return rest.dropFirst().drop { $0 == " " }
    }
    return nil
  }
}
