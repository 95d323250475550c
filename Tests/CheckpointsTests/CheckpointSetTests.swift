import Checkpoints
import Foundation
import Initializers
import Testing

struct CheckpointSetTests {
  static func write(_ names: [String], to path: String) throws {
    let writer = try CheckpointWriter(
      path: path,
      tensors: names.map { TensorDescription(name: $0, shape: [0], scalarType: .float32) })
    try writer.commit()
  }

  /// Oracle: the form of Hugging Face's index.
  @Test func indexNamesFiles() throws {
    try AtomicFileTests.inFolder { folder in
      let files = (1...2).map { "m-0000\($0)-of-00002.safetensors" }
      try Self.write(["a", "b"], to: "\(folder)/\(files[0])")
      try Self.write(["c"], to: "\(folder)/\(files[1])")
      let index = "\(folder)/m.safetensors.index.json"
      func set(_ weights: [String: String], bytes: Int? = 0) throws -> CheckpointSet {
        let entries = weights.sorted { $0.key < $1.key }
          .map { ShardIndex.Entry(tensor: $0.key, file: $0.value) }
        let written = ShardIndex(entries: entries, byteCount: bytes, elementCount: 3)
        try Data(written.json).write(to: URL(filePath: index))
        #expect(try ShardIndex(path: index) == written)
        return try CheckpointSet(paths: [index])
      }
      let right = ["a": files[0], "b": files[0], "c": files[1]]
      let whole = try set(right)
      #expect(whole.isWhole && whole.tensors.map(\.name) == ["a", "b", "c"])
      let place = try #require(whole.place(of: "c"))
      #expect(place.file == 1 && place.tensor == 0 && whole.place(of: "d") == nil)
      for wrong in [
        right.merging(["c": files[0]]) { $1 }, right.merging(["d": files[1]]) { $1 },
        ["a": files[0], "c": files[1]], right.merging(["c": "../x.safetensors"]) { $1 },
        right.merging(["c": "gone.safetensors"]) { $1 },
      ] {
        #expect(throws: CheckpointError.self, "\(wrong)") { try set(wrong) }
      }
      #expect(throws: CheckpointError.self) { try set(right, bytes: 4) }
      #expect(try set(right, bytes: nil).tensors.count == 3)
      #expect(try !CheckpointSet(paths: ["\(folder)/\(files[0])"]).isWhole)
      #expect(try CheckpointSet(paths: files.map { "\(folder)/\($0)" }).isWhole)
      // One tensor in two files.
      try Self.write(["a"], to: "\(folder)/n.safetensors")
      #expect(throws: CheckpointError.self) {
        try CheckpointSet(paths: ["\(folder)/\(files[0])", "\(folder)/n.safetensors"])
      }
    }
  }

  @Test(arguments: [
    "", "[]", "{}", #"{"weight_map": 3}"#, #"{"weight_map": {"a": 3}}"#,
    #"{"weight_map": {"a": "f"}}"#, #"{"weight_map": {}}"#,
    #"{"weight_map": {"a": "f", "a": "g"}}"#, #"{"weight_map": {"a": "f",}}"#,
    #"{"metadata": {}, "weight_map": {"a": "f"}, "weight_map": {"b": "f"}}"#,
    "\u{FEFF}{\"weight_map\": {\"a\": \"f\"}}",
  ])
  func damagedIndices(json: String) throws {
    try AtomicFileTests.inFolder { folder in
      let path = "\(folder)/m.safetensors.index.json"
      try Data(json.utf8).write(to: URL(filePath: path))
      #expect(throws: CheckpointError.self) { try ShardIndex(path: path) }
    }
  }
}
