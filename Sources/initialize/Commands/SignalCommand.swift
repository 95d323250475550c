import ArgumentParser
import Checkpoints
import Diagnostics
import Platform
import Initializers
import InitializerConfigurations

/// `initialize signal`.
struct SignalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signal",
    abstract: "Send random signals through a deep network at initialization.",
    discussion: """
      All layers have the same width. For each initializer, this shows the mean squares of activations and of \
      gradients, layer by layer, and the singular values of the derivative of the last layer with respect to the \
      inputs. If mean squares grow or shrink by orders of magnitude, a network of this depth would hardly train.
      """)

  @Option(parsing: .unconditional, help: "The number of layers.")
  var depth = 50

  @Option(parsing: .unconditional, help: "The number of units in each layer.")
  var width = 512

  @Option(
    help: ArgumentHelp(
      "The activation function: \(Nonlinearity.named.keys.sorted().joined(separator: ", ")).",
      valueName: "function"))
  var activation = "relu"

  @Option(
    name: .customLong("initializer"), parsing: .singleValue,
    help: ArgumentHelp(
      "The initializer of the weights: a name, JSON, or @ and a file. Repeat it to compare several. The default is he_normal and glorot_uniform.",
      valueName: "initializer"))
  var initializers: [String] = []

  @Option(
    name: .customLong("bias"),
    help: ArgumentHelp("The initializer of the biases.", valueName: "initializer"))
  var bias = "zeros"

  @Option(parsing: .unconditional, help: "The number of random inputs.")
  var inputs = 64

  @Option(parsing: .unconditional, help: "The variance of the inputs.")
  var inputVariance = 1.0

  @Flag(help: "Skip the singular values, which take most of the time.")
  var noSingularValues = false

  @Flag(help: "Print JSON.")
  var json = false

  @Option(
    help: ArgumentHelp("The picture to write: an .svg file or an .html page.", valueName: "file"))
  var output: String?

  @Option(
    parsing: .unconditional, help: "The seed of all random values; the default is 0.",
    transform: CommonOptions.seed)
  var seed: UInt64 = 0

  @OptionGroup var threads: ThreadsOption

  func validate() throws {
    if let output, !output.hasSuffix(".svg"), !output.hasSuffix(".html") {
      throw ValidationError("--output \(output) must end in .svg or .html")
    }
  }

  func run() throws {
    guard let nonlinearity = Nonlinearity.named[activation.lowercased()] else {
      throw CommandError(
        "there is no activation function \(activation); the known ones are \(Nonlinearity.named.keys.sorted().joined(separator: ", "))"
      )
    }
    let names = initializers.isEmpty ? ["he_normal", "glorot_uniform"] : initializers
    let biases = try InitializerArgument(bias).read(for: .native)
    var traces: [(name: String, trace: SignalTrace)] = []
    for name in names {
      let simulation = try SignalSimulation(
        depth: depth, width: width, inputs: inputs, nonlinearity: nonlinearity,
        initializer: try InitializerArgument(name).read(for: .native), biasInitializer: biases,
        inputVariance: inputVariance, seed: Seed(seed))
      let trace = try simulation.run(findsSingularValues: !noSingularValues, threads: threads.most)
      traces.append((name, trace))
    }
    if let output {
      let picture = SignalPicture(
        title: "\(depth) layers of \(width) units, \(activation), seed \(seed)", traces: traces)
      try Output.write(output.hasSuffix(".svg") ? picture.svg : picture.html, to: output)
    }
    if json { try printJSON(traces) } else if output == nil { try printTable(traces) }
  }

  private func printTable(_ traces: [(name: String, trace: SignalTrace)]) throws {
    try Output.write(
      "mean squares over units and inputs; gradients start at the end with mean square 1; flat: where the function has slope 0"
    )
    for (name, trace) in traces {
      try Output.write(Output.styled(name, .bold))
      try Output.write("  layer  before activation     after it     gradient    flat")
      for number in Self.shown(trace.layers.count) {
        let layer = trace.layers[number - 1]
        try Output.write(
          String(
            format: "  %5d  %17.4g %12.4g %12.4g  %5.1f%%", number, layer.preActivation,
            layer.activation, layer.gradient, layer.flatShare * 100))
      }
      if let lost = trace.layers.firstIndex(where: { !$0.activation.isFinite }) {
        try Output.write("  signals overflow in layer \(lost + 1)")
      }
      let values = trace.singularValues
      if let most = values.first, let least = values.last {
        try Output.write(
          String(
            format:
              "  singular values: largest %.4g, median %.4g, smallest %.4g; mean square %.4g", most,
            values[values.count / 2], least, trace.meanSquaredSingularValue))
      }
    }
  }

  /// Some of the layers: the first, the last, and few between.
  private static func shown(_ count: Int) -> [Int] {
    let step = max(1, (count + 9) / 10)
    return Array(Set([1, count] + Array(stride(from: step, through: count, by: step)))).sorted()
  }

  private func printJSON(_ traces: [(name: String, trace: SignalTrace)]) throws {
    func numbers(_ values: [Double]) -> JSONValue {
      // What has grown beyond all numbers is none in JSON.
      .array(values.map { $0.isFinite ? .number($0) : .null })
    }
    let networks = traces.map { name, trace in
      JSONValue.object([
        "initializer": .string(name),
        "preactivations": numbers(trace.layers.map(\.preActivation)),
        "activations": numbers(trace.layers.map(\.activation)),
        "gradients": numbers(trace.layers.map(\.gradient)),
        "input_gradient": numbers([trace.inputGradient]).array?.first ?? .null,
        "flat": numbers(trace.layers.map(\.flatShare)),
        "singular_values": numbers(trace.singularValues),
      ])
    }
    try Output.write(
      JSONValue.object([
        "depth": .integer(Int128(depth)), "width": .integer(Int128(width)),
        "activation": .string(activation), "seed": .integer(Int128(seed)),
        "networks": .array(networks),
      ]).text)
  }
}
