import ArgumentParser
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
      MODEL is the JSON that Keras 3's model.to_json() writes. Tensors get the paths that Keras gives \
      its variables, in Keras's order.
      """)

  @Argument(help: ArgumentHelp("The model's JSON file.", valueName: "model"))
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
    let model = try KerasModel(json: try file(self.model), skippingUnknown: skipUnknown)
    for layer in model.skipped { Terminal.note("note: left out \(layer)") }
    for variable in model.renamed {
      Terminal.note("note: another \(variable.path) is called \(variable.unique)")
    }
    if dryRun {
      try list(model)
      return
    }
    try output.write(
      InitializationPlan(
        model: model, seed: output.chosenSeed(), overridingSeeds: overrideSeeds, scalarType: dtype,
        backend: output.backend))
  }

  private func list(_ model: KerasModel) throws {
    let plan = try InitializationPlan(model: model, seed: 0, scalarType: dtype)
    let catalog = InitializerCatalog(.keras3)
    for (variable, tensor) in zip(model.variables, plan.tensors) {
      let shape =
        tensor.shape.isEmpty ? "scalar" : tensor.shape.map(String.init).joined(separator: "x")
      let initializer =
        (try? catalog.serialize(variable.initializer).json.text)
        ?? "\(type(of: variable.initializer))"
      print("\(tensor.name)\t\(shape)\t\(tensor.scalarType.rawValue)\t\(initializer)")
    }
    if output.quiet { return }
    Terminal.note(
      "\(Terminal.grouped(plan.elementCount)) parameters in \(plan.tensors.count) tensors, "
        + Terminal.bytes(plan.byteCount))
  }
}

/// The bytes of a file.
func file(_ path: String) throws -> Data {
  do {
    return try Data(contentsOf: URL(filePath: path))
  } catch {
    let reason = (error as? CocoaError)?.code == .fileReadNoSuchFile ? "there is no such file" : nil
    throw ValidationError("cannot read \(path): \(reason ?? error.localizedDescription)")
  }
}
