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

  /// Law: 0 if every value is right, 1 and a line that names the first if not, 2 if that cannot be
  /// told.
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
      // The file's own seed is taken; options that nothing could use are refused.
      #expect(try verify("--recipe", "\(folder)/r.yaml").status == 0)
      for unusable in [["--dtype", "float16"], ["--path", "p"], ["--backend", "keras-jax"]] {
        #expect(try CommandLineTool.run(["verify", file] + unusable).status > 1)
      }
      let gone = try CommandLineTool.run("verify", "\(folder)/gone.safetensors")
      #expect(gone.status == 2 && gone.errors.hasPrefix("error: "))
      #expect(gone.errors.split(separator: "\n").count == 1)
      try Data("{}".utf8).write(to: URL(filePath: "\(folder)/y.safetensors"))
      #expect(try CommandLineTool.run("verify", "\(folder)/y.safetensors").status == 2)
    }
  }

  /// Law: files of one index are of one model; of several faulty files each is named.
  @Test func mixturesAreFound() throws {
    try Self.inFolder { folder in
      func shard(_ number: Int, _ options: String...) throws {
        let made = try CommandLineTool.run(
          [
            "model", "\(folder)/m.json", "--recipe", "\(folder)/r.yaml", "--quiet", "--shard",
            "\(number)/2", "--output-directory", "\(folder)/d",
          ] + options)
        #expect(made.status == 0)
      }
      try shard(0, "--seed", "1")
      for other in [["--seed", "2"], ["--seed", "1", "--dtype", "float16"]] {
        _ = try CommandLineTool.run(
          [
            "model", "\(folder)/m.json", "--recipe", "\(folder)/r.yaml", "--quiet", "--shard",
            "1/2", "--output-directory", "\(folder)/d",
          ] + other)
        let mixed = try CommandLineTool.run("verify", "\(folder)/d")
        #expect(mixed.status != 0 && mixed.errors.hasPrefix("error: "), "\(mixed.errors)")
      }
      try shard(1, "--seed", "1")
      #expect(try CommandLineTool.run("verify", "\(folder)/d").status == 0)
      let paths = (1...2).map { "\(folder)/d/model-0000\($0)-of-00002.safetensors" }
      let one = try CommandLineTool.run("verify", paths[0])
      #expect(one.status == 0 && one.errors.contains("not all shards"))
      for path in paths {
        var file = try Data(contentsOf: URL(filePath: path))
        file[file.count - 1] ^= 1
        try file.write(to: URL(filePath: path))
      }
      let both = try CommandLineTool.run("verify", "\(folder)/d")
      #expect(both.status == 1)
      #expect(both.errors.split(separator: "\n").filter { $0.hasPrefix("error: ") }.count == 2)
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
