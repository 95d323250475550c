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
      A .safetensors or .npz file of this program records what made it, so that its name is enough; so is that \
      of the index of shards, or of their folder. For other files give what they were made of: --model or \
      --recipe and --seed, or --initializer and --seed for a single tensor; several files are then one model. A \
      part of a single tensor is known as one only where the file records it, as .safetensors files do.

      The status is 0 if every value is what it should be, 1 if one is not (the first of each file is named), \
      and more if that cannot be told.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files to verify: .safetensors, .npz, .npy, the index of shards, or a folder with them; .weights.h5 with --model.",
      valueName: "file"))
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
    let hasModel = model != nil || options.recipe != nil
    if initializer != nil && hasModel {
      throw ValidationError("give either --initializer, or --model and --recipe")
    }
    if path != "" && initializer == nil {
      throw ValidationError(
        "--path is for --initializer; a model's tensors have paths of their own")
    }
    if !hasModel, options.isUsed {
      throw ValidationError(
        "--dtype, --slice, --override-seeds and --skip-unknown are for --model and --recipe; files that record what made them record these, too"
      )
    }
    if !hasModel, initializer == nil, common.backend != .native {
      throw ValidationError(
        "--backend is for --model, --recipe and --initializer; files that record what made them record it, too"
      )
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

  /// A plan, and the files that should have its values.
  private typealias Check = (plan: InitializationPlan, files: CheckpointSet)

  private func verify() throws {
    let checks = try self.checks()
    let total = checks.reduce(0) { sum, check in
      check.files.tensors.reduce(sum) { $0 + ($1.byteCount ?? 0) }
    }
    let bar = ProgressBar(total: total, isQuiet: common.quiet)
    defer { bar.finish() }
    let start = ContinuousClock.now
    var before = 0
    var faults: [String] = []
    for check in checks {
      let done = before
      let difference = try check.plan.firstDifference(
        from: check.files, threads: common.threads.most, progress: { bar.update(done + $0) })
      if let difference {
        let place = check.files.place(of: difference.tensor)
        faults.append("\(check.files.files[place?.file ?? 0].path): \(difference)")
      }
      before += check.files.tensors.reduce(0) { $0 + ($1.byteCount ?? 0) }
    }
    bar.finish()
    if let last = faults.popLast() {
      for fault in faults { Terminal.note("error: \(fault)") }
      throw CommandError(last, status: Self.differs)
    }
    if common.quiet { return }
    let count = checks.reduce(0) { $0 + $1.files.tensors.count }
    let isPart = checks.contains { !$0.files.isWhole } ? " (not all shards of the model)" : ""
    Terminal.note(
      "\(count) tensor\(count == 1 ? "" : "s"), \(Terminal.bytes(total))\(isPart): every value is as it should be, "
        + Terminal.time(ContinuousClock.now - start))
  }

  private func checks() throws -> [Check] {
    if initializer == nil && model == nil && options.recipe == nil { return try recordedChecks() }
    let isKeras = { (path: String) in (try? CheckpointFormat(path: path)) == .weightsH5 }
    if let model, files.allSatisfy(isKeras) {
      guard let seed = common.seed else { throw CommandError("--seed is missing") }
      let plan = try options.plan(
        of: options.file(model), seed: Seed(seed), backend: common.backend)
      return try files.map { (plan, try plan.weights($0)) }
    }
    let set = try CheckpointSet(paths: files)
    return [(try plan(of: set), set)]
  }

  /// The plan that the options give.
  private func plan(of set: CheckpointSet) throws -> InitializationPlan {
    let seed = try givenSeed(set)
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
    let file = try model.map { try options.file($0) } ?? ModelFile(set)
    return try options.plan(of: file, seed: seed, backend: common.backend)
  }

  /// The seed of the options, or the one that all files record.
  private func givenSeed(_ set: CheckpointSet) throws -> Seed {
    if let seed = common.seed { return Seed(seed) }
    let recorded = Set(set.files.map { $0.metadata["seed"] })
    guard recorded.count == 1, let text = recorded.first ?? nil, let seed = UInt64(text) else {
      throw CommandError(
        "--seed is missing, and the files do not record one; give the one that they were made with")
    }
    return Seed(seed)
  }

  /// Throws if two files record different models.
  private func requireOneModel(_ file: CheckpointReader, _ other: CheckpointReader?) throws {
    for fact in ["seed", "backend", "plan"] where file.metadata[fact] != other?.metadata[fact] {
      let value = { (file: CheckpointReader?) in file?.metadata[fact] ?? "none" }
      throw CommandError(
        "\(file.path) and \(other?.path ?? "") are files of different models: their \(fact) is \(value(file)) and \(value(other))",
        status: Self.differs)
    }
  }

  /// The plans that files record, one a file.
  ///
  /// Those of an index or folder must be of one model.
  private func recordedChecks() throws -> [Check] {
    var checks: [Check] = []
    for path in files {
      let set = try CheckpointSet(paths: [path])
      let first = set.files.first
      for file in set.files {
        try requireOneModel(file, first)
        let plan = try InitializationPlan(recordedIn: file)
        if let seed = common.seed, plan.seed.integer != Int128(seed) {
          throw CommandError(
            "\(file.path) was made with seed \(plan.seed.integer), not \(seed)",
            status: Self.differs)
        }
        checks.append((plan, try CheckpointSet(file)))
      }
    }
    // Shards that are named one by one are all of a model if an index would find nothing missing.
    let all = try? CheckpointSet(paths: files)
    if let all, all.isWhole, all.files.allSatisfy({ $0.path.contains("-of-") }) {
      for file in all.files { try requireOneModel(file, all.files.first) }
    }
    return all?.isWhole == true ? checks.map { ($0.plan, $0.files.asWhole) } : checks
  }
}
