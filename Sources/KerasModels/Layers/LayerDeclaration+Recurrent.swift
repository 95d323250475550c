import InitializerConfigurations
import Initializers

extension LayerDeclaration {
  /// Recurrent layers and their cells.
  static let recurrent: [LayerDeclaration] =
    [
      LayerDeclaration(containing: "RNN") { layer, reader throws(InitializationError) in
        let cell = try layer.child("cell", &reader, inputShape: step(of: layer.build.input))
        return LayerContents(children: [("cell", cell)])
      },
      LayerDeclaration(containing: "StackedRNNCells") { layer, reader throws(InitializationError) in
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
    ]
    + [("SimpleRNN", "simple_rnn_cell"), ("LSTM", "lstm_cell"), ("GRU", "gru_cell")].flatMap {
      className, cell in
      [
        layer(className, of: cell),
        LayerDeclaration("\(className)Cell") { cell throws(InitializationError) in
          try variables(ofCell: className, cell)
        },
      ]
    }
    + (1...3).map { rank in layer("ConvLSTM\(rank)D", of: "conv_lstm_cell") }

  /// A layer that makes a cell by itself, from its own configuration.
  private static func layer(_ className: String, of cellName: String) -> LayerDeclaration {
    LayerDeclaration(containing: className) { layer, _ throws(InitializationError) in
      // Keras 2 gives the cell no scope of its own, nor does tf.keras that of a convolution.
      let hasScope =
        layer.dialect == .keras3 || layer.dialect == .tfKeras && !className.hasPrefix("Conv")
      var cell = layer
      cell.name = cellName
      if hasScope { cell.path += "/\(cellName)" }
      cell.build = BuildShapes(input: step(of: layer.build.input))
      let variables = try variables(ofCell: className, cell)
      let contents = LayerContents(variables: variables)
      return LayerContents(children: [
        ("cell", ModelLayer(name: cellName, className: "\(className)Cell", contents: contents))
      ])
    }
  }

  /// The shape that a cell sees: that of the layer's input without the axis of time.
  static func step(of shape: JSONValue?) -> JSONValue? {
    // tf.keras lists the shapes of the sequences and of the states that a layer was given.
    if let sequences = shape?.array?.first, sequences.array != nil { return step(of: sequences) }
    return shape?.array.map { .array(Array($0.prefix(1) + $0.dropFirst(2))) }
  }

  /// The variables of a cell, which has the kernels of all gates in one.
  private static func variables(
    ofCell className: String, _ cell: LayerReader
  ) throws(InitializationError) -> [ModelParameter] {
    let window: [Int]
    let units: Int
    let channels: Int
    if className.hasPrefix("ConvLSTM") {
      window = try cell.dimensions(
        "kernel_size", count: className.last(where: \.isNumber)?.wholeNumberValue ?? 1)
      units = try cell.dimension("filters")
      channels = try cell.channels
    } else {
      window = []
      units = try cell.dimension("units")
      channels = try cell.inputDimension(-1)
    }
    let gates = className == "SimpleRNN" ? 1 : className == "GRU" ? 3 : 4
    return [
      try cell.variable(
        "kernel", window + [channels, gates * units],
        try cell.initializer("kernel_initializer", default: "glorot_uniform")),
      try cell.variable(
        "recurrent_kernel", window + [units, gates * units],
        try cell.initializer("recurrent_initializer", default: "orthogonal")),
    ] + (try bias(ofCell: className, cell, count: gates * units))
  }

  private static func bias(
    ofCell className: String, _ cell: LayerReader, count: Int
  ) throws(InitializationError) -> [ModelParameter] {
    // GRU's newer form has one bias for the input and one for the state.
    if className == "GRU", try cell.config.bool("reset_after", default: cell.dialect != .keras2) {
      return try cell.bias([2, count])
    }
    guard className.contains("LSTM"), try cell.config.bool("unit_forget_bias", default: true) else {
      return try cell.bias([count])
    }
    var biases: [ModelParameter] = []
    for bias in try cell.bias([count]) {
      biases.append(
        try cell.variable("bias", bias.shape, bias.initializer.map { unitForgetBias($0) }))
    }
    return biases
  }

  private static func unitForgetBias(_ base: some Initializer) -> any Initializer {
    UnitForgetBias(base)
  }
}
