/// An activation function, for ``gain(in:)``.
public enum Nonlinearity: Sendable, Hashable {
  /// x.
  case linear
  /// max(x, 0).
  case relu
  /// min(max(x, 0), 6).
  case relu6
  /// x above 0, and the slope times x below.
  case leakyReLU(slope: Double = 0.01)
  /// The hyperbolic tangent.
  case tanh
  /// 1 / (1 + e⁻ˣ).
  case sigmoid
  /// x · Φ(x), Φ the normal distribution function.
  case gelu
  /// The approximation of GELU by a hyperbolic tangent.
  case geluTanh
  /// x · sigmoid(x), also called swish.
  case silu
  /// x above 0, eˣ − 1 below.
  case elu
  /// The self-normalizing scaled form of ELU.
  case selu
  /// ln(1 + eˣ).
  case softplus
  /// x · tanh(softplus(x)).
  case mish
  /// x / (1 + |x|).
  case softsign
  /// The error function.
  case erf
  /// min(max(x, −1), 1).
  case hardTanh
}

extension Nonlinearity {
  /// The functions by the names that Keras and PyTorch have for them.
  public static let named: [String: Nonlinearity] = [
    "linear": .linear, "relu": .relu, "relu6": .relu6, "leaky_relu": .leakyReLU(), "tanh": .tanh,
    "sigmoid": .sigmoid, "gelu": .gelu, "gelu_tanh": .geluTanh, "silu": .silu, "swish": .silu,
    "elu": .elu, "celu": .elu, "selu": .selu, "softplus": .softplus, "mish": .mish,
    "softsign": .softsign, "erf": .erf, "hard_tanh": .hardTanh,
  ]
}
