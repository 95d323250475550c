import Checkpoints
import Foundation
import Initializers
import SeedCheckpoints
import Testing

struct ShardingTests {
  static func plan(_ sizes: [Int], _ initializer: any Initializer = Zeros()) throws
    -> InitializationPlan
  {
    try InitializationPlan(
      tensors: sizes.enumerated().map { number, size in
        PlannedTensor(
          name: "t\(number)", shape: [size], scalarType: .float32, initializer: initializer,
          path: "t\(number)")
      }, seed: 1)
  }

  /// Oracle: the best of all ways to divide the list, by trying them.
  private static func best(_ sizes: ArraySlice<Int>, _ count: Int) -> Int {
    if count == 1 || sizes.count <= 1 { return sizes.reduce(0, +) }
    return sizes.indices.dropFirst().map { cut in
      max(sizes[..<cut].reduce(0, +), best(sizes[cut...], count - 1))
    }.min() ?? 0
  }

  @Test(arguments: [
    [1, 1, 1, 1, 1, 1], [9, 1, 1, 1, 1, 9], [0, 0, 5, 0, 3, 2, 8], [100, 1, 1],
    [3, 3, 3, 7, 2, 2, 5],
    [0, 0, 0],
  ])
  func largestShardIsAsSmallAsItCanBe(sizes: [Int]) throws {
    for count in 1...4 {
      let sharding = try Sharding(of: Self.plan(sizes), count: count)
      #expect(sharding.ranges.count == count)
      #expect(sharding.ranges.flatMap(Array.init) == Array(sizes.indices))
      let sums = sharding.ranges.map { sizes[$0].reduce(0, +) }
      #expect(sums.max() == Self.best(sizes[...], count), "\(sizes) \(count): \(sums)")
      let filled = sharding.ranges.filter { !$0.isEmpty }.count
      #expect(filled == min(count, sizes.count), "no file is empty unless it must be")
      #expect((0..<count).map { sharding.plan(of: $0).byteCount } == sums.map { 4 * $0 })
    }
  }

  /// Law: of many tensors of a few sizes, no file has much less than its share.
  @Test func filesAreAboutEqual() throws {
    let sizes = (0..<40).flatMap { _ in [64, 8, 8, 64, 224, 224, 224, 1, 1] }
    for count in [2, 3, 7, 16, 32] {
      let sharding = try Sharding(of: Self.plan([1050] + sizes + [1, 1050]), count: count)
      let bytes = (0..<count).map { sharding.plan(of: $0).byteCount }
      let share = bytes.reduce(0, +) / count
      #expect(try #require(bytes.min()) > share - 4 * 500, "\(bytes)")
    }
  }

  /// Oracle: the names of Hugging Face's `save_pretrained`.
  @Test func names() throws {
    let sharding = try Sharding(of: Self.plan([4, 4, 4]), count: 2)
    #expect(sharding.path(of: 1, in: "a/model.safetensors") == "a/model-00002-of-00002.safetensors")
    #expect(sharding.indexPath(in: "a/model.safetensors") == "a/model.safetensors.index.json")
    let index = sharding.index(in: "a/model.safetensors")
    #expect(
      index.entries.map { "\($0.tensor) \($0.file)" } == [
        "t0 model-00001-of-00002.safetensors", "t1 model-00002-of-00002.safetensors",
        "t2 model-00002-of-00002.safetensors",
      ])
    #expect(index.byteCount == 48 && index.elementCount == 12)
    for count in [0, -1, 100_000] {
      #expect(throws: InitializationError.self) { try Sharding(of: Self.plan([1]), count: count) }
    }
  }

  /// Law: the tensors of all shards together are those of the whole, bit for bit, for any number of
  /// shards and threads.
  @Test func concatenatedShardsAreTheWhole() throws {
    var tensors = (0..<7).map { number in
      PlannedTensor(
        name: "t\(number)", shape: [37 * (number + 1), 91], scalarType: .bfloat16,
        initializer: VarianceScaling.heNormal(seed: 5), path: "t\(number)")
    }
    tensors.append(
      PlannedTensor(
        name: "o", shape: [60, 50], scalarType: .float32, initializer: try Orthogonal(seed: 2)))
    let plan = try InitializationPlan(tensors: tensors, seed: 5)
    let whole = try InitializationPlanTests.write(plan)
    func data(_ file: Data) -> Data {
      let size = file.prefix(8).enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
      return file[(8 + size)...]
    }
    for count in [1, 2, 3, 8, 11] {
      let sharding = try Sharding(of: plan, count: count)
      var all = Data()
      for shard in 0..<count {
        all += data(
          try InitializationPlanTests.write(sharding.plan(of: shard), threads: 1 + shard % 3))
      }
      #expect(all == data(whole), "\(count) shards")
    }
  }
}
