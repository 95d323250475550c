import InitializerConfigurations
import Initializers

extension LayerDeclaration {
  /// Recurrent layers and their cells.
  static let recurrent: [LayerDeclaration] =
    [
      LayerDeclaration(
        containing: "RNN",
        .rule { layer in
          let step = layer.complete("cell", inputs: layer.inputs.map(\.removingTime))
          return overTime(layer, step)
        }
      ) { layer, reader throws(InitializationError) in
        let cell = try layer.child("cell", &reader, inputShape: step(of: layer.build.input))
        return LayerContents(children: [("cell", cell)])
      },
      LayerDeclaration(
        containing: "StackedRNNCells",
        .rule { layer in
          let outputs = layer.completeSequence("cells") { Array($0.prefix(1)) }
          guard let last = outputs.last ?? nil, !outputs.contains(nil) else { return nil }
          return last.prefix(1) + outputs.flatMap { $0?.dropFirst() ?? [] }
        }
      ) { layer, reader throws(InitializationError) in
        guard let cells = layer.config.values["cells"]?.array else {
          throw layer.config.invalid("cells", "an array")
        }
        var contents = LayerContents()
        var keys = SavedKeys()
        // Each cell sees what the one before it makes.
        var input = layer.build.input
        for json in cells {
          guard let cell = try reader.layer(json, in: layer.path, inputShape: input) else {
            continue
          }
          let units = json.object?["config"]?.object?["units"] ?? .null
          input = .array([.null, units])
          contents.children.append(("cells/\(keys.next(className: cell.className))", cell))
        }
        return contents
      },
    ] + cells.flatMap { $0.rank == 0 ? [layer(of: $0), declaration(of: $0)] : [layer(of: $0)] }

  /// What is special to a kind of cell.
  private struct Cell: Sendable {
    enum Bias { case plain, unitForget, resetAfter }

    /// The class of its layer.
    let layerName: String
    /// Its name in a layer that makes it by itself.
    let name: String
    /// How many gates its kernels hold.
    let gateCount: Int
    /// How many states it hands on, each of the shape of its output.
    let stateCount: Int
    let bias: Bias
    /// How many axes its convolutions' windows have; 0 if it multiplies matrices.
    var rank = 0

    var className: String { "\(layerName)Cell" }
  }

  private static let cells =
    [
      Cell(
        layerName: "SimpleRNN", name: "simple_rnn_cell", gateCount: 1, stateCount: 1, bias: .plain),
      Cell(
        layerName: "LSTM", name: "lstm_cell", gateCount: 4, stateCount: 2, bias: .unitForget),
      Cell(layerName: "GRU", name: "gru_cell", gateCount: 3, stateCount: 1, bias: .resetAfter),
    ]
    + (1...3).map { rank in
      Cell(
        layerName: "ConvLSTM\(rank)D", name: "conv_lstm_cell", gateCount: 4, stateCount: 2,
        bias: .unitForget, rank: rank)
    }

  private static func declaration(of cell: Cell) -> LayerDeclaration {
    LayerDeclaration(cell.className, .rule { outputs(of: cell, $0, $0.input) }) {
      layer throws(InitializationError) in try variables(of: cell, layer)
    }
  }

  /// A layer that makes a cell by itself, from its own configuration.
  private static func layer(of kind: Cell) -> LayerDeclaration {
    LayerDeclaration(
      containing: kind.layerName,
      .rule { overTime($0, outputs(of: kind, $0, $0.input?.removingTime)) }
    ) { layer, _ throws(InitializationError) in
      // Keras 2 gives the cell no scope of its own, nor does tf.keras that of a convolution.
      let hasScope = layer.dialect == .keras3 || layer.dialect == .tfKeras && kind.rank == 0
      var cell = layer
      cell.name = kind.name
      if hasScope { cell.path += "/\(kind.name)" }
      cell.build = BuildShapes(input: step(of: layer.build.input))
      let contents = LayerContents(variables: try variables(of: kind, cell))
      return LayerContents(children: [
        ("cell", ModelLayer(name: kind.name, className: kind.className, contents: contents))
      ])
    }
  }

  /// The shape that a cell sees: that of the layer's input without the axis of time.
  static func step(of shape: JSONValue?) -> JSONValue? {
    // tf.keras lists the shapes of the sequences and of the states that a layer was given.
    if let sequences = shape?.array?.first, sequences.array != nil { return step(of: sequences) }
    return shape?.array.map { .array(Array($0.prefix(1) + $0.dropFirst(2))) }
  }

  /// The shapes of a cell's output and of its states.
  private static func outputs(
    of cell: Cell, _ layer: LayerShapes, _ input: Shape?
  ) -> [Shape]? {
    guard let input, !input.isEmpty else { return nil }
    let output =
      cell.rank == 0
      ? [input[0], layer.size("units")]
      : layer.convolved(input, features: layer.size("filters"))
    return output.map { Array(repeating: $0, count: 1 + cell.stateCount) }
  }

  /// What comes out of a layer whose cell has these outputs in one step.
  private static func overTime(_ layer: LayerShapes, _ step: [Shape]?) -> [Shape]? {
    guard let step, let state = step.first, let input = layer.input else { return nil }
    let output =
      layer.flag("return_sequences")
      ? state.prefix(1) + [input.dimension(1)] + state.dropFirst() : state
    return [output] + (layer.flag("return_state") ? step.dropFirst() : [])
  }

  /// The variables of a cell, which has the kernels of all gates in one.
  private static func variables(
    of cell: Cell, _ layer: LayerReader
  ) throws(InitializationError) -> [ModelParameter] {
    let isConvolution = cell.rank > 0
    let window =
      isConvolution ? try layer.dimensions("kernel_size", count: cell.rank) : []
    let units = try layer.dimension(isConvolution ? "filters" : "units")
    let channels = isConvolution ? try layer.channels : try layer.inputDimension(-1)
    let count = cell.gateCount * units
    let fans = Fans.Rule.convolution(groups: cell.gateCount)
    return [
      try layer.kernel(window + [channels, count], fans: fans, gates: cell.gateCount),
      try layer.kernel(
        window + [units, count], fans: fans, named: "recurrent_kernel",
        initializer: "recurrent_initializer", default: "orthogonal", gates: cell.gateCount),
    ] + (try bias(of: cell, layer, count))
  }

  private static func bias(
    of cell: Cell, _ layer: LayerReader, _ count: Int
  ) throws(InitializationError) -> [ModelParameter] {
    switch cell.bias {
    // GRU's newer form has one bias for the input and one for the state.
    case .resetAfter
    where try layer.config.bool("reset_after", default: layer.dialect != .keras2):
      return try layer.bias([2, count])
    case .unitForget where try layer.config.bool("unit_forget_bias", default: true):
      var biases: [ModelParameter] = []
      for bias in try layer.bias([count]) {
        biases.append(
          try layer.variable("bias", bias.shape, bias.initializer.map { UnitForgetBias($0) }))
      }
      return biases
    default: return try layer.bias([count])
    }
  }
}
