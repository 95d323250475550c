import Foundation
import Initializers
import TestSupport
import Testing

struct ModelCommandTests {
  static let resnet = Vectors.repository.appending(path: "Examples/resnet50.json").path

  /// Oracle: Keras's count of ResNet50's parameters, 25,636,712.
  @Test func dryRunListsTheModel() throws {
    let result = try CommandLineTool.run("model", Self.resnet, "--dry-run")
    #expect(result.status == 0)
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == 320)
    #expect(lines[0].hasPrefix("conv1_conv/kernel\t7x7x3x64\tfloat32\t{"))
    #expect(result.errors.contains("25,636,712 parameters in 320 tensors"))
  }

  /// Law: the same seed gives the same file; another seed another; half types half the size.
  @Test func seedsDecideTheFile() throws {
    struct Recorded: Decodable {
      let json: String
    }
    try CommandLineTool.inFolder { folder in
      let record = try Vectors.decode(Recorded.self, from: "models/text_classifier.json")
      let model = "\(folder)/model.json"
      try record.json.write(toFile: model, atomically: true, encoding: .utf8)
      func make(_ name: String, _ options: String...) throws -> Data {
        let path = "\(folder)/\(name)"
        let result = try CommandLineTool.run(["model", model, "--output", path] + options)
        guard result.status == 0 else { throw CocoaError(.featureUnsupported) }
        return try Data(contentsOf: URL(filePath: path))
      }
      let first = try make("a.safetensors", "--seed", "42")
      let again = try make("b.safetensors", "--seed", "42", "--threads", "1")
      let other = try make("c.safetensors", "--seed", "43")
      #expect(first == again && first != other)
      let half = try make("d.npz", "--seed", "42", "--dtype", "float16", "--quiet")
      let whole = try make("e.npz", "--seed", "42")
      #expect(whole.count - half.count == 2 * 1174)
    }
  }

  /// Law: a mistake in what is named gets one line that says what could have been meant.
  @Test(arguments: [
    (["modle", "m.json"], "did you mean model?"),
    (["frobnicate"], "the subcommands are help, model, tensor"),
    (["recipe"], "name a recipe: one of bert, gpt2"), (["recipe", "gtp2"], "bert, gpt2"),
    (["tensor", "zreos", "--shape", "2", "--output", "a.npy"], "did you mean zeros"),
    (["tensor", "zeros", "--shape", "2", "--output", "FOLDER"], "FOLDER/weights.safetensors"),
    (["model", resnet, "--recipe", "gtp2", "--dry-run"], "no file called"),
    (["model", resnet, "--output-directory", "FOLDER/file"], "is a file; name a folder"),
  ])
  func misnamed(arguments: [String], part: String) throws {
    try CommandLineTool.inFolder { folder in
      try "".write(toFile: "\(folder)/file", atomically: true, encoding: .utf8)
      let result = try CommandLineTool.run(
        arguments.map { $0.replacing("FOLDER", with: folder) })
      #expect(result.status != 0)
      #expect(
        result.errors.hasPrefix("error: ")
          && result.errors.contains(part.replacing("FOLDER", with: folder)), "\(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1)
    }
  }

  /// Law: the header of a safetensors file describes a model, also where the name ends in capitals.
  @Test(arguments: ["a.safetensors", "A.SAFETENSORS"])
  func headersDescribeModels(name: String) throws {
    try CommandLineTool.inFolder { folder in
      let path = "\(folder)/\(name)"
      let made = try CommandLineTool.run(
        "tensor", "zeros", "--shape", "2x3", "--output", path, "--quiet")
      #expect(made.status == 0)
      let recipe = "\(folder)/r.yaml"
      try #"[{match: "*", initializer: ones}]"#
        .write(toFile: recipe, atomically: true, encoding: .utf8)
      let plan = try CommandLineTool.run("model", path, "--recipe", recipe, "--dry-run")
      #expect(plan.status == 0, "\(plan.errors)")
      #expect(plan.text.hasPrefix("tensor\t2x3\tfloat32"), "\(plan.text)")
    }
  }

  @Test(arguments: [
    ("", "JSON"), ("{}", "not a Keras model"), ("PK\u{3}\u{4}", "is truncated"),
    (
      #"{"class_name":"Sequential","config":{"layers":[{"class_name":"Wow","config":{"name":"w"}}]}}"#,
      "class Wow"
    ),
  ])
  func mistakes(json: String, part: String) throws {
    try CommandLineTool.inFolder { folder in
      let model = "\(folder)/model.json"
      try json.write(toFile: model, atomically: true, encoding: .utf8)
      let result = try CommandLineTool.run("model", model, "--output", "\(folder)/x.npz")
      #expect(result.status != 0)
      #expect(
        result.errors.hasPrefix("error: ") && result.errors.contains(part), "\(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1)
      let names = try CommandLineTool.names(in: folder)
      #expect(names == ["model.json"])
    }
  }

  @Test func notes() throws {
    try CommandLineTool.inFolder { folder in
      let model = "\(folder)/model.json"
      let layer = #"{"class_name":"Wow","config":{"name":"w"}}"#
      let json = #"{"class_name":"Sequential","config":{"name":"s","layers":[\#(layer)]}}"#
      try json.write(toFile: model, atomically: true, encoding: .utf8)
      let result = try CommandLineTool.run(
        "model", model, "--skip-unknown", "--seed", "1", "--output", "\(folder)/x.npz", "--quiet")
      #expect(result.status == 0)
      #expect(result.errors == "note: left out s/w (Wow)\n")
    }
  }
}
