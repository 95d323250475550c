import Checkpoints
import Foundation
import Initializers
import InitializerConfigurations
import KerasModels
import SeedCheckpoints
import TestSupport
import Testing

struct InitializationPlanTests {
  /// Law: paths of any form are compared without work out of proportion.
  @Test func longPaths() throws {
    func tensor(_ name: String, _ initializer: any Initializer) -> PlannedTensor {
      PlannedTensor(
        name: name, shape: [2, 2], scalarType: .float32, initializer: initializer, path: name)
    }
    let parts = try Stacked(.heNormal(seed: 1))
    let slashes = String(repeating: "/", count: 400_000)
    #expect(
      try InitializationPlan(tensors: [tensor("w", parts), tensor(slashes, Zeros())], seed: 1)
        .tensors.count == 2)
    for (one, other, isRefused) in [
      ("w", "w", true), ("\u{E9}", "e\u{301}", false), ("w", "w/1", true), ("w", "w/2", false),
      ("w", "w/0/1", false),
    ] {
      let plan = Result {
        try InitializationPlan(
          tensors: [tensor(one, parts), tensor(other, VarianceScaling.heNormal(seed: 1))], seed: 1)
      }
      #expect((try? plan.get()) == nil ? isRefused : !isRefused, "\(other)")
    }
  }

  static let example = Vectors.repository.appending(path: "Tests/Vectors/models")

  static func model(_ name: String) throws -> KerasModel {
    struct Recorded: Decodable {
      let json: String
    }
    let record = try Vectors.decode(Recorded.self, from: "models/\(name).json")
    return try KerasModel(json: Data(record.json.utf8))
  }

  /// The header and the bytes of the tensors of a safetensors file.
  static func read(_ path: String) throws -> (header: [String: Any], bytes: Data) {
    let file = try Data(contentsOf: URL(filePath: path))
    let size = file.prefix(8).enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
    let header = try JSONSerialization.jsonObject(with: file[8..<8 + size])
    return (try #require(header as? [String: Any]), Data(file[(8 + size)...]))
  }

  static func write(_ plan: InitializationPlan, threads: Int? = nil) throws -> Data {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try plan.write(to: path, threads: threads)
    return try Data(contentsOf: URL(filePath: path))
  }

  /// Law: a chosen seed is used without a path, a null one is the root's with the variable's path.
  @Test func seeds() throws {
    let plan = try InitializationPlan(file: ModelFile(Self.model("policies")), seed: 9)
    func tensor(_ name: String) throws -> PlannedTensor {
      try #require(plan.tensors.first { $0.name == name })
    }
    let null = try tensor("dense/kernel")
    #expect((null.initializer as? VarianceScaling)?.seed == 9 && null.path == "dense/kernel")
    let chosen = try tensor("dense_1/kernel")
    #expect((chosen.initializer as? VarianceScaling)?.seed == 5 && chosen.path == "")
    let zero = try tensor("dense_2/kernel")
    #expect((zero.initializer as? Orthogonal)?.seed == 0 && zero.path == "")
    #expect(try tensor("dense_1/bias").path == "")

    let overridden = try InitializationPlan(
      file: ModelFile(Self.model("policies")), seed: 9, overridingSeeds: true, scalarType: .float32)
    for tensor in overridden.tensors {
      #expect(tensor.scalarType == .float32)
      guard let seed = tensor.initializer.seed else { continue }
      #expect(seed == 9 && tensor.path == tensor.name)
    }
  }

  /// Law: `--dtype` touches floating-point variables only.
  @Test func integersStayIntegers() throws {
    let plan = try InitializationPlan(
      file: ModelFile(Self.model("normalizations")), seed: 1, scalarType: .bfloat16)
    let count = try #require(plan.tensors.first { $0.name == "normalization/count" })
    #expect(count.scalarType == .int32)
    #expect(plan.tensors.filter { $0.scalarType == .bfloat16 }.count == plan.tensors.count - 3)
  }

  /// Law: the file holds what each initializer alone gives, under Keras's names, in Keras's order.
  @Test(arguments: ["recurrent", "policies", "repeated_paths", "normalizations"])
  func filesHoldTheTensors(name: String) throws {
    let plan = try InitializationPlan(file: ModelFile(Self.model(name)), seed: 3)
    let path = FileManager.default.temporaryDirectory
      .appending(path: "\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try plan.write(to: path)
    let (header, bytes) = try Self.read(path)
    let metadata = try #require(header["__metadata__"] as? [String: String])
    #expect(metadata["seed"] == "3" && metadata["stream"] == "native-1")
    var end = 0
    for tensor in plan.tensors {
      let entry = try #require(header[tensor.name] as? [String: Any])
      let offsets = try #require(entry["data_offsets"] as? [Int])
      #expect(entry["shape"] as? [Int] == tensor.shape)
      #expect(offsets[0] == end)
      end = offsets[1]
      let scalar = try #require(tensor.scalarType.scalar)
      #expect(try Self.bytes(of: tensor, scalar) == bytes[offsets[0]..<offsets[1]])
    }
    #expect(end == bytes.count)
  }

  private static func bytes<S: Scalar>(of tensor: PlannedTensor, _ type: S.Type) throws -> Data {
    let whole = try tensor.initializer.tensor(of: type, shape: tensor.shape, path: tensor.path)
    return whole.elements.withUnsafeBytes { Data($0) }
  }

  /// Law: threads do not change a byte, also of tensors that are made in several pieces.
  @Test func threadsDoNotMatter() throws {
    let plan = try InitializationPlan(
      tensors: [
        PlannedTensor(
          name: "a", shape: [1000, 700], scalarType: .float32,
          initializer: VarianceScaling.heNormal(seed: 1),
          path: "a"),
        PlannedTensor(
          name: "b", shape: [50, 40], scalarType: .float64, initializer: Orthogonal(seed: 1)),
        PlannedTensor(
          name: "c", shape: [900, 900], slice: [3..<890, 7..<899], scalarType: .float16,
          initializer: RandomNormal(seed: 2)),
      ], seed: 1)
    let one = try Self.write(plan, threads: 1)
    for threads in [2, 3, 8] { #expect(try Self.write(plan, threads: threads) == one) }
    #expect(plan.elementCount == 700_000 + 2000 + 887 * 892)
    #expect(plan.byteCount == 2_800_000 + 16_000 + 2 * 887 * 892)
  }

  /// Law: what cannot be made is in no plan, so that no file is touched.
  @Test func mistakesAreInNoPlan() throws {
    let error = #expect(throws: InitializationError.self) {
      try InitializationPlan(
        tensors: [
          PlannedTensor(name: "a", shape: [4], scalarType: .float32, initializer: Zeros()),
          PlannedTensor(
            name: "b", shape: [4], scalarType: .float32, initializer: Orthogonal(seed: 1)),
        ], seed: 1)
    }
    #expect(error?.message.hasPrefix("b: ") == true)
  }

  /// Law: one stream for two tensors would make them alike, so it is refused; no path may be
  /// shared.
  @Test func pathsMustDiffer() throws {
    func tensor(_ name: String, _ path: String) -> PlannedTensor {
      PlannedTensor(
        name: name, shape: [1], scalarType: .float32,
        initializer: VarianceScaling.heNormal(seed: 1), path: path)
    }
    #expect(throws: InitializationError.self) {
      try InitializationPlan(tensors: [tensor("a", "p"), tensor("b", "p")], seed: 1)
    }
    let shared = try InitializationPlan(tensors: [tensor("a", ""), tensor("b", "")], seed: 1)
    #expect(shared.tensors.count == 2)
  }
}
