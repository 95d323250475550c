import Checkpoints
import Foundation
import Initializers
import SeedCheckpoints
import Testing

struct VerificationTests {
  static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  /// A plan with every kind of tensor: sliced, with and without a path, not elementwise, of
  /// integers, empty.
  static func plan(seed: Seed = 4) throws -> InitializationPlan {
    func tensor(
      _ name: String, _ shape: [Int], _ type: ScalarType, _ initializer: any Initializer,
      slice: [Range<Int>]? = nil, path: String? = nil
    ) -> PlannedTensor {
      PlannedTensor(
        name: name, shape: shape, slice: slice, scalarType: type, initializer: initializer,
        path: path ?? name)
    }
    return try InitializationPlan(
      tensors: [
        tensor("a", [600, 700], .float32, VarianceScaling.heNormal(seed: seed, fanRule: .torch)),
        tensor("b", [30, 20], .float64, Orthogonal(seed: seed)),
        tensor(
          "c", [50, 40], .bfloat16, RandomUniform(seed: 9), slice: [3..<20, 5..<40], path: ""),
        tensor("d", [3], .int64, Constant(7)),
        tensor("e", [0, 3], .float16, VarianceScaling.glorotUniform(seed: 1)),
        tensor("f", [16], .float32, UnitForgetBias(RandomNormal(seed: seed))),
        tensor("g", [9, 9], .float16, ZeroRows([2], of: TruncatedNormal(seed: seed))),
      ], seed: seed)
  }

  /// Changes one byte of a file.
  static func damage(_ path: String, fromEnd place: Int) throws {
    var file = try Data(contentsOf: URL(filePath: path))
    file[file.count - place] ^= 1
    try file.write(to: URL(filePath: path))
  }

  /// Law: a file tells what made it, so that it can be made again from that alone.
  @Test(arguments: ["x.safetensors", "x.npz"])
  func recordsAreEnough(name: String) throws {
    try Self.inFolder { folder in
      let path = "\(folder)/\(name)"
      let plan = try Self.plan()
      try plan.write(to: path)
      let files = try CheckpointSet(paths: [path])
      let again = try RecordedModel(files).plan
      #expect(again.seed == 4 && again.tensors.map(\.name) == plan.tensors.map(\.name))
      #expect(try again.firstDifferences(from: files).isEmpty)
      #expect(try Self.plan(seed: 5).firstDifferences(from: files).first?.tensor == "a")
      #expect(try plan.isWritten(at: path))
    }
  }

  /// Law: whatever a Keras model has in it, its file tells what made it.
  @Test(arguments: ["renormalization", "recurrent", "policies", "normalizations"])
  func recordsOfModels(name: String) throws {
    try Self.inFolder { folder in
      let path = "\(folder)/x.safetensors"
      try InitializationPlan(file: ModelFile(InitializationPlanTests.model(name)), seed: 6)
        .write(to: path)
      let files = try CheckpointSet(paths: [path])
      let again = try RecordedModel(files).plan
      #expect(try again.firstDifferences(from: files).isEmpty)
    }
  }

  /// Law: numbers that JSON cannot hold are recorded all the same.
  @Test func recordsOfSpecialNumbers() throws {
    try Self.inFolder { folder in
      let all: [any Initializer] = [
        Constant(-0.0), Constant(.nan), Constant(-.infinity), Constant(.leastNonzeroMagnitude),
        try ConstantArray(shape: [3], elements: [-0.0, 0.1, .infinity]),
      ]
      let plan = try InitializationPlan(
        tensors: all.enumerated().map { number, initializer in
          PlannedTensor(
            name: "t\(number)", shape: [3], scalarType: .float64, initializer: initializer)
        }, seed: 1)
      let path = "\(folder)/x.safetensors"
      try plan.write(to: path)
      let files = try CheckpointSet(paths: [path])
      let again = try RecordedModel(files).plan
      #expect(try again.firstDifferences(from: files).isEmpty)
    }
  }

