import Testing

import StrictJSON

/// Oracle: RFC 8259, and where it leaves readers free, what serde_json 1.0 (of safetensors 0.8) and
/// Python 3.11's `json` take.
struct JSONReaderTests {
  static func read(
    _ text: String, _ rules: JSONReader.Rules = .strict
  ) throws(JSONError) -> JSONValue {
    try JSONReader.read(Array(text.utf8), rules) { reader throws(JSONError) in
      try reader.readValue()
    }
  }

  @Test func values() throws {
    #expect(try Self.read("18446744073709551615") == .integer(Int128(UInt64.max)))
    #expect(try Self.read("18446744073709551616") == .number(0x1p64))
    #expect(try Self.read("-9223372036854775808") == .integer(Int128(Int64.min)))
    #expect(try Self.read("123456789012345678") == .integer(123_456_789_012_345_678))
    #expect(try Self.read("0.30000000000000004") == .number(0.30000000000000004))
    #expect(try Self.read("-0.12345678901234568e-3") == .number(-0.12345678901234568e-3))
    #expect(try Self.read("2.0") == .number(2))
    #expect(try Self.read(" [true , false,null] ") == .array([.bool(true), .bool(false), .null]))
    #expect(
      try Self.read(#""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#)
        == .string("a\"\\/\u{8}\u{C}\n\r\té😀"))
    // −0 is an integer for Python and none for Rust and JavaScript; here it is the number that
    // keeps its sign.
    let zero = try #require(try Self.read("-0").double)
    #expect(zero == 0 && zero.sign == .minus)
  }

  /// Law: an object keeps its order, and tells keys apart by their bytes.
  @Test func objects() throws {
    let object = try #require(try Self.read("{\"b\":1,\"e\u{301}\":2,\"\u{E9}\":3,\"a\":4}").object)
    #expect(object.values == [1, 2, 3, 4].map { .integer($0) })
    #expect(object["\u{E9}"] == .integer(3) && object["e\u{301}"] == .integer(2))
    let many = try #require(
      try Self.read("{\((0..<100).map { "\"\($0)\":\($0)" }.joined(separator: ","))}").object)
    #expect(many.count == 100 && many["57"] == .integer(57) && many["x"] == nil)
    var changed = many
    changed["57"] = nil
    changed["new"] = .null
    #expect(changed.count == 100 && changed["57"] == nil && changed["58"] == .integer(58))
    #expect(changed.keys.last == "new" && changed != many)
    #expect(
      JSONValue.object(["a": .null, "b": .bool(true)]).hashValue
        == JSONValue.object(["b": .bool(true), "a": .null]).hashValue)
  }

  /// What is refused, where, and a part of the message.
  @Test(arguments: [
    ("", "line 1, column 1: it is empty"), (" ", "the text ends"),
    ("[1,]", "column 4: a value is missing"),
    ("{\"a\":1,}", "column 8: a key"), ("{a:1}", "a key"), ("{'a':1}", "a key"),
    ("{\"a\" 1}", "colon"),
    ("[1 2]", "a comma or ]"), ("[1", "the text ends within an array"), ("{", "a key"),
    ("[1]]", "column 4: there is text after the end"), ("// c\n1", "a value is missing"),
    ("1 // c", "after the end"),
    ("01", "leading 0"), ("1.", "after a point"), ("1e", "exponent"), ("+1", "a value"),
    (".5", "a value"),
    ("-", "a value"), ("0x10", "after the end"), ("1_0", "after the end"),
    ("1e400", "too large"),
    ("NaN", "JSON has no NaN"), ("-Infinity", "JSON has no -Infinity"), ("nul", "a value"),
    ("True", "a value"),
    ("\"a", "ends within a string"), ("\"\u{1}\"", "control character"), ("\"\\x\"", "an escape"),
    ("\"\\u12\"", "four hexadecimal"), ("\"\\u12é4\"", "four hexadecimal"),
    ("\"\\ud83d\"", "surrogate pair"),
    ("\"\\ud83d\\u0041\"", "surrogate pair"), ("\"\\ude00\"", "surrogate pair"),
    ("{\n \"é\": [],\n \"é\" : {}\n}", "line 3, column 2: the key \"é\" is repeated"),
    ("{\"é\":1, \"é\":2}", "column 9"), ("\u{FEFF}{}", "byte order mark"),
    ("{\"\\u0061\":1,\"a\":2}", "the key \"a\" is repeated"),
  ])
  func mistakes(text: String, part: String) {
    let error = #expect(throws: JSONError.self) { try Self.read(text) }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
  }

  @Test func otherEncodings() {
    for bytes: [UInt8] in [
      [0xFF, 0xFE, 0x7B, 0], [0x7B, 0, 0x7D, 0], [0x22, 0xE9, 0x22],
      [0x22, 0xED, 0xA0, 0x80, 0x22],
    ] {
      #expect(throws: JSONError.self) {
        try JSONReader.read(bytes, .python) { reader throws(JSONError) in try reader.readValue() }
      }
    }
  }

  /// Law: what Python writes and takes is taken where the caller allows it: numbers that JSON
  /// lacks, and the last of a key's values.
  @Test func python() throws {
    let text = #"{"a":NaN,"b":[Infinity,-Infinity],"a":1}"#
    let value = try Self.read(text, .python)
    #expect(
      value == .object(["a": .integer(1), "b": .array([.number(.infinity), .number(-.infinity)])]))
    #expect(throws: JSONError.self) { try Self.read(text, .manifest) }
  }

  /// Oracle: serde_json's recursion limit, which refuses 128 levels.
  @Test func nesting() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try Self.read(nested(127), .header) != .null)
    for (depth, rules) in [(128, JSONReader.Rules.header), (600, .python), (100_000, .strict)] {
      #expect(throws: JSONError.self) { try Self.read(nested(depth), rules) }
    }
  }

  /// Law: what is written is read again, and steers no terminal.
  @Test func texts() throws {
    let value: JSONValue = .object([
      "z": .array([.number(-0.0), .number(2), .number(1e-7), .number(0.1), .integer(-3)]),
      "a\u{9B}\u{202E}\"\\\n": .string("\u{1B}[2J\u{85}é😀"), "n": .number(.nan), "b": .bool(false),
    ])
    let text = value.text
    #expect(
      text.hasPrefix(
        #"{"a\u009b\u202e\"\\\n":"\u001b[2J\u0085é😀","b":false,"n":"NaN","z":[-0.0,2,1e-07,0.1,-3]}"#
      ))
    #expect(text.withoutSteering == text)
    #expect(try Self.read(text).text == text)
    #expect("a\u{1B}\u{9B}\u{2067}\tb".withoutSteering == "a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}b")
  }
}
