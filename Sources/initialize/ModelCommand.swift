import ArgumentParser
import Checkpoints
import Foundation
import Initializers
import KerasInterop
import SeedCheckpoints

/// `initialize model`.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Make the initial weights of a whole model.",
    discussion: """
      MODEL is the JSON that Keras's model.to_json() writes, a .keras file, or the folder of an unpacked \
      one; tensors get the paths that Keras gives its variables, in Keras's order. Or it is a manifest, JSON \
      that describes each tensor: {"name": {"shape": [2, 3], "dtype": "float32", "initializer": "he_normal"}}.
      """)

  @Argument(
    help: ArgumentHelp("The model's JSON, its .keras file, or a manifest.", valueName: "model"))
  var model: String

  @OptionGroup var output: OutputOptions

  @Flag(help: "Use --seed also for initializers that have a seed of their own.")
  var overrideSeeds = false

  @Option(help: "The scalar type of all floating-point tensors; the model's own if not given.")
  var dtype: ScalarType?

  @Flag(help: "List the tensors and their initializers, and write nothing.")
  var dryRun = false

  @Flag(help: "Leave out layers of unknown classes, and list them.")
  var skipUnknown = false

  func validate() throws {
    if !dryRun && output.output == nil {
      throw ValidationError("--output is missing; name a file, such as weights.safetensors")
    }
    if let dtype, !dtype.isFloatingPoint {
      throw ValidationError(
        "--dtype \(dtype.rawValue) cannot hold weights; use float32, float64, float16 or bfloat16")
    }
  }

  func run() throws {
    let file: ModelFile
    do {
      file = try ModelFile(path: model, skippingUnknown: skipUnknown)
    } catch let error as InitializationError {
      throw CommandError("\(model): \(error.message)")
    }
    if !file.skipped.isEmpty, let format = try output.writtenFormat, format == .keras {
      throw CommandError(
        "\(model) has unknown layers, such as \(file.skipped[0]), without which Keras cannot load a .keras file; "
          + "write .weights.h5, for load_weights(…, skip_mismatch=True), or .safetensors")
    }
    for layer in file.skipped { Terminal.note("note: left out \(layer)") }
    for variable in file.renamed {
      Terminal.note("note: another \(variable.path) is called \(variable.unique)")
    }
    let seed = output.chosenSeed()
    let plan = try InitializationPlan(
      file: file, seed: seed, overridingSeeds: overrideSeeds, scalarType: dtype,
      backend: output.backend)
    if dryRun {
      try plan.check()
      list(file.variables, plan)
    } else {
      try output.write(plan)
    }
  }

  private func list(_ variables: [ModelVariable], _ plan: InitializationPlan) {
    let catalog = InitializerCatalog(.keras3)
    for (variable, tensor) in zip(variables, plan.tensors) {
      let shape =
        tensor.shape.isEmpty ? "scalar" : tensor.shape.map(String.init).joined(separator: "x")
      // Without a seed there is none to show yet.
      let initializer = output.seed == nil ? variable.initializer : tensor.initializer
      let text = (try? catalog.serialize(initializer).json.text) ?? "\(type(of: initializer))"
      print("\(tensor.name)\t\(shape)\t\(tensor.scalarType.rawValue)\t\(text)")
    }
    if !output.quiet {
      Terminal.note("\(Terminal.size(of: plan)), \(Terminal.bytes(plan.byteCount))")
    }
  }
}
