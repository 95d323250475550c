import Foundation
import Initializers
import InitializerConfigurations
import Testing

/// Oracle: the JSON forms that configurations have; `JSONEncoder` writes what `JSONValue` reads.
struct CodableTests {
  private func check<Value: Codable & Equatable>(_ value: Value, _ text: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode([value])
    #expect(String(decoding: data, as: UTF8.self) == "[\(text)]")
    #expect(try JSONDecoder().decode([Value].self, from: data) == [value])
  }

  @Test func forms() throws {
    try check(Seed(UInt64.max), "18446744073709551615")
    try check(-5 as Seed, "-5")
    var generated: Seed = 7
    generated.generatorName = "g"
    try check(
      generated,
      #"{"class_name":"SeedGenerator","config":{"name":"g","seed":7},"module":"keras.random","registered_name":null}"#
    )
    try check(Fans.Rule.torch, #""torch""#)
    try check(Fans.Rule.axes(input: [0], output: [1, 2]), #"{"input":[0],"output":[1,2]}"#)
    let configuration = try InitializerCatalog(.keras3).serialize(
      VarianceScaling.heNormal(seed: 3, fanRule: .keras3))
    try check(configuration, configuration.json.text)
    try check(
      InitializerConfiguration(
        className: "Constant",
        config: ["value": .array([.number(0.5), .bool(true), .string("Infinity")])]),
      #"{"class_name":"Constant","config":{"value":[0.5,true,"Infinity"]}}"#)
    try check(BFloat16(1.5), "1.5")
  }

  /// Law: a seed that nobody chose is null, and null is a fresh seed; anything else is an error.
  @Test func others() throws {
    let drawn = try JSONEncoder().encode([Seed.drawn()])
    #expect(String(decoding: drawn, as: UTF8.self) == "[null]")
    #expect(try JSONDecoder().decode([Seed].self, from: drawn)[0].isChosen == false)
    #expect(throws: (any Error).self) { try JSONEncoder().encode([Seed(Int128.max)]) }
    #expect(throws: (any Error).self) { try JSONEncoder().encode([Seed(1, counter: 1)]) }
    for text in [#"["a"]"#, "[1.5]", "[true]", "[[1]]"] {
      #expect(throws: (any Error).self) {
        try JSONDecoder().decode([Seed].self, from: Data(text.utf8))
      }
      #expect(throws: (any Error).self) {
        try JSONDecoder().decode([Fans.Rule].self, from: Data(text.utf8))
      }
    }
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode([InitializerConfiguration].self, from: Data("[1]".utf8))
    }
    // Rounded to nearest, ties to even, from the number itself.
    let third = try JSONDecoder().decode([BFloat16].self, from: Data("[0.3333]".utf8))
    #expect(third == [BFloat16(constant: 0.3333)])
  }
}
