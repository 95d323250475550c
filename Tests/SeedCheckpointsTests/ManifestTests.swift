import Foundation
import Initializers
import KerasInterop
import SeedCheckpoints
import Testing

struct ManifestTests {
  static func manifest(_ json: String) throws -> Manifest { try Manifest(json: Data(json.utf8)) }

  /// Oracle: the manifest itself; names in the order of their bytes, as the command's contract has it.
  @Test func entriesAreRead() throws {
    let manifest = try Self.manifest(
      #"""
      {"b": {"shape": [2, 3], "dtype": "torch.bfloat16", "initializer": "glorot_uniform"},
       "B/é": {"shape": [], "initializer": {"class_name": "Constant", "config": {"value": 0.5}}},
       "a": {"shape": [0], "dtype": "int64", "initializer": {"class_name": "HeNormal", "config": {"seed": 7}}}}
      """#)
    #expect(manifest.parameters.map(\.name) == ["B/é", "a", "b"])
    #expect(manifest.parameters.map(\.shape) == [[], [0], [2, 3]])
    #expect(manifest.parameters.map(\.scalarType) == [.float32, .int64, .bfloat16])
    #expect(manifest.parameters[0].initializer as? Constant == Constant(0.5))
    #expect((manifest.parameters[1].initializer as? HeNormal)?.seed == 7)
    let plan = try InitializationPlan(parameters: manifest.parameters, seed: 3)
    #expect(plan.tensors.map(\.path) == ["", "", "b"])
  }

  @Test(arguments: [
    ("{}", "no manifest"), ("[]", "no manifest"), (#"{"a": 3}"#, "no manifest"),
    (#"{"a": {"initializer": "zeros"}}"#, "no manifest"),
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
  ])
  func mistakes(json: String, part: String) {
    let error = #expect(throws: InitializationError.self) { try Self.manifest(json) }
    #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
  }
}
