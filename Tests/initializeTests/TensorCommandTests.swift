import Foundation
import Initializers
import Testing

struct TensorCommandTests {
  static func elements<S: Scalar>(_ file: Data, of type: S.Type) -> [S] {
    let header = 10 + Int(file[8]) + Int(file[9]) << 8
    return Data(file[header...]).withUnsafeBytes { Array($0.bindMemory(to: S.self)) }
  }

  /// Oracle: the library's own values, through NumPy's format.
  @Test func valuesAreTheLibrarys() throws {
    let result = try CommandLineTool.run(
      "tensor", "he_normal", "--shape", "3x3x4x5", "--seed", "7", "--output", "-", "--format",
      "npy",
      "--path", "a/b", "--quiet")
    #expect(result.status == 0 && result.errors == "")
    let expected: Tensor<Float> = try VarianceScaling.heNormal(seed: 7)(
      shape: [3, 3, 4, 5], path: "a/b")
    #expect(Self.elements(result.output, of: Float.self) == expected.elements)

    let slice = try CommandLineTool.run(
      "tensor", "he_normal", "--shape", "3x3x4x5", "--seed", "7", "--output", "-", "--format",
      "npy",
      "--path", "a/b", "--slice", "1:3,:,2:,:4", "--dtype", "bfloat16", "--threads", "2", "--quiet")
    let part = try VarianceScaling.heNormal(seed: 7).tensor(
      of: BFloat16.self, shape: [3, 3, 4, 5], slice: [1..<3, 0..<3, 2..<4, 0..<4], path: "a/b")
    #expect(Self.elements(slice.output, of: BFloat16.self) == part.elements)
  }

  /// Law: the command line's seed, else the configuration's, else a fresh one that is told.
  @Test func seeds() throws {
    try CommandLineTool.inFolder { folder in
      func make(_ name: String, _ arguments: [String]) throws -> (String, [Float]) {
        let path = "\(folder)/\(name).npy"
        let config = #"{"class_name":"RandomNormal","config":{"seed":5}}"#
        try config.write(toFile: "\(folder)/c.json", atomically: true, encoding: .utf8)
        let options = ["--shape", "8", "--output", path, "--quiet"]
        let result = try CommandLineTool.run(["tensor"] + arguments + options)
        guard result.status == 0 else { throw CocoaError(.featureUnsupported) }
        return (
          result.errors, Self.elements(try Data(contentsOf: URL(filePath: path)), of: Float.self)
        )
      }
      let five = try make("a", ["@\(folder)/c.json"])
      let six = try make("b", ["@\(folder)/c.json", "--seed", "6"])
      let expected: Tensor<Float> = try RandomNormal(seed: 5)(shape: [8])
      let other: Tensor<Float> = try RandomNormal(seed: 6)(shape: [8])
      #expect(five.1 == expected.elements && five.0 == "")
      #expect(six.1 == other.elements)
      let fresh = try make("c", ["normal"])
      #expect(fresh.0.hasPrefix("seed: "))
      let seed = fresh.0.dropFirst(6).dropLast()
      let again = try make("d", ["normal", "--seed", String(seed)])
      #expect(again.1 == fresh.1 && again.0 == "")
      let zeros = try make("e", ["zeros"])
      #expect(zeros.0 == "" && zeros.1 == Array(repeating: 0, count: 8))
    }
  }

