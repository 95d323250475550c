import Initializers
import StrictJSON

/// Reads a document of YAML 1.2 as JSON values.
///
/// It knows block and flow collections, every kind of scalar, anchors and aliases, and passes over
/// tags. The package has a reader of its own, since those at hand need Foundation, whose tables of
/// languages are larger than all the rest of the command.
///
/// Source: YAML Ain't Markup Language, revision 1.2.2.
struct YAMLReader {
  /// A value, and how large it is with its aliases written out.
  struct Node {
    var value: JSONValue
    /// Whether the value is text without quotes, which is a number or a truth value where it is no
    /// key.
    var isPlain = false
    var count = 1
    var depth = 0

    static let null = Node(value: .null)

    static func plain(_ text: String) -> Node { Node(value: .string(text), isPlain: true) }
  }

  /// Where a block value may stand.
  enum Position {
    /// At the start of a line, or after the dash of a list: a block collection may begin here.
    case free
    /// After a key, on its line: a block collection may only begin on the next one.
    case afterKey
  }

  let text: [UInt8]
  var place = 0
  var lineStart = 0
  var line = 1
  private(set) var anchors: [String: Node] = [:]
  var depth = 0

  private init(_ yaml: String) throws(InitializationError) {
    var text: [UInt8] = []
    text.reserveCapacity(yaml.utf8.count + 1)
    var before: UInt8 = 0
    for byte in yaml.utf8 {
      // Lines end as on Windows, on old Macs or with a line feed.
      if byte == UInt8(ascii: "\r") || byte != UInt8(ascii: "\n") || before != UInt8(ascii: "\r") {
        text.append(byte == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : byte)
      }
      before = byte
    }
    self.text = text
    // Editors on Windows put a mark before the text.
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { (place, lineStart) = (3, 3) }
    if let control = text.firstIndex(where: { $0 < 32 && $0 != 9 && $0 != 10 || $0 == 127 }) {
      place = control
      throw error("a control character is not allowed")
    }
  }

  /// Reads a text.
  ///
  /// - Parameter yaml: The text.
  /// - Returns: The value; `nil` if there is none.
  /// - Throws: `InitializationError` with line and column, also for more than 100 000 values or 64
  ///   levels.
  static func value(of yaml: String) throws(InitializationError) -> JSONValue? {
    var reader = try YAMLReader(yaml)
    return try reader.document()
  }

  private mutating func document() throws(InitializationError) -> JSONValue? {
    try skipSpace()
    let hasDirectives = next == UInt8(ascii: "%") && place == lineStart
    while next == UInt8(ascii: "%"), place == lineStart {
      skipLine()
      try skipSpace()
    }
    let isMarked = isMarker(UInt8(ascii: "-"))
    guard isMarked || !hasDirectives else { throw error("--- is missing after a directive") }
    if isMarked { place += 3 }
    guard isMarked || next != nil else { return nil }
    let value = try block(minimum: 0, isMarked ? .afterKey : .free).typed
    try skipSpace()
    if isMarker(UInt8(ascii: ".")) {
      place += 3
      try skipSpace()
    }
    guard next == nil else {
      throw error(
        isMarker(UInt8(ascii: "-")) ? "there is more than one document" : "this belongs to nothing")
    }
    return value
  }

  // MARK: Block collections

  /// A value whose lines begin in a column or further right; a list that is a key's value, one
  /// column further left.
  private mutating func block(
    minimum: Int, _ position: Position
  ) throws(InitializationError) -> Node {
    let startLine = line
    func isOutside(_ reader: YAMLReader) -> Bool {
      let isList = position == .afterKey && reader.isIndicator(UInt8(ascii: "-"))
      return reader.next == nil || reader.isMarker()
        || (reader.line > startLine && reader.column < minimum - (isList ? 1 : 0))
    }
    try skipSpace()
    if isOutside(self) { return .null }
    let anchor = try properties()
    if anchor.isAny {
      try skipSpace()
      if isOutside(self) { return remember(.null, as: anchor.name) }
    }
    // What has an anchor before it on its line is no collection: the anchor is that of its first
    // key.
    let isFree = line > startLine || position == .free
    let start = anchor.isAny && anchor.line == line ? anchor.column : column
    try enter()
    defer { depth -= 1 }
    if isIndicator(UInt8(ascii: "-")) {
      guard isFree else { throw error("a list begins on a line of its own") }
      return remember(try sequence(column), as: anchor.name)
    }
    if isIndicator(UInt8(ascii: "?")) {
      guard isFree else { throw error("a key begins on a line of its own") }
      return remember(try mapping(column, first: nil), as: anchor.name)
    }
    if next == UInt8(ascii: "|") || next == UInt8(ascii: ">") {
      return remember(Node(value: .string(try blockScalar(minimum: minimum))), as: anchor.name)
    }
    let beginning = line
    let isText = isPlain()
    let node = isText ? Node.plain(try plainLine()) : try flow()
    if isKeyEnd {
      guard beginning == line else { throw error("a key must end on the line it begins on") }
      guard isFree else { throw error("a key and its value must begin on a line of their own") }
      let isOfKey = anchor.isAny && anchor.line == line
      let key = isOfKey ? remember(node, as: anchor.name) : node
      return remember(try mapping(start, first: key), as: isOfKey ? nil : anchor.name)
    }
    guard isText, let text = node.value.string else { return remember(node, as: anchor.name) }
    return remember(.plain(try continued(text, minimum: minimum)), as: anchor.name)
  }

