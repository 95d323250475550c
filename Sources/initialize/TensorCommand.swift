import ArgumentParser
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
      JSON text, or @file.json with one.
      """)

  @Argument(
    help: ArgumentHelp("A name, JSON text, or @ and a JSON file.", valueName: "initializer"))
  var initializer: String

  @Option(help: "The dimensions joined by x, such as 3x3x64x128; scalar for none.")
  var shape: ShapeArgument

  @OptionGroup var output: OutputOptions

  @Option(help: "The scalar type.")
  var dtype: ScalarType = .float32

  @Option(help: "The path of the tensor, which gives it values of its own.")
  var path = ""

  @Option(help: "The part to make, a range of each axis such as 0:2,:,:,:")
  var slice: SliceArgument?

  func validate() throws {
    if output.output == nil {
      throw ValidationError("--output is missing; name a file, such as tensor.npy")
    }
  }

  func run() throws {
    var initializer = try read()
    var seed: Seed = 0
    if let random = initializer as? any RandomInitializer {
      // A seed on the command line, else the configuration's, else a fresh one.
      seed = output.seed == nil && random.seed.isChosen ? random.seed : output.chosenSeed()
      initializer = random.seeded(seed)
    }
    let tensor = PlannedTensor(
      name: "tensor", shape: shape.shape, slice: try slice?.ranges(in: shape.shape),
      scalarType: dtype, initializer: initializer, path: path, backend: output.backend)
    try output.write(InitializationPlan(tensors: [tensor], seed: seed))
  }

  private func read() throws -> any Initializer {
    let isKeras3 = ![.native, .keras2, .keras2OldLAPACK].contains(output.backend)
    let catalog = InitializerCatalog(isKeras3 ? .keras3 : .keras2)
    if initializer.hasPrefix("@") {
      let text = try file(String(initializer.dropFirst()))
      return try catalog.get(json: String(decoding: text, as: UTF8.self))
    }
    let isJSON = initializer.first.map { "{[\"".contains($0) || $0.isWhitespace } ?? false
    return isJSON ? try catalog.get(json: initializer) : try catalog.get(initializer)
  }
}