  /// Law: a tensor of a function has no record; those of the others are there, and can be read.
  @Test func functionsHaveNoRecord() throws {
    try Self.inFolder { folder in
      let plan = try InitializationPlan(
        tensors: [
          PlannedTensor(
            name: "f", shape: [2], scalarType: .float32,
            initializer: Elementwise { position, _ in Double(position) }),
          PlannedTensor(name: "z", shape: [2], scalarType: .float32, initializer: Zeros()),
        ], seed: 1)
      for name in ["x.safetensors", "x.npz"] {
        let path = "\(folder)/\(name)"
        try plan.write(to: path)
        let files = try CheckpointSet(paths: [path])
        let error = #expect(throws: InitializationError.self) { try RecordedModel(files) }
        #expect(
          error?.message.contains("does not record the initializer, shape and type of f") == true)
        #expect(try plan.firstDifferences(from: files).isEmpty)
        #expect(try plan.isWritten(at: path))
      }
    }
  }

  /// Law: a record that has no room in an archive is told of; in safetensors there is room.
  @Test func recordsWithoutRoom() throws {
    try Self.inFolder { folder in
      let values = (0..<9000).map { Double($0) / 7 }
      let plan = try InitializationPlan(
        tensors: [
          PlannedTensor(
            name: "long", shape: [9000], scalarType: .float64,
            initializer: ConstantArray(shape: [9000], elements: values)),
          PlannedTensor(name: "short", shape: [2], scalarType: .float32, initializer: Zeros()),
        ], seed: 1)
      #expect(try plan.write(to: "\(folder)/x.npz") == ["long"])
      #expect(try plan.write(to: "\(folder)/x.safetensors").isEmpty)
      #expect(try plan.firstDifferences(from: CheckpointSet(paths: ["\(folder)/x.npz"])).isEmpty)
    }
  }

  /// Law: with a Keras backend the values are drawn as Keras does, and the record says so.
  @Test func backendsAreRecorded() throws {
    try Self.inFolder { folder in
      let path = "\(folder)/x.safetensors"
      let plan = try InitializationPlan(
        tensors: [
          PlannedTensor(
            name: "k", shape: [40, 30], scalarType: .float32,
            initializer: VarianceScaling.glorotUniform(seed: 3),
            path: "k", backend: .kerasJAX)
        ], seed: 3)
      try plan.write(to: path)
      let files = try CheckpointSet(paths: [path])
      #expect(files.files[0].metadata["backend"] == "keras-jax")
      #expect(
        try RecordedModel(files).plan.firstDifferences(from: files).isEmpty)
    }
  }

  /// Law: the first differing element is named, whichever thread finds one, also in the last bit.
  @Test func firstDifferenceIsNamed() throws {
    try Self.inFolder { folder in
      let path = "\(folder)/x.safetensors"
      let plan = try Self.plan()
      try plan.write(to: path)
      // Of g, whose 81 elements are the last 162 bytes, element (5, 3), and of a, at the start,
      // (511, 2) and (599, 699).
      try Self.damage(path, fromEnd: 2 * (81 - 48))
      var files = try CheckpointSet(paths: [path])
      #expect(try plan.firstDifferences(from: files).first?.tensor == "g")
      #expect(try plan.firstDifferences(from: files).first?.index == [5, 3])
      let after = plan.byteCount - 4 * 420_000
      for (row, column) in [(599, 699), (511, 2)] {
        try Self.damage(path, fromEnd: after + 4 * (420_000 - row * 700 - column))
      }
      files = try CheckpointSet(paths: [path])
      for threads in [1, 2, 5] {
        let difference = try #require(
          try plan.firstDifferences(from: files, threads: threads).first)
        #expect(difference.tensor == "a" && difference.index == [511, 2])
        #expect(difference.description.contains(", not "))
      }
      #expect(try !plan.isWritten(at: path))
    }
  }

  /// Law: missing and further tensors, other shapes and types are differences, too.
  @Test func tensorsThatDiffer() throws {
    try Self.inFolder { folder in
      func tensor(_ name: String, _ shape: [Int], _ type: ScalarType = .float32) -> PlannedTensor {
        PlannedTensor(name: name, shape: shape, scalarType: type, initializer: Ones())
      }
      func difference(_ expected: [PlannedTensor], _ path: String) throws -> String? {
        try InitializationPlan(tensors: expected, seed: 1)
          .firstDifferences(from: CheckpointSet(paths: [path])).first?.description
      }
      let path = "\(folder)/x.safetensors"
      let shard = "\(folder)/x-00001-of-00002.safetensors"
      let plan = try InitializationPlan(tensors: [tensor("a", [2]), tensor("b", [3])], seed: 1)
      for path in [path, shard] { try plan.write(to: path) }
      let both = [tensor("a", [2]), tensor("b", [3])]
      #expect(try difference(both, path) == nil)
      #expect(try difference(both + [tensor("c", [1])], path) == "c is missing")
      // One of two shards need not have all.
      #expect(try difference(both + [tensor("c", [1])], shard) == nil)
      #expect(try difference([both[0]], path)?.hasPrefix("b is not one") == true)
      #expect(
        try difference([both[0], tensor("b", [1, 3])], path)
          == "b is float32 [3], not float32 [1, 3]")
      #expect(
        try difference([both[0], tensor("b", [3], .int32)], path)
          == "b is float32 [3], not int32 [3]")
    }
  }

  /// Law: what does not say what made it, what this program cannot make, and what contradicts the
  /// file is refused, not guessed.
  @Test(arguments: [
    ([:], "does not record"), (["plan": "0123456789abcdef"], "not what was planned"),
    (["stream": "native-1-draft"], "native-1-draft"),
    (["backend": "keras-mlx"], "keras-mlx"), (["seed": "x"], "does not record"),
    (["parameters": "[]"], "an object is missing"), (["parameters": "{"], "a wrong record"),
    (["parameters": "{}"], "does not record"),
    (["parameters": #"{"t": {}, "u": {}}"#], #"does not have a tensor "u""#),
    (["parameters": #"{"t": {"shape": [2]}, "t": {"shape": [2]}}"#], "is repeated"),
    (["parameters": record(#""initializer": "zeroes", "shape": [2]"#)], "zeroes"),
    (["parameters": record(#""initializer": "zeros""#)], "shape and type of t"),
    (["parameters": record(#""initializer": "zeros", "shape": [2], "gain": 3"#)], "no key gain"),
    (["parameters": record(#""initializer": "zeros", "shape": [2], "slice": [[2, 1]]"#)], "slice"),
    (
      ["parameters": record(#""initializer": "zeros", "shape": [2], "slice": [[0, 2]]"#)], "planned"
    ),
    (
      ["parameters": record(#""initializer": "zeros", "shape": [1], "slice": [[0, 2]]"#)], "planned"
    ),
    (["parameters": record(#""initializer": "zeros", "shape": [-3]"#)], "integer"),
    (
      ["parameters": record(#""initializer": "zeros", "shape": [1, 2]"#)],
      "recorded as float32 [1, 2]"
    ),
    (
      ["parameters": record(#""initializer": "zeros", "shape": [2]"#, "int32")], "recorded as int32"
    ),
    (["parameters": record(#""initializer": "zeros", "shape": [2]"#, "f4")], "no scalar type f4"),
  ])
  func recordsThatAreRefused(changes: [String: String], part: String) throws {
    try Self.inFolder { folder in
      let path = "\(folder)/x.safetensors"
      var metadata = [
        "stream": "native-1", "backend": "native", "seed": "1", "plan": "0",
        "parameters": Self.record(#""initializer": "zeros", "shape": [2]"#),
      ].merging(changes) { $1 }
      if changes.isEmpty { metadata = [:] }
      let tensor = TensorDescription(name: "t", shape: [2], scalarType: .float32)
      let writer = try CheckpointWriter(
        path: path, tensors: [tensor], metadata: metadata.map { ($0.key, $0.value) })
      try [UInt8](repeating: 0, count: 8).withUnsafeBytes {
        try writer.write($0, toTensor: 0, at: 0)
      }
      try writer.commit()
      let error = #expect(throws: (any Error).self) {
        let files = try CheckpointSet(paths: [path])
        _ = try RecordedModel(files).plan.firstDifferences(from: files)
      }
      #expect("\(try #require(error))".contains(part))
    }
  }

  /// Law: what a few bytes record costs little, or is refused until somebody allows it.
  @Test(arguments: [
    (#"{"class_name": "Orthogonal", "config": {"seed": 1}}"#, "[40000, 40000]", "native"),
    (#"{"class_name": "Orthogonal", "config": {"seed": 1}}"#, "[2, 4194304]", "native"),
    (#"{"class_name": "Orthogonal", "config": {"seed": 1}}"#, "[1500, 1500]", "keras2"),
    (
      #"{"class_name": "Transposed", "config": {"initializer": {"class_name": "Orthogonal", "config": {"seed": 1}}}}"#,
      "[40000, 40000]", "native"
    ),
    (
      #"{"class_name": "Sparse", "config": {"initializer": {"class_name": "RandomNormal", "config": {"seed": 1}}, "sparsity": 0.5}}"#,
      "[2147483648, 4]", "native"
    ),
    (
      #"{"class_name": "ICNR", "config": {"initializer": "zeros", "copies": 2, "layout": "keras"}}"#,
      "[1, 2147483648]", "native"
    ),
    (#"{"class_name": "RandomNormal", "config": {"seed": 1}}"#, "[4, 1073741824]", "keras-jax"),
  ])
  func costlyRecords(initializer: String, shape: String, backend: String) throws {
    try Self.inFolder { folder in
      let path = "\(folder)/x-00001-of-00002.safetensors"
      let record =
        #"{"t": {"dtype": "float32", "initializer": \#(initializer), "shape": \#(shape), "slice": [[0, 1], [0, 2]]}}"#
      let writer = try CheckpointWriter(
        path: path, tensors: [TensorDescription(name: "t", shape: [1, 2], scalarType: .float32)],
        metadata: [
          ("stream", "native-1"), ("backend", backend), ("seed", "1"), ("plan", "0"),
          ("shard", "0/2"), ("parameters", record),
        ])
      try writer.commit()
      let files = try CheckpointSet(paths: [path])
      let error = #expect(throws: VerificationError.self) { try RecordedModel(files) }
      #expect(error?.kind == .unknown && error?.description.contains("`allowsCostly`") == true)
      _ = try RecordedModel(files, allowsCostly: true)
    }
  }

  private static func record(_ fields: String, _ type: String = "float32") -> String {
    #"{"t": {"dtype": "\#(type)", \#(fields)}}"#
  }
}
