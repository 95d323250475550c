import Foundation
import Testing

struct InspectCommandTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

  private func path(_ name: String) throws -> String {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appending(path: name).path
  }

  /// Oracle: the laws of the initializers: glorot_uniform of 200 by 300 has limit √(6 / 500), zeros
  /// are zeros.
  @Test func jsonOfAModel() throws {
    let manifest = try path("m.json")
    let output = try path("m.safetensors")
    try Data(
      #"{"a": {"shape": [200, 300], "initializer": "glorot_uniform"}, "b": {"shape": [3], "dtype": "float16", "initializer": "zeros"}, "c": {"shape": [0, 2], "initializer": "ones"}}"#
        .utf8
    ).write(to: URL(filePath: manifest))
    _ = try CommandLineTool.run(
      "model", manifest, "--seed", "1", "--output", output, "--quiet")
    let result = try CommandLineTool.run("inspect", output, "--json")
    #expect(result.status == 0 && result.errors == "")
    let root = try #require(
      try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    #expect(root["count"] as? Int == 60_003 && root["bytes"] as? Int == 240_006)
    let tensors = try #require(root["tensors"] as? [[String: Any]])
    let limit = (6.0 / 500).squareRoot()
    let first = tensors[0]
    #expect(first["name"] as? String == "a" && first["shape"] as? [Int] == [200, 300])
    #expect(abs(try #require(first["std"] as? Double) - limit / 3.0.squareRoot()) < 0.01 * limit)
    #expect(try #require(first["max"] as? Double) <= limit)
    #expect(try #require(first["max"] as? Double) > 0.999 * limit)
    let histogram = try #require(first["histogram"] as? [Double])
    #expect(histogram.count == 64 && abs(histogram.reduce(0, +) - 60_000) < 1e-3)
    #expect(histogram.allSatisfy { abs($0 - 937.5) < 200 })
    #expect(tensors[1]["zeros"] as? Int == 3 && tensors[1]["dtype"] as? String == "float16")
    #expect(tensors[2]["mean"] is NSNull && tensors[2]["count"] as? Int == 0)
  }

  /// Law: lines are no wider than the terminal, whatever its width, and nothing is coloured where
  /// no terminal is.
  @Test(arguments: [50, 80, 120, 200])
  func tables(width: Int) throws {
    let output = try path("k.npy")
    let made = try CommandLineTool.run(
      "tensor", "he_normal", "--shape", "3x3x64x128", "--seed", "1", "--output", output, "--quiet")
    #expect(made.status == 0)
    let result = try CommandLineTool.run(
      ["inspect", output], environment: ["COLUMNS": "\(width)"])
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == 3 && !result.text.contains("\u{1B}"))
    #expect(lines.allSatisfy { $0.count <= width }, "\(result.text)")
    #expect(lines[1].contains("3x3x64x128") && lines[1].contains("█"))
    #expect(lines[2] == "73,728 elements in 1 tensor, 294.9 kB")
  }

  /// Law: values that are no numbers are told, with how many there are.
  @Test func notANumber() throws {
    let file = try path("n.npy")
    // Three float32: NaN, infinity and 1, as NumPy's format 1.0 has them.
    var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }"
    header += String(repeating: " ", count: 127 - 10 - header.utf8.count) + "\n"
    let bytes: [UInt8] =
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
      + [0, 0, 0xC0, 0x7F, 0, 0, 0x80, 0x7F, 0, 0, 0x80, 0x3F]
    try Data(bytes).write(to: URL(filePath: file))
    let result = try CommandLineTool.run("inspect", file)
    #expect(result.status == 0 && result.text.contains("1 NaN, 1 infinite"))
  }

  @Test func mistakes() throws {
    for arguments in [["inspect"], ["inspect", "/nowhere.npy"], ["inspect", "/dev/null"]] {
      let result = try CommandLineTool.run(arguments)
      #expect(result.status != 0 && result.errors.hasPrefix("error: "))
      #expect(result.errors.split(separator: "\n").count == 1 && result.text == "")
    }
  }
}
