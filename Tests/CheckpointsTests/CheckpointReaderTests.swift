import Checkpoints
import Foundation
import Initializers
import TestSupport
import Testing

struct CheckpointReaderTests {
  static func read(_ file: Data, _ name: String) throws -> CheckpointReader {
    let path = FormatTests.temporaryPath(name)
    try file.write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try CheckpointReader(path: path)
  }

  static func bytes(_ reader: CheckpointReader, _ tensor: Int, count: Int) throws -> Data {
    var bytes = Data(count: count)
    // In two pieces.
    let half = count / 2
    try bytes.withUnsafeMutableBytes { buffer in
      try reader.read(.init(rebasing: buffer[half...]), ofTensor: tensor, at: half)
      try reader.read(.init(rebasing: buffer[..<half]), ofTensor: tensor, at: 0)
    }
    return bytes
  }

  /// Oracle: files that NumPy 2.4.6 and safetensors 0.8.0 wrote.
  @Test func peersFilesAreRead() throws {
    for element in try Vectors.decode(FormatTests.Recorded.self, from: "formats.json").cases {
      let type = try #require(ScalarType(rawValue: element.dtype))
      for (file, name) in [(element.npy, "t.npy"), (element.safetensors, "t.safetensors")] {
        let reader = try Self.read(file, name)
        #expect(
          reader.tensors
            == [TensorDescription(name: "tensor", shape: element.shape, scalarType: type)])
        #expect(try Self.bytes(reader, 0, count: element.bytes.count) == element.bytes)
      }
    }
  }

  /// Law: what was written is read, in order, with its facts.
  @Test(arguments: ["t.safetensors", "t.npz"])
  func ownFilesAreRead(name: String) throws {
    let tensors = [
      (TensorDescription(name: "b/é", shape: [3], scalarType: .uint8), Data([1, 2, 3])),
      (TensorDescription(name: "none", shape: [0, 4], scalarType: .float64), Data()),
      (TensorDescription(name: "a", shape: [], scalarType: .bfloat16), Data([4, 5])),
    ]
    let facts = [("seed", "1"), ("k", "v=w")]
    let reader = try Self.read(try FormatTests.write(tensors, name, metadata: facts), name)
    #expect(reader.tensors == tensors.map(\.0))
    #expect(reader.metadata == ["seed": "1", "k": "v=w"])
    for (number, tensor) in tensors.enumerated() {
      #expect(try Self.bytes(reader, number, count: tensor.1.count) == tensor.1)
    }
  }

  static func safetensors(_ header: String, _ data: Int = 8) -> Data {
    let text = Data(header.utf8)
    return withUnsafeBytes(of: UInt64(text.count).littleEndian) { Data($0) } + text
      + Data(count: data)
  }

  @Test(arguments: [
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} junk"#, "[]", "", "{",
    #"{"a":{"dtype":"F32","shape":[2]}}"#,
    #"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#,
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#,
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}"#,
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,9]}}"#,
    #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#,
    #"{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
    #"{"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}"#,
    #"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}"#,
    #"{"a":{"dtype":"F32","shape":[9223372036854775807],"data_offsets":[0,8]}}"#,
    #"{"a":{"dtype":"F32","shape":[1e400],"data_offsets":[0,8]}}"#,
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"__metadata__":{"a":1}}"#,
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,9223372036854775807]}}"#,
  ])
  func damagedSafetensors(header: String) {
    #expect(throws: CheckpointError.self) {
      try Self.read(Self.safetensors(header), "t.safetensors")
    }
  }

  @Test func cutFiles() throws {
    let file = try FormatTests.write(
      [(TensorDescription(name: "a", shape: [3, 5], scalarType: .int16), Data(count: 30))],
      "t.safetensors")
    let npy = try FormatTests.write(
      [(TensorDescription(name: "a", shape: [3, 5], scalarType: .int16), Data(count: 30))], "t.npy")
    let npz = try FormatTests.write(
      [(TensorDescription(name: "a", shape: [3, 5], scalarType: .int16), Data(count: 30))], "t.npz")
    for (whole, name) in [(file, "t.safetensors"), (npy, "t.npy"), (npz, "t.npz")] {
      _ = try Self.read(whole, name)
      for count in 0..<whole.count {
        #expect(throws: CheckpointError.self) { try Self.read(whole.prefix(count), name) }
      }
      #expect(throws: CheckpointError.self) { try Self.read(whole + [0], name) }
    }
    let large = withUnsafeBytes(of: UInt64.max) { Data($0) } + Data("{}".utf8)
    #expect(throws: CheckpointError.self) { try Self.read(large, "t.safetensors") }
  }

  static func npy(_ header: String, version: UInt8 = 1) -> Data {
    let text = Data((header + "\n").utf8)
    return Data([0x93]) + Data("NUMPY".utf8) + Data([version, 0])
      + withUnsafeBytes(of: UInt16(text.count).littleEndian) { Data($0) } + text + Data(count: 8)
  }

  @Test func headersOfNumPy() throws {
    func shape(_ text: String) throws -> [Int] {
      try Self.read(Self.npy(text), "t.npy").tensors[0].shape
    }
    #expect(try shape(#"{"shape": (2,), "descr": "<f4", "fortran_order": False}"#) == [2])
    #expect(try shape("{'descr':'<f8','fortran_order':True,'shape':(),}") == [])
    for wrong in [
      "", "{}", "{'descr': '<f4', 'fortran_order': False, 'shape': 2}",
      "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 1), }",
      "{'descr': '>f4', 'fortran_order': False, 'shape': (2,), }",
      "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }",
      "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }",
      "{'descr': '<f4', 'fortran_order': Maybe, 'shape': (2,), }",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }",
    ] {
      #expect(throws: CheckpointError.self, "\(wrong)") { try shape(wrong) }
    }
    #expect(throws: CheckpointError.self) {
      try Self.read(
        Self.npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", version: 9), "t.npy")
    }
  }
}
