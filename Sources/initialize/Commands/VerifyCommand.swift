import ArgumentParser
import Checkpoints
import Initializers
import SeedCheckpoints

/// `initialize verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check files: make their values again, and compare.",
    discussion: """
      A .safetensors or .npz file of this program records what made it, so its name is enough. The same is true of \
      the index of shards, and of their folder. The values are then checked against the file's own record: its seed, \
      shapes and initializers. --seed says which seed the record must have, wherever it has one. --model and --seed \
      together trust nothing in the file. The last line says what was trusted. Values that the record itself lists \
      are not verified by it.

      For other files, say what they were made from: --model or --recipe and --seed, or --initializer and --seed for \
      a single tensor. Several files are then one model. Without --model, the shapes are those of the files. A part \
      of a single tensor is known as a part only if the file records it, as .safetensors files do.

      Give all shards of one plan, with none of another checkpoint beside them. Or give one shard alone.

      The status is 0 if every value is correct, 1 if one is not (the first of each file is named), \
      and more than 1 if the answer cannot be found.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files to verify: \(CheckpointFormat.endings(of: CheckpointFormat.allCases.filter(\.isReadable))), the index of shards, or a folder with them; \(CheckpointFormat.endings(of: CheckpointFormat.allCases.filter(\.isReadableOfModel))) with --model.",
      valueName: "file"))
  var files: [String]

  @Option(help: ArgumentHelp("The model that the files were made from.", valueName: "model"))
  var model: String?

  @Option(
    help: ArgumentHelp("The initializer of all tensors.", valueName: "initializer"))
  var initializer: String?

  @Option(help: "The path that the tensors were made with, for --initializer.")
  var path = ""

  @Flag(
    help:
      "Also make values that take far more memory and time than their files suggest, such as one row of a huge orthogonal matrix."
  )
  var allowCostly = false

  @OptionGroup var options: ModelOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    let hasModel = model != nil || options.recipe != nil
    if initializer != nil && hasModel {
      throw ValidationError("give either --initializer, or --model and --recipe")
    }
    if path != "" && initializer == nil {
      throw ValidationError(
        "--path is for --initializer; a model's tensors have their own paths")
    }
    if !hasModel, options.isUsed {
      throw ValidationError(
        "--dtype, --part, --override-seeds and --skip-unknown are for --model and --recipe; files that record what made them record these, too"
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
    } catch let error as VerificationError where error.kind == .differs {
      throw CommandError(error.description, status: 1)
    } catch {
      throw CommandError(Main.line(for: error), status: 2)
    }
  }

  /// A plan, and the files that should have its values.
  private struct Check {
    let plan: InitializationPlan
    let files: CheckpointSet
    /// The tensors that are compared with nothing but themselves.
    var literals: [String] = []
    var isWhole = true
  }

  private func verify() throws {
    let checks = try self.checks()
    if checks.allSatisfy({ $0.files.tensors.isEmpty }) {
      throw VerificationError(
        .unknown, "\(files[0]) has no tensors, so there is nothing to compare")
    }
    let total = checks.reduce(0) { $0 + $1.files.byteCount }
    let bar = ProgressBar(total: total, isQuiet: common.quiet)
    defer { bar.finish() }
    let start = ContinuousClock.now
    var before = 0
    var faults: [String] = []
    for check in checks {
      let done = before
      let differences = try check.plan.firstDifferences(
        from: check.files, threads: common.threads.most, progress: { bar.update(done + $0) })
      for difference in differences {
        let place = check.files.place(of: difference.tensor)
        faults.append("\(check.files.files[place?.file ?? 0].path): \(difference)")
      }
      before += check.files.byteCount
    }
    bar.finish()
    if let last = faults.popLast() {
      for fault in faults { Terminal.note("error: \(fault)") }
      throw VerificationError(.differs, last)
    }
    let literals = checks.flatMap(\.literals)
    if let literal = literals.first {
      throw VerificationError(
        .unknown,
        "\(literals.count) tensor\(literals.count == 1 ? " is" : "s are") not verified, \(literal)\(literals.count == 1 ? "" : " and others"): the record lists their values, so any values would agree with it; give --model and --seed"
      )
    }
    if common.quiet { return }
    let count = checks.reduce(0) { $0 + $1.files.tensors.count }
    let isPart = checks.contains { !$0.isWhole } ? " (not all shards of the model)" : ""
    let time = Terminal.time(ContinuousClock.now - start)
    Terminal.note(
      "\(count) tensor\(count == 1 ? "" : "s"), \(Terminal.bytes(total))\(isPart): every value is correct, \(basis(checks)), \(time)"
    )
  }

  /// What the values were held against, and what of it is the files' own word.
  private func basis(_ checks: [Check]) -> String {
    let given = [
      model.map { _ in "--model" }, options.recipe.map { _ in "--recipe" },
      initializer.map { _ in "--initializer" }, common.seed.map { _ in "--seed" },
    ].compactMap(\.self)
    let basis = (hasSource ? [] : ["the files' own record"]) + given
    let seeds = Set(checks.map(\.plan.seed.integer)).sorted().map { "\($0)" }
    let believed = [
      common.seed == nil ? "seed \(seeds.joined(separator: ", "))" : nil,
      model == nil ? "shapes" : nil, hasSource ? nil : "initializers",
    ].compactMap(\.self)
    let word =
      believed.isEmpty
      ? ""
      : " (\(believed.joined(separator: ", ")) not checked; give --model and --seed to check them)"
    return "against \(basis.joined(separator: " and "))\(word)"
  }

  /// Whether the options say how values are made, so that no record is needed.
  private var hasSource: Bool { initializer != nil || model != nil || options.recipe != nil }

  private func checks() throws -> [Check] {
    if !hasSource { return try recordedChecks() }
    let isOfModel = { (path: String) in
      (try? CheckpointFormat(path: path))?.isReadableOfModel == true
    }
    if let model, files.allSatisfy(isOfModel) {
      guard let seed = common.seed else { throw CommandError("--seed is missing") }
      let plan = try options.plan(
        of: options.file(model), seed: Seed(seed), backend: common.backend)
      return try files.map { Check(plan: plan, files: try plan.weights($0)) }
    }
    let set = try CheckpointSet(paths: files)
    try set.requireWholeSets()
    return [Check(plan: try plan(of: set), files: set, isWhole: set.isWhole)]
  }

  /// The plan that the options give.
  private func plan(of set: CheckpointSet) throws -> InitializationPlan {
    let seed = try givenSeed(set)
    // Where no model says the shapes, the record is better than none.
    if model == nil { try RecordedModel.requireShapes(of: set) }
    if let initializer {
      let made = try InitializerArgument(initializer).read(for: common.backend).seeded(seed)
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

  /// The plans that files record: one of all shards of a model, and one of each other file.
  private func recordedChecks() throws -> [Check] {
    try CheckpointSet.models(of: files).map { set in
      try set.requireWholeSets()
      let recorded = try RecordedModel(
        set, seed: common.seed.map { Seed($0) }, allowsCostly: allowCostly)
      return Check(
        plan: recorded.plan, files: set, literals: recorded.literals, isWhole: recorded.isWhole)
    }
  }
}
