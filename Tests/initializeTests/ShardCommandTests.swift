import Foundation
import Testing

struct ShardCommandTests {
  /// Law: any rank alone makes its own file, the same as one process makes; the index is the same
  /// from each.
  @Test func ranksAgree() throws {
    try VerifyCommandTests.inFolder { folder in
      try FileManager.default.createDirectory(
        atPath: "\(folder)/one", withIntermediateDirectories: false)
      let one = try VerifyCommandTests.make(
        folder, "--seed", "7", "--shards", "3", "--output", "\(folder)/one/m.safetensors")
      #expect(one.status == 0 && one.errors == "")
      let names = try CommandLineTool.names(in: "\(folder)/one")
      #expect(
        names == (1...3).map { "m-0000\($0)-of-00003.safetensors" } + ["m.safetensors.index.json"])
      for rank in 0..<3 {
        let own = "\(folder)/\(rank)"
        try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: false)
        let made = try VerifyCommandTests.make(
          folder, "--seed", "7", "--shard", "\(rank)/3", "--threads", "1", "--output",
          "\(own)/m.safetensors")
        #expect(made.status == 0)
        #expect(try CommandLineTool.names(in: own) == [names[rank], names[3]])
        for name in [names[rank], names[3]] {
          let same = FileManager.default.contentsEqual(
            atPath: "\(own)/\(name)", andPath: "\(folder)/one/\(name)")
          #expect(same, "\(name) of rank \(rank)")
        }
      }
      let index = "\(folder)/one/m.safetensors.index.json"
      #expect(try CommandLineTool.run("verify", index).status == 0)
      // The index stands for its model, too.
      let again = try CommandLineTool.run(
        "model", index, "--recipe", "\(folder)/r.yaml", "--dry-run", "--explain")
      #expect(again.text.contains("a.bias\t20\tfloat32\t{\"class_name\":\"Zeros\""))
      #expect(again.text.contains("rule 1, match: *.bias"))
      // Finished files are kept, damaged ones made again.
      try Data("junk".utf8).write(to: URL(filePath: "\(folder)/one/\(names[1])"))
      #expect(try CommandLineTool.run("verify", index).status == 2)
      let resumed = try CommandLineTool.run(
        "model", "\(folder)/m.json", "--recipe", "\(folder)/r.yaml", "--seed", "7", "--shards", "3",
        "--resume", "--output", "\(folder)/one/m.safetensors")
      #expect(resumed.status == 0 && resumed.errors.contains("kept 2 of 3 files"))
      #expect(try CommandLineTool.run("verify", index).status == 0)
    }
  }

  #if os(Linux)
  /// Law: memory does not grow with the model: of this one's gigabyte no process holds 300 MB.
  @Test func memoryStaysSmall() throws {
    try CommandLineTool.inFolder { folder in
      let manifest =
        #"{"a": {"shape": [200, 1048576]}, "b": {"shape": [100, 1048576], "dtype": "float16"}}"#
      try manifest.write(toFile: "\(folder)/m.json", atomically: true, encoding: .utf8)
      try "[{match: '*', initializer: ones}]".write(
        toFile: "\(folder)/r.yaml", atomically: true, encoding: .utf8)
      let output = "\(folder)/x.safetensors"
      for arguments in [
        [
          "model", "\(folder)/m.json", "--recipe", "\(folder)/r.yaml", "--seed", "1", "--output",
          output,
        ],
        ["verify", output],
      ] {
        let process = try CommandLineTool.start(arguments)
        var largest = 0
        // A process starts as a copy of the one that starts it, whose memory does not count.
        while process.isRunning {
          let status = try? String(
            contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
          if let status, status.hasPrefix("Name:\tinitialize\n"),
            let match = status.firstMatch(of: /VmHWM:\s+(\d+) kB/), let size = Int(match.1)
          {
            largest = max(largest, size << 10)
          }
          usleep(2000)
        }
        #expect(process.terminationStatus == 0)
        #expect(largest > 5_000_000 && largest < 300_000_000, "\(largest) bytes")
      }
    }
  }
  #endif

  /// Law: `--output-directory` is for a model that is to be called `model`.
  @Test func folders() throws {
    try VerifyCommandTests.inFolder { folder in
      let made = try VerifyCommandTests.make(
        folder, "--seed", "1", "--output-directory", "\(folder)/new/d", "--part", "*.weight=0:1/2")
      #expect(made.status == 0)
      #expect(try CommandLineTool.names(in: "\(folder)/new/d") == ["model.safetensors"])
      #expect(try CommandLineTool.run("verify", "\(folder)/new/d/model.safetensors").status == 0)
      let sharded = try VerifyCommandTests.make(
        folder, "--seed", "1", "--output-directory", "\(folder)/s", "--shards", "1")
      #expect(sharded.status == 0)
      #expect(
        try CommandLineTool.names(in: "\(folder)/s") == [
          "model-00001-of-00001.safetensors", "model.safetensors.index.json",
        ])
    }
  }

  /// Law: parts have the name that they had before, too, of which nothing is said.
  @Test func partsWereCalledSlices() throws {
    try VerifyCommandTests.inFolder { folder in
      let files = try ["--part", "--slice"].map { option in
        let path = "\(folder)/\(option).safetensors"
        let made = try VerifyCommandTests.make(
          folder, "--seed", "1", "--output", path, option, "*.weight=0:1/2")
        #expect(made.status == 0 && made.errors.isEmpty)
        return try Data(contentsOf: URL(filePath: path))
      }
      #expect(files[0] == files[1])
      let help = try CommandLineTool.run("help", "model").text
      #expect(help.contains("--part") && !help.contains("--slice"))
    }
  }

  @Test(arguments: [
    (["--shards", "0", "--seed", "1"], "shards"), (["--shard", "0/2"], "--seed"),
    (["--shard", "2/2", "--seed", "1"], "--shard 2/2"), (["--shard", "x", "--seed", "1"], "auto"),
    (["--shard", "0/2", "--shards", "3", "--seed", "1"], "contradict"),
    (["--shard", "auto", "--seed", "1"], "RANK"), (["--resume"], "--seed"),
    (["--part", "q=0:0/2", "--seed", "1"], "matches no tensor"),
    (["--part", "q", "--seed", "1"], "0:1/4"), (["--recipe", "gpt5"], "bert, gpt2"),
    (["--recipe", "./gone.yaml"], "gone.yaml"), (["--output-directory", "x"], "either"),
  ])
  func mistakes(options: [String], part: String) throws {
    try VerifyCommandTests.inFolder { folder in
      let recipe = options.contains("--recipe") ? [] : ["--recipe", "\(folder)/r.yaml"]
      let result = try CommandLineTool.run(
        ["model", "\(folder)/m.json", "--output", "\(folder)/x.safetensors"] + recipe + options)
      #expect(result.status != 0)
      #expect(
        result.errors.hasPrefix("error: ") && result.errors.contains(part), "\(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1)
      #expect(try CommandLineTool.names(in: folder) == ["m.json", "r.yaml"])
    }
  }
}
