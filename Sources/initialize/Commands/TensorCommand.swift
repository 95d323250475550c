import ArgumentParser
import Initializers
import SeedCheckpoints

/// `initialize tensor`.
struct TensorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tensor",
    abstract: "Make one tensor, or a part of one.",
    discussion: """
      INITIALIZER is a name such as glorot_uniform (see initialize list), a Keras configuration as \
      JSON text, or @file.json with one, such as '{"class_name": "RandomNormal", "config": {"stddev": 0.02}}'. \
      --seed takes precedence over the configuration's own seed.
      """)

  @Argument(
    help: ArgumentHelp("A name, JSON text, or @ and a JSON file.", valueName: "initializer"))
  var initializer: String

  @Option(
    parsing: .unconditional,
    help: "The dimensions joined by x, such as 3x3x64x128, or scalar.",
    transform: ShapeArgument.init(argument:))
  var shape: ShapeArgument

  @OptionGroup var output: OutputOptions

  @Option(help: "The scalar type.")
  var dtype: ScalarType = .float32

  @Option(help: "The path of the tensor: different paths give different values.")
  var path = ""

  @Option(
    help: "The part to make: a range for each axis, such as 0:2,:,:,:. Missing axes are whole.",
    transform: SliceArgument.init(argument:))
  var slice: SliceArgument?

  func validate() throws {
    if output.output == nil {
      throw ValidationError("--output is missing; name a file, such as tensor.npy")
    }
  }

  func run() throws {
    var initializer = try InitializerArgument(initializer).read(for: output.common.backend)
    var seed: Seed = 0
    var seedIsKnown = true
    if let own = initializer.seed {
      // A seed on the command line, else the configuration's, else a fresh one.
      seedIsKnown = own.isChosen
      seed = output.common.seed == nil && seedIsKnown ? own : output.common.chosenSeed()
      // What is made of several may have seeds of its own in it; the command line's comes before
      // all.
      if output.common.seed != nil || !seedIsKnown { initializer = initializer.seeded(seed) }
      if output.common.seed != nil { initializer = initializer.seeded(seed) }
    }
    let tensor = PlannedTensor(
      name: "tensor", shape: shape.shape, slice: try slice?.ranges(in: shape.shape),
      scalarType: dtype, initializer: initializer, path: path, backend: output.common.backend)
    let plan = try InitializationPlan(tensors: [tensor], seed: seed)
    try output.write(plan, seedIsKnown: seedIsKnown)
  }
}
