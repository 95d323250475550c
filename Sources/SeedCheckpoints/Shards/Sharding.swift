public import Checkpoints
public import Initializers

/// How the tensors of a plan are distributed over files, as Hugging Face's libraries lay out large models.
///
/// Each file has tensors that follow each other, so that the largest file is as small as it can be; no tensor is divided. Every process
/// comes to the same distribution alone. With fewer tensors than files, the last files are empty.
///
/// For the file `model.safetensors` the shards are `model-00001-of-00004.safetensors` …, and the index is
/// `model.safetensors.index.json`.
public struct Sharding: Sendable {
  /// The most files that a model can have.
  public static let limit = 99_999

  /// The tensors of each file, as positions in the plan.
  public let ranges: [Range<Int>]
  private let plan: InitializationPlan

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
    ranges = Self.ranges(of: plan.tensors.map(\.byteCount), count: count)
  }

  /// Divides a list of sizes into parts whose largest sum is as small as it can be.
  private static func ranges(of sizes: [Int], count: Int) -> [Range<Int>] {
    var (low, high) = (sizes.max() ?? 0, sizes.reduce(0, +))
    while low < high {
      let middle = low + (high - low) / 2
      if parts(sizes, within: middle).count <= count { high = middle } else { low = middle + 1 }
    }
    var parts = parts(sizes, within: low)
    // Parts that are left over halve the largest of those that can be divided.
    while parts.count < count {
      let sums = parts.map { $0.count > 1 ? sizes[$0].reduce(0, +) : -1 }
      guard let largest = parts.indices.max(by: { sums[$0] < sums[$1] }), sums[largest] >= 0 else {
        break
      }
      let part = parts[largest]
      var (sum, place) = (sizes[part.lowerBound], part.lowerBound + 1)
      while place < part.upperBound - 1, 2 * (sum + sizes[place]) <= sums[largest] {
        sum += sizes[place]
        place += 1
      }
      parts.replaceSubrange(
        largest...largest, with: [part.lowerBound..<place, place..<part.upperBound])
    }
    return parts + Array(repeating: sizes.count..<sizes.count, count: count - parts.count)
  }

  /// As few parts as possible with sums of at most a limit.
  private static func parts(_ sizes: [Int], within limit: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var (start, sum) = (0, 0)
    for (place, size) in sizes.enumerated() {
      if sum + size > limit && place > start {
        parts.append(start..<place)
        (start, sum) = (place, 0)
      }
      sum += size
    }
    return start < sizes.count ? parts + [start..<sizes.count] : parts
  }

  /// The path of a shard's file.
  ///
  /// - Parameters:
  ///   - shard: The number of the shard, from 0.
  ///   - path: The path that the whole model would have, ending in `.safetensors`.
  /// - Returns: The path.
  public func path(of shard: Int, in path: String) -> String {
    func digits(_ number: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, 5 - text.count)) + text
    }
    return "\(Self.stem(of: path))-\(digits(shard + 1))-of-\(digits(ranges.count)).safetensors"
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
  public func plan(of shard: Int) -> InitializationPlan { plan.part(ranges[shard]) }

  /// The index of all shards, which is the same whichever shard one makes.
  ///
  /// - Parameter path: The path that the whole model would have, ending in `.safetensors`.
  /// - Returns: The index.
  public func index(in path: String) -> ShardIndex {
    var files: [String: String] = [:]
    for (shard, range) in ranges.enumerated() {
      let file = self.path(of: shard, in: path)
      let name = String(
        file[(file.lastIndex(of: "/").map(file.index(after:)) ?? file.startIndex)...])
      for tensor in plan.tensors[range] { files[tensor.name] = name }
    }
    return ShardIndex(files: files, byteCount: plan.byteCount, elementCount: plan.elementCount)
  }
}
