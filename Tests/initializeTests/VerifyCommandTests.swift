import Foundation
import Testing

struct VerifyCommandTests {
  static let manifest = #"""
    {"a.weight": {"shape": [300, 20], "dtype": "bfloat16"}, "a.bias": {"shape": [20]},
     "b.weight": {"shape": [33, 11]}, "c.weight": {"shape": [64, 64], "dtype": "float16"}}
    """#
  static let recipe = """
    layout: torch
    rules: [{match: "*.bias", initializer: zeros}, {match: "b*", initializer: orthogonal}, {match: "*", initializer: he_normal}]
    """

  /// Calls a function with a folder that has a manifest and a recipe.
  static func inFolder(_ body: (String) throws -> Void) throws {
    try CommandLineTool.inFolder { folder in
      try manifest.write(toFile: "\(folder)/m.json", atomically: true, encoding: .utf8)
      try recipe.write(toFile: "\(folder)/r.yaml", atomically: true, encoding: .utf8)
      try body(folder)
    }
  }

  static func make(_ folder: String, _ options: String...) throws -> CommandLineTool.Result {
    try CommandLineTool.run(
      ["model", "\(folder)/m.json", "--recipe", "\(folder)/r.yaml", "--quiet"] + options)
  }

  /// Law: 0 if every value is right, 1 and a line that names the first if not, 2 if that cannot be told.
  @Test func statuses() throws {
    try Self.inFolder { folder in
      let file = "\(folder)/x.safetensors"
      #expect(try Self.make(folder, "--seed", "7", "--output", file).status == 0)
      let model = ["--model", "\(folder)/m.json", "--recipe", "\(folder)/r.yaml"]
      func verify(_ options: String...) throws -> CommandLineTool.Result {
        try CommandLineTool.run(["verify", file] + options)
      }
      let right = try verify()
      #expect(right.status == 0 && right.errors.hasPrefix("4 tensors, 21.7 kB: every value"))
      #expect(try verify("--seed", "7", "--quiet").errors == "")
      #expect(try CommandLineTool.run(["verify", file, "--seed", "7"] + model).status == 0)
      #expect(try verify("--recipe", "\(folder)/r.yaml", "--seed", "7").status == 0)
      let seed = try verify("--seed", "8")
      #expect(seed.status == 1 && seed.errors == "error: \(file) was made with seed 7, not 8\n")
      let other = try CommandLineTool.run(["verify", file, "--seed", "8"] + model)
      #expect(other.status == 1)
      #expect(other.errors.hasPrefix("error: \(file): a.weight[0, 0] is "))
      #expect(try verify("--model", "\(folder)/m.json").status != 0)
      let gone = try CommandLineTool.run("verify", "\(folder)/gone.safetensors")
      #expect(gone.status == 2 && gone.errors.hasPrefix("error: "))
      #expect(gone.errors.split(separator: "\n").count == 1)
      try Data("{}".utf8).write(to: URL(filePath: "\(folder)/y.safetensors"))
      #expect(try CommandLineTool.run("verify", "\(folder)/y.safetensors").status == 2)
    }
  }

  /// Law: a file without a record is verified against what the options say.
  @Test func singleTensors() throws {
    try CommandLineTool.inFolder { folder in
      let file = "\(folder)/x.npy"
      let made = try CommandLineTool.run(
        "tensor", "he_normal", "--shape", "30x40", "--seed", "3", "--path", "p", "--output", file)
      #expect(made.status == 0)
      func verify(_ options: String...) throws -> Int32 {
        try CommandLineTool.run(["verify", file] + options).status
      }
      #expect(try verify() == 2)
      #expect(try verify("--initializer", "he_normal", "--seed", "3", "--path", "p") == 0)
      #expect(try verify("--initializer", "he_normal", "--seed", "3") == 1)
      #expect(try verify("--initializer", "he_uniform", "--seed", "3", "--path", "p") == 1)
    }
  }
}
