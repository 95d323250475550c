import Checkpoints
import Foundation
import Testing

/// Law: `verify` ends with 0 only if every value is what the seed gives, as every other program
/// reads the file.
struct WrongFileTests {
  static let manifest = #"""
    {"a": {"shape": [4, 6], "initializer": "he_normal"}, "b": {"shape": [4, 6], "initializer": "he_normal"},
     "c": {"shape": [3], "initializer": "zeros"}, "d": {"shape": [2, 3, 4], "dtype": "bfloat16", "initializer": "orthogonal"}}
    """#

  /// Calls a function with a folder that has a manifest, and makes its model with options.
  static func inFolder(_ made: [[String]], _ body: (String) throws -> Void) throws {
    try CommandLineTool.inFolder { folder in
      try manifest.write(toFile: "\(folder)/m.json", atomically: true, encoding: .utf8)
      for options in made {
        let places = options.map { $0.replacingOccurrences(of: "FOLDER", with: folder) }
        let result = try CommandLineTool.run(["model", "\(folder)/m.json", "--quiet"] + places)
        #expect(result.status == 0, "\(result.errors)")
      }
      try body(folder)
    }
  }

  static func verify(_ arguments: String...) throws -> CommandLineTool.Result {
    try CommandLineTool.run(["verify"] + arguments)
  }

  /// Rewrites the header of a safetensors file.
  static func edit(_ path: String, _ change: (String) -> String) throws {
    let file = try Data(contentsOf: URL(filePath: path))
    let size = file.prefix(8).enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
    let header = Data(change(String(decoding: file[8..<8 + size], as: UTF8.self)).utf8)
    let start = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) }
    try (start + header + file[(8 + size)...]).write(to: URL(filePath: path))
  }

  /// Changes of a header that safetensors 0.8.0 reads otherwise, or refuses, with a part of what is
  /// said of them.
  static let headers: [(from: String, to: String, part: String)] = [
    (#""b":{"#, #""a":{"dtype":"I32","shape":[6,4],"data_offsets":[0,96]},"b":{"#, "is repeated"),
    (#""dtype":"F32","shape":[4,6]"#, #""dtype":"I32","dtype":"F32","shape":[4,6]"#, "is repeated"),
    (#"{"__metadata__""#, #"{"__metadata__":{},"__metadata__""#, "is repeated"),
    (#""seed":"42""#, #""seed":"42","seed":"7""#, "is repeated"),
    ("[0,96]}", "[0,96],}", "a key"), ("[0,96]", "[0,96,]", "integer"),
    ("[0,96]", "[0,96.0]", "integer"),
    ("[0,96]", "[00,96]", "integer"),
    (#"{"__metadata__""#, "\u{FEFF}{\"__metadata__\"", "byte order mark"),
    (#"{"__metadata__""#, #" {"__metadata__""#, "must begin with {"),
    (#""a":"#, #""a\ud800":"#, "surrogate pair"),
    ("[0,96]}", "[0,96]}} ", "after the end"),
    // What the other programs read is another tensor than what was made.
    (
      #""F32","shape":[4,6],"data_offsets":[0,96]"#, #""F32","shape":[6,4],"data_offsets":[0,96]"#,
      "[6, 4]"
    ),
    (
      #""F32","shape":[4,6],"data_offsets":[0,96]"#, #""I32","shape":[4,6],"data_offsets":[0,96]"#,
      "int32"
    ),
    (
      #""F32","shape":[4,6],"data_offsets":[0,96]"#, #""F64","shape":[4,3],"data_offsets":[0,96]"#,
      "float64"
    ),
    (#""F32","shape":[3]"#, #""F32","shape":[3,1]"#, "[3, 1]"),
    (#""a":{"dtype""#, #""a2":{"dtype""#, " a"),
    (#""seed":"42""#, #""seed":"41""#, "not what was planned"),
    (#"\"c\":{\"dtype\""#, #"\"x\":{\"dtype\""#, "does not have"),
  ]

  @Test(arguments: headers)
  func headersAreReadAsOthersDo(from: String, to: String, part: String) throws {
    try Self.inFolder([["--seed", "42", "--output", "FOLDER/x.safetensors"]]) { folder in
      let path = "\(folder)/x.safetensors"
      #expect(try Self.verify(path).status == 0)
      try Self.edit(path) {
        let range = $0.range(of: from)
        #expect(range != nil)
        return $0.replacingOccurrences(of: from, with: to, range: range)
      }
      for options in [[], ["--seed", "42"], ["--model", "\(folder)/m.json", "--seed", "42"]] {
        let result = try CommandLineTool.run(["verify", path] + options)
        // Against the model nothing is read of the record.
        let isRecord = part == "not what was planned" || part == "does not have"
        if isRecord && options.count == 4 { continue }
        #expect(result.status != 0, "\(options)")
        let isSeed = part == "not what was planned" && options.count == 2
        #expect(result.errors.contains(isSeed ? "not 42" : part), "\(result.errors)")
      }
    }
  }

  /// Law: `"__metadata__": null` is no facts, as safetensors reads it.
  @Test func factsMayBeNull() throws {
    try Self.inFolder([["--seed", "42", "--output", "FOLDER/x.safetensors"]]) { folder in
      let path = "\(folder)/x.safetensors"
      try Self.edit(path) {
        $0.replacing(/"__metadata__":\{.*?\}\},?"\},/, with: "\"__metadata__\":null,")
      }
      #expect(try Self.verify(path).errors.contains("does not record"))
      #expect(try Self.verify(path, "--model", "\(folder)/m.json", "--seed", "42").status == 0)
    }
  }

  /// Law: a file of another seed that says it is of this one is found out by `--seed`, and a list
  /// of values by nothing but the model.
  @Test func whatIsTrustedIsTold() throws {
    try Self.inFolder([["--seed", "7", "--output", "FOLDER/x.safetensors"]]) { folder in
      let path = "\(folder)/x.safetensors"
      let own = try Self.verify(path)
      #expect(own.status == 0 && own.errors.contains("against the files' own record (seed 7"))
      #expect(try Self.verify(path, "--seed", "7").errors.contains("own record and --seed (shapes"))
      let whole = try Self.verify(path, "--model", "\(folder)/m.json", "--seed", "7")
      #expect(whole.errors.contains("against --model and --seed,"), "\(whole.errors)")
      // The plan's hash is no secret: whoever changes the seed can change it, too.
      try Self.edit(path) {
        $0.replacing(#""seed":"7""#, with: #""seed":"42""#)
          .replacing(/"plan":"[0-9a-f]*"/, with: #""plan":"0","shard":"0/2""#)
      }
      #expect(try Self.verify(path).errors.contains("recorded as part 0/2"))
      let pinned = try Self.verify(path, "--seed", "42")
      #expect(pinned.status == 1 && pinned.errors.contains("was made with seed 7, not 42"))

      let list =
        #"{"w": {"shape": [2], "initializer": {"class_name": "Constant", "config": {"value": [1, 2]}}}}"#
      try list.write(toFile: "\(folder)/l.json", atomically: true, encoding: .utf8)
      let values = "\(folder)/l.npz"
      #expect(
        try CommandLineTool.run("model", "\(folder)/l.json", "--seed", "1", "--output", values)
          .status == 0)
      // Constants side by side are a list, too, however they are put together.
      let part =
        #"{"class_name": "Concatenated", "config": {"initializers": [\#(String(repeating: "\"ones\", ", count: 9))"zeros"]}}"#
      let nested =
        #"{"w": {"shape": [20], "initializer": {"class_name": "Concatenated", "config": {"initializers": [\#(part), \#(part)]}}}}"#
      try nested.write(toFile: "\(folder)/n.json", atomically: true, encoding: .utf8)
      let many = "\(folder)/n.safetensors"
      #expect(try CommandLineTool.run("model", "\(folder)/n.json", "--output", many).status == 0)
      #expect(try Self.verify(many).errors.contains("1 tensor is not verified, w"))
      let literal = try Self.verify(values, "--seed", "1")
      #expect(literal.status == 2 && literal.errors.contains("1 tensor is not verified, w"))
      #expect(try Self.verify(values, "--seed", "1", "--model", "\(folder)/l.json").status == 0)
    }
  }

  /// Law: of two checkpoints in one folder programs take one or the other, so that neither is
  /// verified, and none is written beside another.
  @Test func foldersHaveOneCheckpoint() throws {
    let shards = ["--seed", "42", "--shards", "2", "--output-directory"]
    try Self.inFolder([
      ["--seed", "7", "--output-directory", "FOLDER/one"], shards + ["FOLDER/two"],
    ]) { folder in
      let (one, two) = ("\(folder)/one", "\(folder)/two")
      for options in [
        shards + [one], ["--seed", "7", "--output-directory", two],
        shards.map { $0 == "2" ? "3" : $0 } + [two],
      ] {
        let again = try CommandLineTool.run(["model", "\(folder)/m.json"] + options)
        #expect(
          again.status == 1 && again.errors.contains("from another checkpoint"), "\(again.errors)")
      }
      // The same files are replaced.
      #expect(try CommandLineTool.run(["model", "\(folder)/m.json"] + shards + [two]).status == 0)
      try FileManager.default.copyItem(
        atPath: "\(one)/model.safetensors", toPath: "\(two)/model.safetensors")
      for options in [[], ["--seed", "42"], ["--model", "\(folder)/m.json", "--seed", "42"]] {
        let both = try CommandLineTool.run(["verify", two] + options)
        #expect(both.status == 2 && both.errors.contains("two checkpoints in one folder"))
        let index = try CommandLineTool.run(
          ["verify", "\(two)/model.safetensors.index.json"] + options)
        #expect(
          index.status == 2 && index.errors.contains("belongs to another checkpoint"),
          "\(index.errors)")
      }
      #expect(try CommandLineTool.run("inspect", two).status == 1)
      #expect(try Self.verify("\(two)/model.safetensors", "--seed", "7").status == 0)
    }
  }

  /// Law: a single shard of one is the whole, and its record is held against its plan.
  @Test func oneShardIsWhole() throws {
    let made = ["--seed", "42", "--shards", "1", "--output-directory", "FOLDER/s"]
    try Self.inFolder([made]) { folder in
      let path = "\(folder)/s/model-00001-of-00001.safetensors"
      for file in [path, "\(folder)/s"] {
        let right = try Self.verify(file)
        #expect(right.status == 0 && !right.errors.contains("not all shards"))
      }
      try Self.edit(path) { $0.replacing(/"plan":"[0-9a-f]*"/, with: #""plan":"0""#) }
      for file in [path, "\(folder)/s"] { #expect(try Self.verify(file).status == 1) }
    }
  }

  /// Law: a part is verified under a part's name only, and no file without a tensor is.
  @Test func partsHaveNamesOfParts() throws {
    let made = ["--seed", "42", "--shards", "6", "--output-directory", "FOLDER/s"]
    try Self.inFolder([made]) { folder in
      let paths = (1...6).map { "\(folder)/s/model-0000\($0)-of-00006.safetensors" }
      #expect(try CommandLineTool.run(["verify"] + paths).status == 0)
      let half = try Self.verify(paths[0], "\(folder)/./s/model-00002-of-00006.safetensors")
      #expect(half.status == 2 && half.errors.contains("is missing"), "\(half.errors)")
      let empty = try Self.verify(paths[5], "--model", "\(folder)/m.json", "--seed", "42")
      #expect(empty.status == 2 && empty.errors.contains("no tensors"))
      try FileManager.default.createDirectory(
        atPath: "\(folder)/f", withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: paths[0], toPath: "\(folder)/f/model.safetensors")
      let renamed = try Self.verify("\(folder)/f", "--seed", "42")
      #expect(renamed.status == 1 && renamed.errors.contains("recorded as part 0/6"))
      try Self.edit(paths[1]) { $0.replacing(#""shard":"1/6""#, with: #""shard":"0/6""#) }
      #expect(try Self.verify("\(folder)/s").status == 1)
    }
  }

  /// Law: shards are all there, of one plan and one seed, and nothing is left over; or one is
  /// verified alone.
  @Test func setsOfShardsAreWhole() throws {
    let made = ["--seed", "42", "--shards", "4", "--output-directory", "FOLDER/s"]
    try Self.inFolder([made, ["--seed", "7", "--shards", "2", "--output-directory", "FOLDER/t"]]) {
      folder in
      let index = "\(folder)/s/model.safetensors.index.json"
      let paths = (1...4).map { "\(folder)/s/model-0000\($0)-of-00004.safetensors" }
      #expect(try CommandLineTool.run(["verify"] + paths).status == 0)
      let three = try CommandLineTool.run(["verify"] + paths.dropLast())
      #expect(three.status == 2 && three.errors.contains("\(paths[3]) is missing"))
      let alone = try Self.verify(paths[3])
      #expect(alone.status == 0 && alone.errors.contains("not all shards"))

      let whole = try String(contentsOfFile: index, encoding: .utf8)
      for (from, to, part) in [
        (#"(?s)"weight_map" : \{.*\}\n\}"#, #""weight_map" : {}}"#, "names no tensors"),
        (#",\n    "d" : "[^"]*""#, "", "tensor d, which"),
        (#""d" : "[^"]*""#, #""d" : "model-00003-of-00004.safetensors""#, "tensor d, which"),
        (#"(?s)"metadata" : \{.*?\},"#, "", "metadata"),
      ] {
        let changed = whole.replacingOccurrences(of: from, with: to, options: .regularExpression)
        #expect(changed != whole)
        try changed.write(toFile: index, atomically: true, encoding: .utf8)
        for options in [[], ["--seed", "42"], ["--model", "\(folder)/m.json", "--seed", "42"]] {
          let result = try CommandLineTool.run(["verify", "\(folder)/s"] + options)
          #expect(result.status == 2 && result.errors.contains(part), "\(result.errors)")
        }
      }
      // The last shard dropped from the index and from the folder.
      let dropped = whole.replacing(/,\n    "d" : "[^"]*"/, with: "").replacing(
        /"total_size" : \d+/, with: #""total_size" : 204"#)
      try dropped.write(toFile: index, atomically: true, encoding: .utf8)
      try FileManager.default.moveItem(atPath: paths[3], toPath: "\(folder)/kept")
      #expect(try Self.verify("\(folder)/s").errors.contains("is missing"))
      try FileManager.default.moveItem(atPath: "\(folder)/kept", toPath: paths[3])
      try whole.write(toFile: index, atomically: true, encoding: .utf8)

      // Leftovers of another run, beside all that is named.
      let leftover = "\(folder)/s/model-00001-of-00002.safetensors"
      try FileManager.default.copyItem(
        atPath: "\(folder)/t/model-00001-of-00002.safetensors", toPath: leftover)
      for arguments in [["\(folder)/s"], [index], paths, paths + [leftover]] {
        let result = try CommandLineTool.run(["verify"] + arguments)
        #expect(result.status == 2 && result.errors.contains("-of-00002"), "\(result.errors)")
      }
      try FileManager.default.removeItem(atPath: leftover)
      // A shard of another seed in place of one.
      let other = try CommandLineTool.run(
        "model", "\(folder)/m.json", "--seed", "7", "--shard", "3/4", "--output-directory",
        "\(folder)/s")
      #expect(other.status == 0)
      for arguments in [["\(folder)/s"], paths] {
        let result = try CommandLineTool.run(["verify"] + arguments)
        #expect(result.status == 1 && result.errors.contains("different models"))
      }
    }
  }

  /// Law: names steer no terminal and no page, whatever they hold.
  @Test func namesAreShownHarmlessly() throws {
    try CommandLineTool.inFolder { folder in
      let name = #"\u001b]0;title\u0007\u001b[2J\n/fake\t1\tfloat32\u009b31m\u202egnp"#
      let manifest = #"{"\#(name)": {"shape": [4], "initializer": "he_normal"}}"#
      try manifest.write(toFile: "\(folder)/m.json", atomically: true, encoding: .utf8)
      let (model, file) = ("\(folder)/m.json", "\(folder)/x.safetensors")
      #expect(try CommandLineTool.run("model", model, "--seed", "1", "--output", file).status == 0)
      for arguments in [
        ["model", model, "--seed", "1", "--dry-run"], ["model", model, "--seed", "1", "--explain"],
        ["check", model], ["check", model, "--json"], ["inspect", file],
        ["inspect", file, "--json"],
        ["verify", file, "--initializer", "zeros", "--seed", "1"],
        ["report", model, "--seed", "1", "--output", "\(folder)/r.html"],
      ] {
        let result = try CommandLineTool.run(arguments)
        var shown = result.text + result.errors
        if arguments[0] == "report" {
          shown += try String(contentsOfFile: "\(folder)/r.html", encoding: .utf8)
        }
        let letters = shown.unicodeScalars.filter { $0 != "\n" && $0 != "\t" }
        #expect(
          !letters.contains {
            $0.value < 32 || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}"
          }, "\(arguments)")
        // Ends of lines are spaces in HTML.
        if arguments[0] == "report" { continue }
        #expect(!shown.contains("\n/fake") && !shown.contains("fake\t1"), "\(arguments)")
      }
    }
  }

  /// Law: one flipped bit of an archive is found, but in what no program reads: times, systems and
  /// modes of members.
  @Test func bitsOfArchives() throws {
    try Self.inFolder([["--seed", "42", "--output", "FOLDER/x.npz"]]) { folder in
      let path = "\(folder)/x.npz"
      let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
      var harmless: Set<Int> = []
      for place in 0..<whole.count - 46 {
        // After a signature: version made by, modes and, in both headers, time and date.
        switch Array(whole[place..<place + 4]) {
        case [0x50, 0x4B, 1, 2]:
          harmless.formUnion(
            Array(place + 4..<place + 7) + Array(place + 12..<place + 16)
              + Array(place + 36..<place + 42))
        case [0x50, 0x4B, 3, 4]:
          harmless.formUnion(Array(place + 4..<place + 5) + Array(place + 10..<place + 14))
        default: break
        }
      }
      let copy = "\(folder)/y.npz"
      for place in whole.indices where !harmless.contains(place) {
        var file = whole
        file[place] ^= 1 << UInt8(place % 8)
        try Data(file).write(to: URL(filePath: copy))
        do {
          let files = try CheckpointSet(paths: [copy])
          for (number, tensor) in files.tensors.enumerated() {
            var bytes = [UInt8](repeating: 0, count: tensor.byteCount ?? 0)
            try bytes.withUnsafeMutableBytes {
              try files.files[0].read($0, ofTensor: number, at: 0)
            }
          }
          try files.files[0].requireChecksums()
          // Facts and records are told apart by what they say.
          #expect(place >= whole.count / 2, "\(place) of \(whole.count)")
        } catch {
          #expect(error is CheckpointError)
        }
      }
    }
  }
}
