import BitGenerators
import Foundation
import Initializers
import InitializerConfigurations
import KerasModels
import TestSupport
import Testing

/// Law: whatever a model's JSON holds, reading it gives variables or an `InitializationError`,
/// never a crash, and takes memory in proportion to the JSON.
struct HostileModelTests {
  static func error(_ json: String) -> String {
    do throws(InitializationError) {
      return "no error, but \(try KerasModel(json: Data(json.utf8)).variables.count) variables"
    } catch {
      return error.message
    }
  }

  static func nested(_ depth: Int, _ open: String, _ middle: String, _ close: String) -> String {
    String(repeating: open, count: depth) + middle + String(repeating: close, count: depth)
  }

  static let dense =
    #"{"class_name":"Dense","config":{"name":"d","units":2},"build_config":{"input_shape":[null,4]}}"#
  static func model(_ layer: String) -> String {
    #"{"module":"keras","class_name":"Sequential","config":{"name":"m","layers":[\#(layer)]}}"#
  }
  static func wrapper(_ className: String) -> String {
    #"{"class_name":"\#(className)","config":{"name":"w","layer":"#
  }

  /// What is wrong with a model, and a part of the message.
  static let cases: [(String, String)] = [
    ("", "not JSON"), ("{", "not JSON"), ("nul", "not JSON"), ("\u{FEFF}{}", "byte order mark"),
    (#"{"class_name":"Sequential","config":{"layers":[NaN]}}"#, "a layer in Sequential"),
    (#"{"class_name":"Sequential","config":{"layers":[-Infinity]}}"#, "a layer in Sequential"),
    (#"{"class_name":"Sequential","config":"#, "not JSON"),
    (#"{"class_name":"Sequential","config":{"layers":["\#u{0}"]}}"#, "not JSON"),
    (#"{"class_name":["Sequential"],"config":{}}"#, "not a Keras model"),
    (#"{"class_name":"Functional","config":[]}"#, "no class_name or no config"),
    (nested(100_000, "[", "", "]"), "not JSON"),
    (nested(100_000, #"{"a":"#, "1", "}"), "not JSON"),
    (nested(100_000, #"{"class_name":"Sequential","config":{"layers":["#, "", "]}}"), "not JSON"),
    (
      #"{"keras_version":"2.11.0","class_name":"Sequential","config":{"name":"m","layers":["#
        + nested(40, wrapper("Bidirectional"), dense, "}}") + "]}}", "100000 layers"
    ),
    (model(#"{"class_name":"Dense","config":{"name":"a/b","units":2}}"#), "a/b"),
    (model(#"{"class_name":"Dense","config":{"name":"..","units":2}}"#), ".."),
    (model(#"{"class_name":"Dense","config":{"name":"","units":2}}"#), "name"),
    (model(#"{"class_name":"Dense","config":{"name":7,"units":2}}"#), "name"),
    (model(#"{"class_name":"Sequential","config":{"name":"..","layers":[]}}"#), ".."),
    (model(#"{"class_name":"Dense","config":{"name":"d","units":1e400}}"#), "JSON"),
    (model(#"{"class_name":"Dense","config":{"name":"d","units":-9223372036854775808}}"#), "units"),
    (model(#"{"class_name":"Dense","config":{"name":"d","units":18446744073709551616}}"#), "units"),
    (
      model(
        #"{"class_name":"PReLU","config":{"name":"p"},"build_config":{"input_shape":[null,2147483647,2147483647,2147483647]}}"#
      ), "2⁵⁸"
    ),
    (
      model(
        #"{"class_name":"EinsumDense","config":{"name":"e","equation":"ab,bc->","output_shape":2}}"#
      ), "equation"
    ),
    (
      model(#"{"class_name":"EinsumDense","config":{"name":"e","equation":7,"output_shape":2}}"#),
      "equation"
    ),
    (model(#"{"class_name":"StackedRNNCells","config":{"name":"s","cells":3}}"#), "cells"),
    (model(#"{"class_name":"RNN","config":{"name":"s","cell":3}}"#), "a layer in m/s"),
    (model(#"{"class_name":"TimeDistributed","config":{"name":"s"}}"#), "layer"),
    (
      model(
        #"{"class_name":"STFTSpectrogram","config":{"name":"s","frame_length":9223372036854775807}}"#
      ), "frame_length"
    ),
    (
      model(
        #"{"class_name":"MultiHeadAttention","config":{"name":"s","num_heads":2147483647,"key_dim":2147483647},"build_config":{"shapes_dict":{"query_shape":[1,2147483647],"value_shape":[1,2]}}}"#
      ), "2⁵⁸"
    ),
  ]

  @Test(arguments: cases)
  func mistakes(json: String, part: String) {
    let message = Self.error(json)
    #expect(message.contains(part), "\(message.prefix(200)) for \(json.prefix(100))")
    #expect(!message.hasPrefix("no error") && !message.contains("\n"))
  }

  /// Law: models inside models are read as deep as JSON goes, and in time in proportion to the
  /// JSON.
  @Test(arguments: ["", #""keras_version":"2.11.0","#])
  func deepModels(version: String) throws {
    let model = #"{\#(version)"class_name":"Sequential","config":{"name":"m","layers":["#
    let first =
      #"{"class_name":"InputLayer","config":{"name":"input_layer","batch_shape":[null,4]}},"#
    let deep = model + Self.nested(150, first + model, first + Self.dense, "]}}") + "]}}"
    #expect(try KerasModel(json: Data(deep.utf8)).variables.count == 2)

    let time = #"{"class_name":"TimeDistributed","config":{"name":"t","layer":"#
    let times = model + Self.nested(150, time, Self.dense, "}}") + "]}}"
    #expect(try KerasModel(json: Data(times.utf8)).variables.count == 2)

    // Each model holds the one inside it twice, as archives mark it.
    var shared = Self.dense
    for level in 1...30 {
      let stub = #"{"class_name":"Sequential","config":{"name":"x"},"shared_object_id":\#(level)}"#
      shared =
        #"{"class_name":"Sequential","config":{"name":"m","layers":[\#(shared),\#(level > 1 ? stub.replacing("\(level)}", with: "\(level - 1)}") : Self.dense)]},"shared_object_id":\#(level)}"#
    }
    let whole = model + shared + "]}}"
    #expect(try KerasModel(json: Data(whole.utf8)).variables.count == 4)

    // Each model uses the one inside it twice.
    let functional = #"{\#(version)"class_name":"Functional","config":{"name":"f","layers":["#
    let uses =
      #"],"input_layers":[["i",0,0]],"output_layers":[["f",2,0]]},"name":"f","inbound_nodes":[[["i",0,0,{}]],[["f",1,0,{}]]]}"#
    let input =
      #"{"class_name":"InputLayer","name":"i","config":{"name":"i","batch_input_shape":[null,4]},"inbound_nodes":[]},"#
    let twice = Self.nested(100, functional + input, Self.dense, uses)
    #expect(try KerasModel(json: Data(twice.utf8)).variables.count == 2)
  }

  static let names = KerasModelTests.names.filter { $0.first?.isLowercase == true }

  @Test(arguments: ["text_classifier", "attention", "cells"])
  func truncated(name: String) throws {
    let (_, json) = try KerasModelTests.recorded(name)
    for count in stride(from: 0, to: json.count - 1, by: 97) {
      #expect(throws: InitializationError.self) { try KerasModel(json: json[..<count]) }
    }
  }

  /// Shapes that double their ranks, or the number of outputs, as they go.
  @Test func growingShapes() {
    let input =
      #"{"class_name":"InputLayer","name":"l0","config":{"name":"l0","batch_input_shape":[null,4,4,4]},"inbound_nodes":[]}"#
    let dots = (1...60).map {
      #"{"class_name":"Dot","name":"l\#($0)","config":{"name":"l\#($0)","axes":1},"inbound_nodes":[[["l\#($0 - 1)",0,0,{}],["l\#($0 - 1)",0,0,{}]]]}"#
    }
    let layers =
      ([input] + dots + [
        #"{"class_name":"Dense","name":"d","config":{"name":"d","units":2},"inbound_nodes":[[["l60",0,0,{}]]]}"#
      ]).joined(separator: ",")
    #expect(
      Self.error(#"{"class_name":"Functional","config":{"name":"m","layers":[\#(layers)]}}"#)
        .contains("layer d (Dense)"))
    let both = #"{"class_name":"Bidirectional","config":{"name":"b","merge_mode":null,"layer":"#
    let rnn = #"{"class_name":"LSTM","config":{"name":"r","units":2,"return_state":true}}"#
    let first =
      #"{"class_name":"InputLayer","config":{"name":"i","batch_input_shape":[null,4,4]}},"#
    let deep =
      #"{"class_name":"Sequential","config":{"name":"m","layers":["# + first
      + Self.nested(14, both, rnn, "}}") + "]}}"
    #expect(Self.error(deep).contains("100000 layers") || Self.error(deep).contains("variables"))
  }

  /// Any value of a recorded model is replaced by one that does not belong there.
  @Test(arguments: names + LegacyModelTests.names)
  func replaced(name: String) throws {
    var root: JSONValue
    if LegacyModelTests.names.contains(name) {
      let record = try Vectors.decode(KerasModelTests.Recorded.self, from: "legacy/\(name).json")
      root = LegacyModelTests.withoutShapes(try JSONValue(parsing: Data((record.json ?? "").utf8)))
    } else {
      root = try JSONValue(parsing: try KerasModelTests.recorded(name).json)
    }
    var generator = PCG64(SeedSequence(entropy: [UInt32(name.utf8.count)]))
    var paths: [[JSONStep]] = []
    root.visit { paths.append($0) }
    for path in paths.shuffled(using: &generator).prefix(200) {
      let hostile = JSONValue.hostile.randomElement(using: &generator) ?? .null
      let changed = root.replacing(path[...], by: hostile)
      for skipping in [false, true] {
        _ = try? KerasModel(changed, skippingUnknown: skipping)
      }
    }
  }
}

/// A step into a JSON value.
enum JSONStep {
  case key(String)
  case index(Int)
}

extension JSONValue {
  static let hostile: [JSONValue] = [
    .null, .bool(true), .integer(0), .integer(-1), .integer(Int128(UInt64.max)),
    .integer(Int128(Int64.min)),
    .integer(2_147_483_647), .number(-0.5), .number(1e300), .string(""), .string("Dense"),
    .string("../x"), .array([]),
    .array([.null]), .array([.integer(-1), .integer(2_147_483_647)]),
    .array(Array(repeating: .integer(1), count: 100)),
    .array(Array(repeating: .integer(2_147_483_647), count: 5)), .object([:]),
    .object(["class_name": .string("Dense"), "config": .object([:])]),
    .array([.null, .integer(3)]), .array([.array([.null, .integer(3), .integer(4)])]),
    .string("channels_first"),
    .array([.array([.array([.string("x"), .integer(0), .integer(0)])])]),
  ]

  /// Calls a function with the way to every value.
  func visit(_ path: [JSONStep] = [], _ body: ([JSONStep]) -> Void) {
    body(path)
    switch self {
    case .array(let values):
      for (index, value) in values.enumerated() { value.visit(path + [.index(index)], body) }
    case .object(let values):
      for (key, value) in values.sorted(by: { $0.key < $1.key }) {
        value.visit(path + [.key(key)], body)
      }
    default: break
    }
  }

  /// The value with another in one place.
  func replacing(_ path: ArraySlice<JSONStep>, by other: JSONValue) -> JSONValue {
    switch (path.first, self) {
    case (.key(let key), .object(var values)):
      values[key] = values[key]?.replacing(path.dropFirst(), by: other)
      return .object(values)
    case (.index(let index), .array(var values)):
      values[index] = values[index].replacing(path.dropFirst(), by: other)
      return .array(values)
    default: return other
    }
  }
}
