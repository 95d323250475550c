import ArgumentParser
import Platform
import Initializers
import SeedCheckpoints

/// The options that divide a model over files and processes.
struct ShardingOptions: ParsableArguments {
  /// The shards to make.
  struct Chosen {
    let sharding: Sharding
    let numbers: [Int]
  }

  @Option(
    parsing: .unconditional,
    help: "Divide the model into this many files, and write an index.")
  var shards: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Make one shard, such as 0/4, counting from 0; or auto, the shards of this process by the rank that its launcher gives it.",
      valueName: "shard"))
  var shard: String?

  /// Whether the model is divided at all.
  var isUsed: Bool { shards != nil || shard != nil }

  /// The shards of a plan that are to be made; `nil` if it is not divided.
  func shards(of plan: InitializationPlan) throws -> Chosen? {
    guard let shard else {
      guard let shards else { return nil }
      let sharding = try Sharding(of: plan, count: shards)
      return Chosen(sharding: sharding, numbers: Array(0..<shards))
    }
    if shard == "auto" {
      let rank = try LaunchedRank(environment: environmentVariable)
      let (numbers, count) = try rank.shards(of: shards)
      return Chosen(sharding: try Sharding(of: plan, count: count), numbers: numbers)
    }
    guard let match = shard.wholeMatch(of: /([0-9]+)\/([0-9]+)/), let number = Int(match.1),
      let count = Int(match.2), number < count
    else {
      let count = max(1, shard.split(separator: "/").last.flatMap { Int($0) } ?? 4)
      throw CommandError(
        "--shard \(shard) is not allowed; shards count from 0: give one from 0/\(count) to \(count - 1)/\(count), or auto"
      )
    }
    if let shards, shards != count {
      throw CommandError("--shard \(shard) and --shards \(shards) contradict each other")
    }
    return Chosen(sharding: try Sharding(of: plan, count: count), numbers: [number])
  }
}
