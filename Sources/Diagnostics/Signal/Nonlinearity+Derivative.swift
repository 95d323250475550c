import Platform
import Initializers

extension Nonlinearity {
  private static let selu = (scale: 1.0507009873554804934, alpha: 1.6732632423543772848)

  /// The function and its derivative at a place.
  func valueAndSlope(_ x: Double) -> (value: Double, slope: Double) {
    // What is no number stays none, where comparisons would make a zero of it.
    if x.isNaN { return (x, x) }
    switch self {
    case .linear: return (x, 1)
    case .relu: return x > 0 ? (x, 1) : (0, 0)
    case .relu6: return x > 0 && x < 6 ? (x, 1) : (x > 0 ? 6 : 0, 0)
    case .leakyReLU(let slope): return x > 0 ? (x, 1) : (slope * x, slope)
    case .tanh:
      let value = Platform.tanh(x)
      return (value, 1 - value * value)
    case .sigmoid:
      let value = Self.sigmoid(x)
      return (value, value * (1 - value))
    case .gelu:
      let share = 0.5 * Platform.erfc(-x / 2.0.squareRoot())
      let density = Platform.exp(-x * x / 2) / (2 * Double.pi).squareRoot()
      return (x * share, share + x * density)
    case .geluTanh:
      let root = (2 / Double.pi).squareRoot()
      let inner = Platform.tanh(root * (x + 0.044715 * x * x * x))
      let slope = root * (1 + 3 * 0.044715 * x * x) * (1 - inner * inner)
      return (x / 2 * (1 + inner), (1 + inner) / 2 + x / 2 * slope)
    case .silu:
      let share = Self.sigmoid(x)
      return (x * share, share + x * share * (1 - share))
    case .elu: return x > 0 ? (x, 1) : (Platform.expm1(x), Platform.exp(x))
    case .selu:
      let (scale, alpha) = Self.selu
      return x > 0
        ? (scale * x, scale)
        : (scale * alpha * Platform.expm1(x), scale * alpha * Platform.exp(x))
    case .softplus: return (Self.softplus(x), Self.sigmoid(x))
    case .mish:
      let inner = Platform.tanh(Self.softplus(x))
      return (x * inner, inner + x * (1 - inner * inner) * Self.sigmoid(x))
    case .softsign:
      let size = 1 + abs(x)
      return (x / size, 1 / (size * size))
    case .erf:
      return (Platform.erf(x), 2 / Double.pi.squareRoot() * Platform.exp(-x * x))
    case .hardTanh: return abs(x) < 1 ? (x, 1) : (x < 0 ? -1 : 1, 0)
    }
  }

  /// The root mean square of the function's values for normal numbers of a deviation, by the
  /// trapezoidal rule.
  func rootMeanSquare(ofDeviation deviation: Double) -> Double {
    let count = 2000
    let sum = (0...count).reduce(0.0) { sum, index in
      let z = Double(index) / Double(count) * 20 - 10
      let value = valueAndSlope(deviation * z).value
      return sum + value * value * Platform.exp(-z * z / 2)
    }
    return (sum * 20 / Double(count) / (2 * Double.pi).squareRoot()).squareRoot()
  }

  private static func sigmoid(_ x: Double) -> Double { 1 / (1 + Platform.exp(-x)) }

  private static func softplus(_ x: Double) -> Double {
    max(x, 0) + Platform.log1p(Platform.exp(-abs(x)))
  }
}
