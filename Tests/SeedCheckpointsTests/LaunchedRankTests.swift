import Initializers
import SeedCheckpoints
import Testing

struct LaunchedRankTests {
  /// Oracle: the variables that the launchers document.
  @Test func launchers() throws {
    let slurm = ["SLURM_PROCID": "2", "SLURM_STEP_NUM_TASKS": "5", "SLURM_NTASKS": "9"]
    let mpi = ["OMPI_COMM_WORLD_RANK": "1", "OMPI_COMM_WORLD_SIZE": "3"]
    let torch = ["RANK": "0", "WORLD_SIZE": "2"]
    func read(_ environments: [String: String]...) throws -> (String, Int, Int?) {
      let environment = environments.reduce([:]) { $0.merging($1) { $1 } }
      let rank = try LaunchedRank { environment[$0] }
      return (rank.launcher, rank.rank, rank.count)
    }
    #expect(try read(slurm) == ("Slurm", 2, 5))
    // The innermost launcher counts.
    #expect(try read(slurm, mpi) == ("Open MPI", 1, 3))
    #expect(try read(slurm, torch) == ("torchrun", 0, 2))
    #expect(try read(["JOB_COMPLETION_INDEX": "7"]) == ("Kubernetes", 7, nil))
  }

  @Test(arguments: [
    [:], ["RANK": "1"], ["RANK": "x", "WORLD_SIZE": "2"], ["RANK": "2", "WORLD_SIZE": "2"],
    ["RANK": "-1", "WORLD_SIZE": "2"], ["JOB_COMPLETION_INDEX": ""],
    // A batch script, in which no task has been started.
    ["SLURM_PROCID": "0", "SLURM_NTASKS": "4"],
  ])
  func mistakes(environment: [String: String]) {
    #expect(throws: InitializationError.self) { try LaunchedRank { environment[$0] } }
  }

  /// Law: the ranks together make every shard once.
  @Test func shardsAreDealtOut() throws {
    for (ranks, shards) in [(4, 4), (3, 8), (8, 3), (1, 5)] {
      let all = try (0..<ranks).flatMap { rank in
        try LaunchedRank { ["RANK": "\(rank)", "WORLD_SIZE": "\(ranks)"][$0] }
          .shards(of: shards).numbers
      }
      #expect(all.sorted() == Array(0..<shards))
    }
    let rank = try LaunchedRank { ["JOB_COMPLETION_INDEX": "3"][$0] }
    #expect(try rank.shards(of: 4).numbers == [3])
    #expect(throws: InitializationError.self) { try rank.shards(of: nil) }
    #expect(throws: InitializationError.self) { try rank.shards(of: 3) }
  }
}