  /// Every mistake: one line that says what to do, a status that is not 0, and no file.
  @Test(arguments: [
    (["glorot_unifrom", "--shape", "2"], "did you mean glorot_uniform"),
    (["zeros", "--shape", "2y3"], "--shape"), (["zeros", "--shape", ""], "--shape"),
    (["zeros", "--shape", "-1"], "shape"), (["zeros", "--shape", "2x-3"], "--shape"),
    (["zeros", "--shape", "99999999999999999999"], "--shape"),
    (["zeros", "--shape", "9999999999x9999999999"], "2⁵⁸"),
    (["zeros"], "--shape"), (["--shape", "2"], "initializer"),
    (["orthogonal", "--shape", "4"], "rank 2"), (["identity", "--shape", "3x8"], "multiple"),
    (["he_normal", "--shape", "2", "--dtype", "int32"], "int32"),
    (["zeros", "--shape", "2", "--dtype", "float8"], "--dtype"),
    (["normal", "--shape", "2", "--seed", "-1"], "seed"),
    (["normal", "--shape", "2", "--seed", "18446744073709551616"], "seed"),
    (["normal", "--shape", "2", "--seed", "1.5"], "seed"),
    (["normal", "--shape", "2", "--threads", "0"], "--threads"),
    (["normal", "--shape", "2", "--format", "npz"], "--format npz"),
    (["{\"class_name\":\"Orthogonal\",\"config\":{\"gain\":1e300}}", "--shape", "2x2"], "gain"),
    (["normal", "--shape", "2", "--backend", "cuda"], "backend"),
    (["normal", "--shape", "4", "--slice", "3:1"], "slice"),
    (["normal", "--shape", "4", "--slice", "0:5"], "slice"),
    (["normal", "--shape", "4", "--slice", "0"], "slice"),
    (["normal", "--shape", "4", "--slice", ":,:"], "slice"),
    (["{\"class_name\":", "--shape", "4"], "JSON"), (["[3]", "--shape", "4"], "array"),
    (["@/missing.json", "--shape", "4"], "/missing.json"),
    (["normal", "--shape", "4", "--unknown"], "--unknown"),
  ])
  func mistakes(arguments: [String], part: String) throws {
    try CommandLineTool.inFolder { folder in
      let result = try CommandLineTool.run(
        ["tensor"] + arguments + ["--output", "\(folder)/x.npy"])
      #expect(result.status != 0)
      let lines = result.errors.split(separator: "\n")
      let line = try #require(lines.last)
      #expect(lines.filter { !$0.hasPrefix("seed: ") }.count == 1, "\(result.errors)")
      #expect(line.hasPrefix("error: ") && line.contains(part), "\(line)")
      let left = try CommandLineTool.names(in: folder)
      #expect(left.isEmpty)
    }
  }

  /// Mistakes about the output.
  @Test(arguments: [
    ([], "--output"), (["--output", "weights"], ".safetensors"),
    (["--output", "x.txt"], ".safetensors"),
    (["--output", "-"], "--format"), (["--output", "/missing/x.npy"], "/missing/x.npy"),
    (["--output", "/"], "is a folder"), (["--output", ""], "--output"),
  ])
  func outputMistakes(arguments: [String], part: String) throws {
    let result = try CommandLineTool.run(["tensor", "zeros", "--shape", "2"] + arguments)
    #expect(result.status != 0)
    #expect(result.errors.hasPrefix("error: ") && result.errors.contains(part), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  /// A failed run leaves the file that was there.
  @Test func oldFileStays() throws {
    try CommandLineTool.inFolder { folder in
      let path = "\(folder)/x.npy"
      try "old".write(toFile: path, atomically: true, encoding: .utf8)
      let failed = try CommandLineTool.run("tensor", "orthogonal", "--shape", "4", "--output", path)
      #expect(failed.status != 0)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
      let names = try CommandLineTool.names(in: folder)
      #expect(names == ["x.npy"])
    }
  }

  /// Rank 0 and empty tensors are files like every other.
  @Test func scalarsAndEmptyTensors() throws {
    for (shape, count) in [("scalar", 1), ("0", 0), ("3x0x2", 0)] {
      let result = try CommandLineTool.run(
        "tensor", "ones", "--shape", shape, "--output", "-", "--format", "npy")
      #expect(result.status == 0)
      #expect(Self.elements(result.output, of: Float.self).count == count)
    }
  }
}
