import Foundation
import Initializers
import InitializerConfigurations
import KerasModels
import SeedCheckpoints
import Testing

struct ManifestTests {
  static func manifest(_ json: String) throws -> Manifest { try Manifest(json: Data(json.utf8)) }

  /// Oracle: the manifest itself; its order is its own, as the command's contract has it, and names
  /// are bytes.
  @Test func entriesAreRead() throws {
    let manifest = try Self.manifest(
      #"""
      {"b": {"shape": [2, 3], "dtype": "torch.bfloat16", "initializer": "glorot_uniform"},
       "B/é": {"shape": [], "initializer": {"class_name": "Constant", "config": {"value": 0.5}}},
       "a": {"shape": [0], "dtype": "float64", "initializer": {"class_name": "HeNormal", "config": {"seed": 7}}},
       "B/e\u0301": {"shape": [4], "initializer": {"class_name": "Constant", "config": {"value": Infinity}}}}
      """#)
    #expect(manifest.parameters.map(\.name) == ["b", "B/é", "a", "B/é"])
    #expect(manifest.parameters.map(\.shape) == [[2, 3], [], [0], [4]])
    #expect(manifest.parameters.map(\.scalarType) == [.bfloat16, .float32, .float64, .float32])
    #expect(manifest.parameters[1].initializer as? Constant == Constant(0.5))
    #expect((manifest.parameters[2].initializer as? VarianceScaling)?.seed == 7)
    let plan = try InitializationPlan(parameters: manifest.parameters, seed: 3)
    #expect(plan.tensors.map(\.path) == ["b", "", "", ""])
  }

  @Test(arguments: [
    ("{}", "not a manifest"), ("[]", "not a manifest"), (#"{"a": 3}"#, "not a manifest"),
    (#"{"a": {"initializer": "zeros"}}"#, "not a manifest"),
    (#"{"a": {"shape": 2, "initializer": "zeros"}}"#, "tensor a has the shape 2"),
    (#"{"a": {"shape": [-1], "initializer": "zeros"}}"#, "shape"),
    (#"{"a": {"shape": [null], "initializer": "zeros"}}"#, "shape"),
    (#"{"a": {"shape": [4294967296, 4294967296], "initializer": "zeros"}}"#, "2⁵⁸"),
    (#"{"a": {"shape": [2], "dtype": "float8", "initializer": "zeros"}}"#, "float32, float64"),
    (#"{"a": {"shape": [2], "dtype": 3, "initializer": "zeros"}}"#, "dtype 3"),
    (#"{"a": {"shape": [2], "initializer": "zeroes"}}"#, "did you mean"),
    (#"{"a": {"shape": [2], "initializer": {"class_name": "Ones", "x": 1}}}"#, "no key x"),
    (#"{"a": {"shape": [2]}, "b": {"dtype": "float32"}}"#, "tensor b has no shape"),
    (#"{"a": {"shape": [2]}, "b": [2]}"#, "tensor b is [2]"),
    (#"{"a": {"shape": [2], "initializer": 3}}"#, "initializer of tensor a"),
    (#"{"a": {"shape": [2], "initialiser": "zeros"}}"#, "initialiser"),
    (
      "{\n \"a\": {\"shape\": [2]},\n \"a\": {\"shape\": [3]}}",
      #"line 3, column 2: the key "a" is repeated"#
    ),
    (#"{"a": {"shape": [2], "shape": [3]}}"#, "is repeated"),
    (#"{"a": {"shape": [2]},}"#, "a key in double quotes is missing"),
  ])
  func mistakes(json: String, part: String) {
    let error = #expect(throws: InitializationError.self) { try Self.manifest(json) }
    #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
  }
}
