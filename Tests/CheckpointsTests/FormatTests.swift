import Checkpoints
import Foundation
import Initializers
import TestSupport
import Testing

struct FormatTests {
  struct Recorded: Decodable {
    struct Case: Decodable {
      let dtype: String
      let shape: [Int]
      let bytes: Data
      let npy: Data
      let safetensors: Data
    }

    let cases: [Case]
  }

  static func temporaryPath(_ name: String) -> String {
    FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString)-\(name)").path
  }

  static func write(
    _ tensors: [(TensorDescription, Data)], _ name: String,
    metadata: [(key: String, value: String)] = []
  ) throws -> Data {
    let path = temporaryPath(name)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try CheckpointWriter(path: path, tensors: tensors.map(\.0), metadata: metadata)
    for (index, tensor) in tensors.enumerated() {
      // In pieces and from the end, as threads may.
      for start in stride(from: 0, to: tensor.1.count, by: 5).reversed() {
        let piece = tensor.1[start..<min(start + 5, tensor.1.count)]
        try piece.withUnsafeBytes { try writer.write($0, toTensor: index, at: start) }
      }
    }
    try writer.commit()
    return try Data(contentsOf: URL(filePath: path))
  }

  /// Oracle: the bytes that NumPy 2.4.6 and safetensors 0.8.0 write.
  @Test func filesAreThePeers() throws {
    for element in try Vectors.decode(Recorded.self, from: "formats.json").cases {
      let type = try #require(ScalarType(rawValue: element.dtype))
      let tensor = TensorDescription(name: "tensor", shape: element.shape, scalarType: type)
      #expect(
        try Self.write([(tensor, element.bytes)], "t.npy") == element.npy,
        "\(element.dtype) \(element.shape)")
      #expect(try Self.write([(tensor, element.bytes)], "t.safetensors") == element.safetensors)
    }
  }

  /// Oracle: the format's definition: order kept, no gaps, a header padded to 8 bytes.
  @Test func safetensorsKeepOrder() throws {
    let tensors = [
      (TensorDescription(name: "b", shape: [3], scalarType: .uint8), Data([1, 2, 3])),
      (TensorDescription(name: "a/\"\u{7}\\é", shape: [1], scalarType: .bfloat16), Data([4, 5])),
    ]
    let file = try Self.write(tensors, "t.safetensors", metadata: [("seed", "1"), ("k", "\n")])
    let size = file.prefix(8).enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
    #expect(size % 8 == 0 && file.count == 8 + size + 5)
    #expect(file.suffix(5) == Data([1, 2, 3, 4, 5]))
    let text = String(decoding: file[8..<8 + size], as: UTF8.self)
    let expected =
      #"{"__metadata__":{"seed":"1","k":"\n"},"b":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"#
      + #""a/\"\u0007\\é":{"dtype":"BF16","shape":[1],"data_offsets":[3,5]}}"#
    #expect(text.trimmingCharacters(in: .whitespaces) == expected)
  }

  /// Law: no member of an archive would be unpacked outside of the folder it is unpacked in.
  @Test(arguments: ["../a", "a/../../b", "/etc/a", "a\u{0}b", "a\\b", "C:a"])
  func npzRefusesNamesThatLeaveTheFolder(name: String) throws {
    let tensor = TensorDescription(name: name, shape: [1], scalarType: .int8)
    #expect(throws: CheckpointError.self) { try Self.write([(tensor, Data([1]))], "t.npz") }
    // NumPy would give the first to who asks for the second.
    let pair = ["x", "x.npy"].map {
      (TensorDescription(name: $0, shape: [1], scalarType: .int8), Data([1]))
    }
    #expect(throws: CheckpointError.self) { try Self.write(pair, "t.npz") }
    let kept = TensorDescription(name: "a..b/.c", shape: [1], scalarType: .int8)
    #expect(try Self.write([(kept, Data([1]))], "t.npz").count > 100)
  }

  /// Oracle: `zipfile`'s reading order (PKWARE's APPNOTE): end record, directory, members,
  /// checksums.
  @Test func npzIsAZipOfArrays() throws {
    let elements = try Vectors.decode(Recorded.self, from: "formats.json").cases.prefix(3)
    let tensors = try elements.enumerated().map { index, element in
      (
        TensorDescription(
          name: "layer/\(index)", shape: element.shape,
          scalarType: try #require(ScalarType(rawValue: element.dtype))), element.bytes
      )
    }
    let file = [UInt8](try Self.write(tensors, "t.npz", metadata: [("seed", "1")]))
    func number(_ offset: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 + Int(file[offset + $1]) << (8 * $1) }
    }
    let comment = "seed=1"
    let end = file.count - 22 - comment.utf8.count
    #expect(number(end, 4) == 0x0605_4B50)
    #expect(String(decoding: file.suffix(comment.utf8.count), as: UTF8.self) == comment)
    #expect(number(end + 10, 2) == 3)
    var entry = number(end + 16, 4)
    for (index, element) in elements.enumerated() {
      #expect(number(entry, 4) == 0x0201_4B50)
      let local = number(entry + 42, 4)
      let (size, nameSize) = (number(entry + 24, 4), number(entry + 28, 2))
      let name = String(decoding: file[entry + 46..<entry + 46 + nameSize], as: UTF8.self)
      #expect(name == "layer/\(index).npy")
      #expect(number(local, 4) == 0x0403_4B50)
      let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
      let data = Data(file[start..<start + size])
      #expect(data == element.npy)
      #expect(number(entry + 16, 4) == Int(CRC32(of: data).value))
      #expect(number(local + 14, 4) == number(entry + 16, 4))
      entry += 46 + nameSize + number(entry + 30, 2)
    }
    #expect(entry == end)
  }

  /// Oracle: zip64 sizes and offsets beyond 4 GiB, as `zipfile` expects them.
  @Test func largeMembersHave64BitSizes() throws {
    let layout = try CheckpointFormat.npz.layout(
      of: [
        TensorDescription(name: "a", shape: [1 << 31], scalarType: .float32),
        TensorDescription(name: "b", shape: [1], scalarType: .float32),
      ], metadata: [])
    let header = try #require(layout.fixed.first).bytes
    #expect(Array(header[18..<26]) == Array(repeating: 0xFF, count: 8))
    #expect(Array(header[28..<30]) == [20, 0])
    let directory = try #require(layout.fixed.last).bytes
    #expect(directory.suffix(22).prefix(4) == [0x50, 0x4B, 5, 6])
    #expect(directory.dropLast(22).suffix(20).prefix(4) == [0x50, 0x4B, 6, 7])
    #expect(layout.tensors[0].count == 1 << 33)
  }

  /// Law: the format is the ending of the name; what a format cannot hold is an error.
  @Test func refusals() throws {
    for path in ["weights", "weights.txt", ".npz/weights", "", "-", "a.b/c", "x.npy."] {
      #expect(throws: CheckpointError.self) { try CheckpointFormat(path: path) }
    }
    #expect(try CheckpointFormat(path: "a/b.SAFETENSORS") == .safetensors)
    let tensor = TensorDescription(name: "a", shape: [1], scalarType: .uint8)
    #expect(throws: CheckpointError.self) {
      try CheckpointFormat.npy.layout(of: [tensor, tensor], metadata: [])
    }
    let huge = TensorDescription(name: "a", shape: [1 << 40, 1 << 40], scalarType: .uint8)
    for format in CheckpointFormat.allCases {
      #expect(throws: CheckpointError.self) { try format.layout(of: [huge], metadata: []) }
    }
  }
}
