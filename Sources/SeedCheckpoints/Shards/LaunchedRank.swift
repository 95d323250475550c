public import Initializers

/// The place of this process among those that a launcher started, read off the environment.
///
/// | launcher | rank | number of ranks |
/// | --- | --- | --- |
/// | torchrun, and others that set up PyTorch | `RANK` | `WORLD_SIZE` |
/// | Open MPI | `OMPI_COMM_WORLD_RANK` | `OMPI_COMM_WORLD_SIZE` |
/// | Slurm, in a step | `SLURM_PROCID` | `SLURM_STEP_NUM_TASKS` |
/// | Kubernetes, indexed jobs | `JOB_COMPLETION_INDEX` | not told |
///
/// They are asked in this order, the innermost first.
public struct LaunchedRank: Sendable, Hashable {
  /// The rank, from 0.
  public let rank: Int
  /// The number of ranks; `nil` if the launcher does not tell it.
  public let count: Int?
  /// The launcher's name.
  public let launcher: String

  private static let launchers = [
    ("torchrun", "RANK", "WORLD_SIZE"),
    ("Open MPI", "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
    ("Slurm", "SLURM_PROCID", "SLURM_STEP_NUM_TASKS"),
  ]

  /// Reads the environment.
  ///
  /// - Parameter environment: The value of a variable of the environment by its name, if it is set.
  /// - Throws: `InitializationError.Code.invalidConfiguration` if no launcher's variables are
  ///   there, or they are no numbers.
  public init(environment: (String) -> String?) throws(InitializationError) {
    for (launcher, rankName, countName) in Self.launchers {
      guard let rank = environment(rankName) else { continue }
      guard let count = environment(countName) else {
        // Slurm tells a batch script, too, that it is process 0.
        if launcher == "Slurm" {
          if environment("JOB_COMPLETION_INDEX") != nil { continue }
          throw InitializationError(
            .invalidConfiguration,
            "\(rankName) is set, but \(countName) is not, so this is not a Slurm step; start with srun, or give I/N"
          )
        }
        throw Self.invalid("\(rankName) is set and \(countName) is not")
      }
      guard let rank = Int(rank), let count = Int(count), rank >= 0, rank < count else {
        throw Self.invalid("\(rankName) is \(rank) and \(countName) is \(count)")
      }
      (self.rank, self.count, self.launcher) = (rank, count, launcher)
      return
    }
    let name = "JOB_COMPLETION_INDEX"
    if let text = environment(name) {
      guard let rank = Int(text), rank >= 0 else { throw Self.invalid("\(name) is \(text)") }
      (self.rank, count, launcher) = (rank, nil, "Kubernetes")
      return
    }
    let names = (Self.launchers.map { ($0.0, $0.1) } + [("Kubernetes", name)]).map {
      "\($0.1) (\($0.0))"
    }
    throw InitializationError(
      .invalidConfiguration,
      "no launcher says which rank this is: none of \(names.joined(separator: ", ")) is set; start with srun, mpirun or torchrun, or give I/N"
    )
  }

  private static func invalid(_ fault: String) -> InitializationError {
    InitializationError(
      .invalidConfiguration, "the launcher's environment is wrong: \(fault); give I/N instead")
  }

  /// The shards that this rank makes: every so many, starting with its own number.
  ///
  /// - Parameter shards: The number of shards; `nil` for one a rank.
  /// - Returns: Their numbers, and how many shards there are.
  /// - Throws: `InitializationError.Code.invalidConfiguration` if the number of ranks is needed and
  ///   not known.
  public func shards(
    of shards: Int?
  ) throws(InitializationError) -> (numbers: [Int], count: Int) {
    guard let total = shards ?? count else {
      throw InitializationError(
        .invalidConfiguration,
        "\(launcher) does not say how many ranks there are; give `shards`, the number of completions"
      )
    }
    guard (1...Sharding.limit).contains(total) else {
      throw InitializationError(
        .invalidParameter, "\(total) shards are not allowed; give 1 to \(Sharding.limit)")
    }
    if count == nil && rank >= total {
      throw InitializationError(
        .invalidConfiguration,
        "this is rank \(rank), but there are \(total) shards; give `shards`, the number of completions"
      )
    }
    return (Array(stride(from: rank, to: total, by: count ?? total)), total)
  }
}
