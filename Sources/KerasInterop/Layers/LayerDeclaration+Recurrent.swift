import Initializers

extension LayerDeclaration {
  /// Recurrent layers; their variables belong to a cell inside.
  static let recurrent: [LayerDeclaration] = [
    recurrent("SimpleRNN", cell: "simple_rnn_cell", gates: 1),
    recurrent("LSTM", cell: "lstm_cell", gates: 4),
    recurrent("GRU", cell: "gru_cell", gates: 3),
  ]

  private static func recurrent(
    _ className: String, cell: String, gates: Int
  ) -> LayerDeclaration {
    LayerDeclaration(className) { layer throws(InitializationError) in
      let units = try layer.dimension("units")
      let cell = LayerReader(
        name: cell, path: "\(layer.path)/\(cell)", owner: layer.owner, config: layer.config,
        givenInputShape: layer.givenInputShape)
      return [
        // All gates share one matrix, whose fans are those of the whole.
        try cell.variable(
          "kernel", [try cell.inputDimension(-1), gates * units],
          try cell.initializer("kernel_initializer", default: "glorot_uniform")),
        try cell.variable(
          "recurrent_kernel", [units, gates * units],
          try cell.initializer("recurrent_initializer", default: "orthogonal")),
      ] + (try bias(of: cell, className, units: units, gates: gates))
    }
  }

  private static func bias(
    of cell: LayerReader, _ className: String, units: Int, gates: Int
  ) throws(InitializationError) -> [ModelVariable] {
    var bias = try cell.bias([gates * units])
    // GRU's newer form has one bias for the input and one for the state.
    if className == "GRU", try cell.config.bool("reset_after", default: true) {
      bias = try cell.bias([2, gates * units])
    }
    if className == "LSTM", try cell.config.bool("unit_forget_bias", default: true) {
      var forgetful: [ModelVariable] = []
      for variable in bias {
        forgetful.append(
          try cell.variable("bias", variable.shape, unitForgetBias(variable.initializer)))
      }
      bias = forgetful
    }
    return bias
  }

  private static func unitForgetBias(_ base: some Initializer) -> any Initializer {
    UnitForgetBias(base)
  }
}
