import Initializers
import TestSupport
import Testing

struct GainTests {
  struct Recorded: Decodable {
    struct Gains: Decodable {
      let second_moment: Double
      let variance: Double
    }

    let gains: [String: Gains]
  }

  static let functions: [String: Nonlinearity] = [
    "linear": .linear, "relu": .relu, "relu6": .relu6,
    "leaky_relu(0.01)": .leakyReLU(), "leaky_relu(0.25)": .leakyReLU(slope: 0.25), "tanh": .tanh,
    "sigmoid": .sigmoid, "gelu": .gelu, "gelu_tanh": .geluTanh, "silu": .silu, "elu": .elu,
    "selu": .selu, "softplus": .softplus, "mish": .mish, "softsign": .softsign, "erf": .erf,
    "hard_tanh": .hardTanh,
  ]

  /// Oracle: quadrature with 40 digits (mpmath 1.3.0).
  @Test func exactTables() throws {
    let recorded = try Vectors.decode(Recorded.self, from: "gains.json").gains
    #expect(Set(recorded.keys) == Set(Self.functions.keys))
    for (name, gains) in recorded {
      let function = try #require(Self.functions[name])
      #expect(relativeError(try function.gain(), from: gains.second_moment) < 1e-15, "\(name)")
      #expect(
        relativeError(try function.gain(in: .variance), from: gains.variance) < 1e-14,
        "\(name)")
    }
  }

  /// Oracle: `torch.nn.init.calculate_gain` of PyTorch 2.15.
  @Test func torchTable() throws {
    let table: [(Nonlinearity, Double)] = [
      (.linear, 1), (.sigmoid, 1), (.tanh, 1.6666666666666667), (.relu, 1.4142135623730951),
      (.leakyReLU(), 1.4141428569978354), (.leakyReLU(slope: 0.2), 1.3867504905630728),
      (.selu, 0.75),
    ]
    for (function, expected) in table {
      #expect(relativeError(try function.gain(in: .torch), from: expected) < 2e-16)
    }
    for function in [Nonlinearity.gelu, .silu, .leakyReLU(slope: .nan)] {
      #expect(throws: InitializationError.self) { try function.gain(in: .torch) }
    }
  }
}
