public import Checkpoints
public import Initializers

/// How the tensors of a plan are distributed over files, as Hugging Face's libraries lay out large
/// models.
///
/// Each file has tensors that follow each other, so that the largest file is as small as it can be,
/// and the others about as large; no tensor is divided. Every process comes to the same
/// distribution alone. With fewer tensors than files, the last files are empty.
///
/// For the file `model.safetensors` the shards are `model-00001-of-00004.safetensors` …, and the
/// index is `model.safetensors.index.json`.
public struct Sharding: Sendable {
  /// The most files that a model can have.
  public static let limit = 99_999

  /// The tensors of each file, as positions in the plan.
  public let ranges: [Range<Int>]
  private let plan: InitializationPlan
  private let fingerprint: String

  /// Distributes the tensors of a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - count: The number of files, from 1 to ``limit``.
  /// - Throws: `InitializationError.Code.invalidParameter` for another number.
  public init(of plan: InitializationPlan, count: Int) throws(InitializationError) {
    guard (1...Self.limit).contains(count) else {
      throw InitializationError(
        .invalidParameter, "\(count) shards are not allowed; give 1 to \(Self.limit)")
    }
    self.plan = plan
    fingerprint = plan.fingerprint
    ranges = Self.ranges(of: plan.tensors.map(\.byteCount), count: count)
  }

  /// Divides a list of sizes into parts whose largest sum is as small as it can be, and whose
  /// others are about as large.
  private static func ranges(of sizes: [Int], count: Int) -> [Range<Int>] {
    var (low, high) = (sizes.max() ?? 0, sizes.reduce(0, +))
    while low < high {
      let middle = low + (high - low) / 2
      if fewestParts(sizes, within: middle)[0] <= count { high = middle } else { low = middle + 1 }
    }
    let fewest = fewestParts(sizes, within: low)
    var parts: [Range<Int>] = []
    var left = sizes.reduce(0, +)
    for remaining in stride(from: min(count, sizes.count), to: 0, by: -1) {
      let start = parts.last?.upperBound ?? 0
      let target = left / remaining
      // The rest must fit into the other parts, and leave none of them empty.
      var (sum, end) = (sizes[start], start + 1)
      while end < sizes.count, sizes.count - end >= remaining, sum + sizes[end] <= low,
        fewest[end] >= remaining || abs(sum + sizes[end] - target) < abs(sum - target)
      {
        sum += sizes[end]
        end += 1
      }
      parts.append(start..<end)
      left -= sum
    }
    return parts
      + Array(repeating: sizes.count..<sizes.count, count: max(0, count - sizes.count))
  }

  /// The least number of parts with sums of at most a limit that the sizes from each place on can
  /// be divided into.
  private static func fewestParts(_ sizes: [Int], within limit: Int) -> [Int] {
    var fewest = [Int](repeating: 0, count: sizes.count + 1)
    var (end, sum) = (sizes.count, 0)
    for start in sizes.indices.reversed() {
      sum += sizes[start]
      while sum > limit {
        end -= 1
        sum -= sizes[end]
      }
      fewest[start] = 1 + fewest[end]
    }
    return fewest
  }

  /// The path of a shard's file.
  ///
  /// - Parameters:
  ///   - shard: The number of the shard, from 0.
  ///   - path: The path that the whole model would have, ending in `.safetensors`.
  /// - Returns: The path.
  public func path(of shard: Int, in path: String) -> String {
    ShardName(stem: Self.stem(of: path), number: shard + 1, count: ranges.count).path
  }

  /// The path of the index.
  ///
  /// - Parameter path: The path that the whole model would have, ending in `.safetensors`.
  /// - Returns: The path.
  public func indexPath(in path: String) -> String { Self.stem(of: path) + ShardIndex.suffix }

  private static func stem(of path: String) -> String {
    String(path.dropLast(path.lowercased().hasSuffix(".safetensors") ? 12 : 0))
  }

  /// The plan of one shard.
  ///
  /// - Parameter shard: The number of the shard, from 0.
  /// - Returns: The part of the plan.
  public func plan(of shard: Int) -> InitializationPlan {
    plan.part(
      ranges[shard], of: fingerprint, shard: ranges.count > 1 ? "\(shard)/\(ranges.count)" : nil)
  }

  /// The index of all shards, which is the same whichever shard one makes.
  ///
  /// - Parameter path: The path that the whole model would have, ending in `.safetensors`.
  /// - Returns: The index.
  public func index(in path: String) -> ShardIndex {
    var entries: [ShardIndex.Entry] = []
    for (shard, range) in ranges.enumerated() {
      let file = self.path(of: shard, in: path)
      let name = file.nameOfPath
      entries += plan.tensors[range].map { ShardIndex.Entry(tensor: $0.name, file: name) }
    }
    return ShardIndex(entries: entries, byteCount: plan.byteCount, elementCount: plan.elementCount)
  }

  /// The files of other checkpoints that stand where those of a model go: readers would take them
  /// for a part of it, or in its place.
  ///
  /// - Parameters:
  ///   - path: The path that the whole model has or would have, ending in `.safetensors`.
  ///   - sharding: How the model is distributed; `nil` if it is one file.
  /// - Returns: Their paths.
  public static func strangers(in path: String, besides sharding: Sharding?) -> [String] {
    let own = sharding.map { sharding in
      sharding.ranges.indices.map { sharding.path(of: $0, in: path) } + [
        sharding.indexPath(in: path)
      ]
    }
    return CheckpointSet.checkpoints(ofStem: stem(of: path), besides: own ?? [path])
  }
}
