import Foundation
import Initializers
import KerasInterop
import Testing

struct JSONValueTests {
  /// Law: integers keep all of 64 bits, numbers their shortest form, and the last of duplicate keys counts.
  @Test func values() throws {
    func read(_ text: String) throws -> JSONValue { try JSONValue(parsing: Data(text.utf8)) }
    #expect(try read("18446744073709551615") == .integer(Int128(UInt64.max)))
    #expect(try read("-9223372036854775808") == .integer(Int128(Int64.min)))
    #expect(try read("0.1") == .number(0.1))
    #expect(try read("1e3").double == 1000)
    #expect(try read("0.30000000000000004") == .number(0.30000000000000004))
    #expect(try read("-0.12345678901234568") == .number(-0.12345678901234568))
    #expect(try read("true") == .bool(true))
    #expect(try read("1") == .integer(1))
    #expect(try read("null") == .null)
    #expect(try read(#"{"a":1,"a":2}"#) == .object(["a": .integer(2)]))
    #expect(try read(#"[{"b":["é\u0301"]}]"#).text == #"[{"b":["é́"]}]"#)
  }

  /// Law: nesting has a limit, and reaching it is an error, not the end of the stack.
  @Test func deepNesting() {
    for depth in [600, 100_000] {
      let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      #expect(throws: InitializationError.self) { try JSONValue(parsing: Data(text.utf8)) }
    }
  }
}
