import Initializers
import StrictJSON

/// Collections in brackets and braces.
extension YAMLReader {
  /// A quoted text, a list in brackets, an object in braces, or an alias.
  mutating func flow() throws(InitializationError) -> Node {
    switch next {
    case UInt8(ascii: "["): return try flowCollection(end: UInt8(ascii: "]"))
    case UInt8(ascii: "{"): return try flowCollection(end: UInt8(ascii: "}"))
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return Node(value: .string(try quoted()))
    case UInt8(ascii: "*"):
      place += 1
      let name = try self.name()
      guard let node = anchors[name] else { throw error("the alias \(name) has no anchor") }
      return node
    case nil: throw error("something is missing at the end")
    default: throw error("a value cannot begin with this character; quote it")
    }
  }

  private mutating func flowCollection(end: UInt8) throws(InitializationError) -> Node {
    let isObject = end == UInt8(ascii: "}")
    var (elements, object): ([JSONValue], JSONObject) = ([], [:])
    var node = Node.null
    try enter()
    defer { depth -= 1 }
    place += 1
    try skipSpace(inFlow: true)
    while next != end {
      if next == UInt8(ascii: ",") { throw error("a value is missing") }
      let isExplicit = isIndicator(UInt8(ascii: "?"))
      if isExplicit {
        place += 1
        try skipSpace(inFlow: true)
      }
      let isQuoted = next == UInt8(ascii: "\"") || next == UInt8(ascii: "'")
      let key = try flowEntry()
      try skipSpace(inFlow: true)
      // After a quoted key, a colon needs no space.
      let isPair =
        next == UInt8(ascii: ":") && (isQuoted || isIndicator(UInt8(ascii: ":"), inFlow: true))
      if isPair {
        place += 1
        try skipSpace(inFlow: true)
      }
      if isPair || isObject || isExplicit {
        let value = isPair ? try flowEntry() : .null
        try add(value, to: &node)
        if !isObject { object = [:] }
        try set(key, value, in: &object)
        if !isObject { elements.append(.object(object)) }
      } else {
        try add(key, to: &node)
        elements.append(key.typed)
      }
      try skipSpace(inFlow: true)
      if next == UInt8(ascii: ",") {
        place += 1
        try skipSpace(inFlow: true)
      } else if next != end {
        throw error("a , or \(Character(UnicodeScalar(end))) is missing")
      }
    }
    place += 1
    node.value = isObject ? .object(object) : .array(elements)
    return node
  }

  private mutating func flowEntry() throws(InitializationError) -> Node {
    let anchor = try properties()
    try skipSpace(inFlow: true)
    if let next, ",]}".utf8.contains(next) { return remember(.null, as: anchor.name) }
    guard isPlain(inFlow: true) else { return remember(try flow(), as: anchor.name) }
    let text = try plainLine(inFlow: true)
    return remember(.plain(try continued(text, minimum: 0, inFlow: true)), as: anchor.name)
  }
}
