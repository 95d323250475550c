import ArgumentParser
import Checkpoints
import Initializers
import SeedCheckpoints

/// `initialize verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Make the values of files again, and compare.",
    discussion: """
      A .safetensors or .npz file of this program records what made it, so that its name is enough. For other \
      files give what they were made of: --model or --recipe and --seed, or --initializer and --seed for a \
      single tensor.

      The status is 0 if every value is what it should be, 1 if one is not (the first is named), and 2 if \
      that cannot be told.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files to verify: .safetensors, .npz, .npy, or the index of shards.", valueName: "file"))
  var files: [String]

  @Option(help: ArgumentHelp("The model that the files were made of.", valueName: "model"))
  var model: String?

  @Option(
    help: ArgumentHelp("The initializer of all tensors.", valueName: "initializer"))
  var initializer: String?

  @Option(help: "The path that the tensors were made with, for --initializer.")
  var path = ""

  @OptionGroup var options: ModelOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if initializer != nil && (model != nil || options.recipe != nil) {
      throw ValidationError("give either --initializer, or --model and --recipe")
    }
    if initializer != nil || model != nil || options.recipe != nil, common.seed == nil {
      throw ValidationError("--seed is missing; give the one that the files were made with")
    }
  }

  func run() throws {
    do {
      try verify()
    } catch let error as CommandError where error.status == Self.differs {
      throw error
    } catch {
      throw CommandError(Main.line(for: error), status: 2)
    }
  }

  private static let differs: Int32 = 1

  private func verify() throws {
    let set = try CheckpointSet(paths: files)
    // Each file has a record of its own.
    let plans = try plan(of: set).map { [$0] } ?? set.files.map(recordedPlan)
    let total = plans.reduce(0) { $0 + $1.byteCount }
    let bar = ProgressBar(total: total, isQuiet: common.quiet)
    defer { bar.finish() }
    let start = ContinuousClock.now
    var before = 0
    for (number, plan) in plans.enumerated() {
      let done = before
      let part =
        plans.count == set.files.count ? try CheckpointSet(paths: [set.files[number].path]) : set
      let difference = try plan.firstDifference(
        from: part, threads: common.threads, progress: { bar.update(done + $0) })
      if let difference {
        bar.finish()
        let file = set.place(of: difference.tensor).map { set.files[$0.file].path } ?? files[0]
        throw CommandError("\(file): \(difference)", status: Self.differs)
      }
      before += plan.byteCount
    }
    bar.finish()
    if common.quiet { return }
    let count = set.tensors.count
    Terminal.note(
      "\(count) tensor\(count == 1 ? "" : "s"), \(Terminal.bytes(total)): every value is as it should be, "
        + Terminal.time(ContinuousClock.now - start))
  }

  /// The plan that the options give; `nil` if the files have to say it.
  private func plan(of set: CheckpointSet) throws -> InitializationPlan? {
    let seed = common.chosenSeed()
    if let initializer {
      var made = try InitializerArgument(initializer).read(for: common.backend)
      if let random = made as? any RandomInitializer { made = random.seeded(seed) }
      return try InitializationPlan(
        tensors: set.tensors.map {
          PlannedTensor(
            name: $0.name, shape: $0.shape, scalarType: $0.scalarType, initializer: made,
            path: path, backend: common.backend)
        }, seed: seed)
    }
    if let model {
      return try options.plan(of: options.file(model), seed: seed, backend: common.backend)
    }
    guard options.recipe != nil else { return nil }
    return try options.plan(of: ModelFile(set), seed: seed, backend: common.backend)
  }

  /// The plan that a file records.
  private func recordedPlan(_ file: CheckpointReader) throws -> InitializationPlan {
    let plan = try InitializationPlan(recordedIn: file)
    if let seed = common.seed, plan.seed.integer != Int128(seed) {
      throw CommandError(
        "\(file.path) was made with seed \(plan.seed.integer), not \(seed)", status: Self.differs)
    }
    return plan
  }
}
