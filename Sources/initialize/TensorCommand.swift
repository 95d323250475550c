import ArgumentParser
import Checkpoints
import Foundation
import Initializers
import KerasInterop
import SeedCheckpoints

/// `initialize tensor`.
struct TensorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tensor",
    abstract: "Make one tensor, or a part of one.",
    discussion: """
      INITIALIZER is a name such as glorot_uniform (see initialize list), a Keras configuration as \
      JSON text, or @file.json with one. --seed comes before the configuration's own seed.
      """)

  @Argument(
    help: ArgumentHelp("A name, JSON text, or @ and a JSON file.", valueName: "initializer"))
  var initializer: String

  @Option(
    help: "The dimensions joined by x, such as 3x3x64x128; scalar for none.",
    transform: ShapeArgument.init(argument:))
  var shape: ShapeArgument

  @OptionGroup var output: OutputOptions

  @Option(help: "The scalar type.")
  var dtype: ScalarType = .float32

  @Option(help: "The path of the tensor, which gives it values of its own.")
  var path = ""

  @Option(
    help: "The part to make, a range of each axis such as 0:2,:,:,:; axes left out are whole.",
    transform: SliceArgument.init(argument:))
  var slice: SliceArgument?

  func validate() throws {
    if output.output == nil {
      throw ValidationError("--output is missing; name a file, such as tensor.npy")
    }
  }

  func run() throws {
    var initializer = try read()
    var seed: Seed = 0
    var seedIsKnown = true
    if let random = initializer as? any RandomInitializer {
      // A seed on the command line, else the configuration's, else a fresh one.
      seedIsKnown = random.seed.isChosen
      seed = output.seed == nil && seedIsKnown ? random.seed : output.chosenSeed()
      initializer = random.seeded(seed)
    }
    let tensor = PlannedTensor(
      name: "tensor", shape: shape.shape, slice: try slice?.ranges(in: shape.shape),
      scalarType: dtype, initializer: initializer, path: path, backend: output.backend)
    var plan = try InitializationPlan(tensors: [tensor], seed: seed)
    plan.facts = facts(of: tensor)
    try output.write(plan, seedIsKnown: seedIsKnown)
  }

  /// What it takes to make the tensor again.
  private func facts(of tensor: PlannedTensor) -> [(key: String, value: String)] {
    // In the dialect that a name without one is read in, so that reading it again gives the same.
    let catalog = InitializerCatalog(Dialect(of: output.backend))
    let configuration = try? catalog.serialize(tensor.initializer)
    let slice = tensor.slice?.map { "\($0.lowerBound):\($0.upperBound)" }.joined(separator: ",")
    let shape = tensor.shape.map(String.init).joined(separator: "x")
    let facts: [(key: String, value: String?)] = [
      ("initializer", configuration?.json.text), ("shape", shape.isEmpty ? "scalar" : shape),
      ("slice", slice), ("path", path.isEmpty ? nil : path),
    ]
    return facts.compactMap { fact in fact.value.map { (fact.key, $0) } }
  }

  private func read() throws -> any Initializer {
    let catalog = InitializerCatalog(Dialect(of: output.backend))
    if initializer.hasPrefix("@") {
      let path = String(initializer.dropFirst())
      do {
        return try catalog.get(
          json: String(decoding: try InputFile.contents(of: path, limit: 1 << 20), as: UTF8.self))
      } catch let error as InitializationError {
        throw CommandError("\(path): \(error.message)")
      }
    }
    let isJSON = initializer.first.map { "{[\"".contains($0) || $0.isWhitespace } ?? false
    if !isJSON, initializer.hasSuffix(".json") {
      throw CommandError("to read a configuration from a file write @\(initializer)")
    }
    return isJSON ? try catalog.get(json: initializer) : try catalog.get(initializer)
  }
}