  private mutating func sequence(_ indentation: Int) throws(InitializationError) -> Node {
    var elements: [JSONValue] = []
    var node = Node.null
    repeat {
      place += 1
      let element = try block(minimum: indentation + 1, .free)
      elements.append(element.typed)
      try add(element, to: &node)
      try endLine()
    } while try isAt(indentation) && isIndicator(UInt8(ascii: "-"))
    node.value = .array(elements)
    return node
  }

  private mutating func mapping(
    _ indentation: Int, first: Node?
  ) throws(InitializationError) -> Node {
    var object: JSONObject = [:]
    var node = Node.null
    var key = first
    repeat {
      var value = Node.null
      if isIndicator(UInt8(ascii: "?")), key == nil {
        place += 1
        key = try block(minimum: indentation + 1, .free)
        try endLine()
        if try isAt(indentation), isIndicator(UInt8(ascii: ":")) {
          place += 1
          value = try block(minimum: indentation + 1, .free)
        }
      } else {
        let start = line
        if key == nil { key = try self.key() }
        guard isKeyEnd, line == start || first != nil else { throw error("a : is missing") }
        skipBlanks()
        place += 1
        value = try block(minimum: indentation + 1, .afterKey)
      }
      try set(key, value, in: &object)
      try add(value, to: &node)
      key = nil
      try endLine()
    } while try isAt(indentation) && !isIndicator(UInt8(ascii: "-"))
    node.value = .object(object)
    return node
  }

  private mutating func key() throws(InitializationError) -> Node {
    let anchor = try properties()
    skipBlanks()
    return remember(isPlain() ? .plain(try plainLine()) : try flow(), as: anchor.name)
  }

  /// Whether another entry of a block collection follows.
  private func isAt(_ indentation: Int) throws(InitializationError) -> Bool {
    if next == nil || isMarker() || column < indentation { return false }
    guard column == indentation else { throw error("the indentation fits nothing before it") }
    return true
  }

  /// Goes to the next line that says something; what follows on this one is a mistake.
  private mutating func endLine() throws(InitializationError) {
    try skipSpace()
    guard next == nil || isFirstOnLine else {
      throw error("something follows a value on its line")
    }
  }

  // MARK: Sizes, anchors, keys

  mutating func enter() throws(InitializationError) {
    depth += 1
    guard depth < 64 else { throw Self.tooMuch }
  }

  private static let tooMuch = InitializationError(
    .invalidConfiguration, "the YAML has more values, or deeper ones, than a recipe needs")

  /// Counts an element: few aliases can stand for very many values.
  func add(_ element: Node, to node: inout Node) throws(InitializationError) {
    node.count += element.count
    node.depth = max(node.depth, element.depth + 1)
    guard node.count < 100_000, node.depth < 64 else { throw Self.tooMuch }
  }

  func set(
    _ key: Node?, _ value: Node, in object: inout JSONObject
  ) throws(InitializationError) {
    guard let name = key?.value.string else {
      throw InitializationError(.invalidConfiguration, "the YAML has a key that is no string")
    }
    guard object[name] == nil else { throw error("the key \(name) is there twice") }
    object[name] = value.typed
  }

  mutating func remember(_ node: Node, as name: String?) -> Node {
    if let name { anchors[name] = node }
    return node
  }

  /// Reads an anchor and a tag.
  mutating func properties() throws(InitializationError) -> (
    isAny: Bool, name: String?, line: Int, column: Int
  ) {
    var found = (isAny: false, name: String?.none, line: line, column: column)
    while next == UInt8(ascii: "&") || next == UInt8(ascii: "!") {
      found.isAny = true
      if next == UInt8(ascii: "&") {
        place += 1
        found.name = try name()
      } else {
        while let byte = next, !" \t\n,[]{}".utf8.contains(byte) { place += 1 }
      }
      skipBlanks()
    }
    return found
  }

  mutating func name() throws(InitializationError) -> String {
    let start = place
    while let byte = next, isOfName(byte) { place += 1 }
    let ends = ",]}:\n\t ".utf8
    guard place > start, next.map({ ends.contains($0) }) ?? true else {
      throw error(
        "an anchor or alias needs a name of letters and digits; a pattern that begins with * needs quotes"
      )
    }
    return String(decoding: text[start..<place], as: UTF8.self)
  }

  private func isOfName(_ byte: UInt8) -> Bool {
    switch UnicodeScalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }
}
