import ArgumentParser
import Checkpoints
import Platform
import Initializers
import InitializerConfigurations
import KerasModels
import SeedCheckpoints

/// `initialize model`.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Make the initial weights of a whole model.",
    discussion: """
      MODEL is the JSON that Keras's model.to_json() writes, a .keras file, or the folder of an unpacked \
      one; tensors get the paths that Keras gives its variables, in Keras's order. Or it is a manifest, JSON \
      that describes each tensor: {"name": {"shape": [2, 3], "dtype": "float32", "initializer": "he_normal"}}; \
      or safetensors; only the headers are read. With --recipe the initializers come from rules.

      Shards are model-00001-of-00004.safetensors and so on, with an index. Each process can make its own shard, \
      alone: the bytes are the same.
      """)

  @Argument(
    help: ArgumentHelp(
      "The model's JSON, its .keras file, a manifest, or safetensors.", valueName: "model"))
  var model: String

  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp(
      "The folder for model.safetensors or its shards.", valueName: "folder"))
  var outputDirectory: String?

  @OptionGroup var options: ModelOptions

  @OptionGroup var sharding: ShardingOptions

  @Flag(help: "List the tensors and their initializers, and write nothing.")
  var dryRun = false

  @Flag(help: "List the tensors, each with the recipe's rule that matched it, and write nothing.")
  var explain = false

  @Flag(help: "Check existing files, and keep those that already have all their values.")
  var resume = false

  func validate() throws {
    if outputDirectory == "" {
      throw ValidationError("--output-directory needs the name of a folder")
    }
    if outputDirectory != nil && output.output != nil {
      throw ValidationError("give either --output or --output-directory")
    }
    if !dryRun && !explain && output.output == nil && outputDirectory == nil {
      throw ValidationError("--output is missing; name a file, such as weights.safetensors")
    }
    if output.format != nil && output.output != "-" && outputDirectory != nil {
      throw ValidationError(
        "--format is for standard output; --output-directory writes .safetensors")
    }
    if sharding.isUsed || resume {
      let path = output.output ?? "model.safetensors"
      guard (try? CheckpointFormat(path: path))?.isSharded == true else {
        throw ValidationError(
          "--shards, --shard and --resume need a .safetensors file, not \(path)")
      }
    }
    // Processes that each draw a seed would make parts of different models.
    if sharding.shard != nil || resume || !options.parts.isEmpty, output.common.seed == nil,
      !dryRun, !explain
    {
      throw ValidationError(
        "--shard, --part and --resume need --seed, the same each time")
    }
  }

  /// The path of the whole model.
  private var path: String? {
    output.output
      ?? outputDirectory.map { ($0.hasSuffix("/") ? $0 : $0 + "/") + "model.safetensors" }
  }

  func run() throws {
    let file = try options.file(model)
    if !file.skipped.isEmpty, let format = try output.writtenFormat, format == .keras {
      throw CommandError(
        "\(model) has unknown layers, such as \(file.skipped[0]), and Keras cannot load a .keras file without them; "
          + "write .weights.h5, for load_weights(…, skip_mismatch=True), or .safetensors")
    }
    let plan = try options.plan(
      of: file, seed: output.common.chosenSeed(), backend: output.common.backend)
    let shards = try sharding.shards(of: plan)
    if dryRun || explain {
      try list(plan, shards)
      try summarize(plan, shards)
      return
    }
    if let outputDirectory { try makeFolder(outputDirectory) }
    try requireNoStrangers(shards)
    if let shards, shards.sharding.ranges.count > plan.tensors.count {
      Terminal.note(
        "note: there are \(plan.tensors.count) tensors for \(shards.sharding.ranges.count) files; the last files are empty"
      )
    }
    try write(plan, shards)
  }

  private func write(_ plan: InitializationPlan, _ shards: ShardingOptions.Chosen?) throws {
    var writer = PlanWriter(
      format: output.format, threads: output.common.threads.most, isQuiet: output.common.quiet)
    writer.tellsSeed = output.common.seed == nil
    writer.resumes = resume
    guard let path, let shards else {
      try writer.write(
        [(plan, path == "-" ? nil : path)], size: Terminal.size(of: plan))
      return
    }
    let files = shards.numbers.map {
      (plan: shards.sharding.plan(of: $0), path: shards.sharding.path(of: $0, in: path) as String?)
    }
    let isAll = files.count == shards.sharding.ranges.count
    let size =
      isAll
      ? Terminal.size(of: plan)
      : "\(Terminal.size(of: files.map(\.plan))) of \(plan.elementCount.grouped)"
    try writer.write(files, size: size)
    try Output.write(
      String(decoding: shards.sharding.index(in: path).json, as: UTF8.self),
      to: shards.sharding.indexPath(in: path))
  }

  /// Throws if what is there already would be read in place of what is written, or as a part of it.
  private func requireNoStrangers(_ shards: ShardingOptions.Chosen?) throws {
    guard let path, path != "-", (try? CheckpointFormat(path: path))?.isSharded == true else {
      return
    }
    let strangers = Sharding.strangers(in: path, besides: shards?.sharding)
    guard let first = strangers.first else { return }
    let more = strangers.count > 1 ? " and \(strangers.count - 1) more" : ""
    throw CommandError(
      "\(first)\(more) would be left from another checkpoint, and programs that read the folder would load that, or both; remove it first, or write elsewhere"
    )
  }

  private func makeFolder(_ path: String) throws {
    if Files.exists(path), !Files.isFolder(path) {
      throw CommandError("--output-directory \(path) is a file; name a folder, or give --output")
    }
    if let fault = Files.makeFolder(path) {
      throw CommandError("cannot make the folder \(path): \(fault)")
    }
  }

  private func list(_ plan: InitializationPlan, _ shards: ShardingOptions.Chosen?) throws {
    guard let shards else {
      try list(plan.tensors)
      return
    }
    for number in shards.numbers {
      let file = shards.sharding.path(of: number, in: path ?? "model.safetensors")
      try list(shards.sharding.plan(of: number).tensors, file)
    }
  }

  private func list(_ tensors: [PlannedTensor], _ file: String? = nil) throws {
    let catalog = InitializerCatalog(.own)
    for tensor in tensors {
      let extents = tensor.extents
      let shape = extents.isEmpty ? "scalar" : extents.map(String.init).joined(separator: "x")
      var initializer = tensor.initializer
      // Without a seed there is none to show yet.
      if output.common.seed == nil, !tensor.path.isEmpty {
        initializer = initializer.seeded(.drawn())
      }
      let text = (try? catalog.serialize(initializer).json.text) ?? "\(type(of: initializer))"
      var columns = [tensor.name, shape, tensor.scalarType.rawValue, text]
      if explain { columns.append(tensor.parameter.rule ?? "the model's own") }
      if let file { columns.append(file) }
      // A name may hold what would end a line or a column.
      try Output.write(columns.map(\.withoutSteering).joined(separator: "\t"))
    }
  }

  private func summarize(_ plan: InitializationPlan, _ shards: ShardingOptions.Chosen?) throws {
    if output.common.quiet { return }
    if let shards {
      for number in shards.numbers {
        let part = shards.sharding.plan(of: number)
        let name = shards.sharding.path(of: number, in: path ?? "model.safetensors")
        Terminal.note("\(name): \(Terminal.size(of: part)), \(Terminal.bytes(part.byteCount))")
      }
    }
    let time = try plan.estimatedTime(threads: output.common.threads.most)
    Terminal.note(
      "\(Terminal.size(of: plan)), \(Terminal.bytes(plan.byteCount)); about \(Terminal.time(time)) to make, "
        + "plus the time that the disk takes to write")
  }
}
