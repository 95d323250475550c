import Platform
import Initializers
import InitializerConfigurations
import KerasModels
import SeedCheckpoints

extension ModelCheck {
  /// Fans that are not those that the layer sums over.
  static func fans(_ use: WeightUse) -> [Finding] {
    guard let scaling = use.scaling, let fans = use.trueFans, use.gateCount == 1,
      case .convolution(let convolution, layout: _, let groups, let stride) = use.origin?.fanRule,
      let variance = use.law.variance, variance > 0
    else { return [] }
    let fan = fan(scaling.mode, fans)
    let ratio = (variance / (scaling.scale / max(1, fan))).squareRoot()
    guard abs(ratio - 1) > 0.05 else { return [] }
    let (kind, severity, words, rest): (Finding.Kind, Finding.Severity, String, String) =
      switch convolution {
      case .transposed:
        (
          .transposedFans,
          scaling.mode == .fanIn || scaling.mode == .fanOut ? .warning : .note,
          "the fans of a transposed convolution are exchanged",
          stride > 1 ? ", \"stride\": \(stride)" : ""
        )
      case .depthwise:
        (.depthwiseFans, .note, "the fans of a depthwise convolution count all channels", "")
      case .ordinary:
        (
          .groupedFans, .note,
          groups > 1
            ? "the fans of a grouped convolution count all groups"
            : "the fans are not what the layer sums over",
          ", \"groups\": \(groups)"
        )
      }
    return [
      Finding(
        kind: kind, severity: severity, tensors: [use.tensor.name],
        summary:
          "\(words): σ is \(String(format: "%.3g", ratio)) times its value for the true \(scaling.mode.rawValue)",
        reason: kind == .groupedFans
          ? "The fan-out is read as if each input reached all outputs, so gradients change their size."
          : "Keras reads every kernel as (…, in, out). Here an output sums over other axes, so signals change their size unless a normalization follows.",
        remedy:
          "Multiply the scale by \(String(format: "%.4g", 1 / (ratio * ratio))), or in a recipe give the fans {\"convolution\": \"\(convolution.rawValue)\"\(rest)}."
      )
    ]
  }

  private static func fan(_ mode: VarianceScaling.Mode, _ fans: Fans) -> Double {
    switch mode {
    case .fanIn: fans.fanIn
    case .fanOut: fans.fanOut
    case .fanAverage: (fans.fanIn + fans.fanOut) / 2
    case .fanGeometricAverage: (fans.fanIn * fans.fanOut).squareRoot()
    }
  }

  /// Weights that make sums of quite another size than what they sum over.
  static func signalSize(_ use: WeightUse) -> [Finding] {
    guard let fans = use.trueFans, let meanSquare = use.law.meanSquare, fans.fanIn > 0,
      meanSquare > 0
    else { return [] }
    let gain = (fans.fanIn * meanSquare).squareRoot()
    guard gain < 0.1 || gain > 10 else { return [] }
    let isSure = gain < 0.01 || gain > 100
    return [
      Finding(
        kind: .signalSize, severity: isSure ? .warning : .note, tensors: [use.tensor.name],
        summary:
          "outputs are \(String(format: "%.2g", gain)) times as large as inputs",
        reason:
          "Signals of this layer \(gain < 1 ? "vanish" : "saturate or overflow") unless a normalization follows; the factor is √(fan-in · variance), about 1 to 2 in most networks.",
        remedy:
          "A standard deviation near \(String(format: "%.2g", 1 / fans.fanIn.squareRoot())), as with glorot_uniform or he_normal."
      )
    ]
  }

  /// Matrices of several gates that are initialized as one.
  static func gates(_ use: WeightUse) -> [Finding] {
    guard use.gateCount > 1 else { return [] }
    let columns = use.tensor.shape.last ?? 1
    let rows = use.tensor.shape.dropLast().reduce(1, *)
    // The columns of a tall matrix are orthonormal, and so are those of each gate.
    if use.tensor.initializer is Orthogonal {
      if rows >= columns { return [] }
      return [
        Finding(
          kind: .fusedGates, severity: .note, tensors: [use.tensor.name],
          summary: "\(use.gateCount) gates are parts of one orthogonal matrix",
          reason:
            "The matrix of each gate is not orthogonal by itself: its singular values are below 1, so signals shrink. Every version of Keras does this.",
          remedy:
            "Concatenated of \(use.gateCount) Orthogonal, in a recipe {class_name: concatenated, config: {initializer: orthogonal, count: \(use.gateCount)}}."
        )
      ]
    }
    guard let scaling = use.scaling, scaling.mode != .fanIn, let fans = use.trueFans,
      let variance = use.law.variance, variance > 0
    else { return [] }
    let fan = fan(scaling.mode, fans)
    let ratio = (variance / (scaling.scale / max(1, fan))).squareRoot()
    guard abs(ratio - 1) > 0.05 else { return [] }
    return [
      Finding(
        kind: .fusedGates, severity: .note, tensors: [use.tensor.name],
        summary:
          "the fan-out counts \(use.gateCount) gates: σ is \(String(format: "%.3g", ratio)) times that of separate gates",
        reason:
          "Each gate acts as its own layer, with the fan-out of one gate. Every version of Keras does this.",
        remedy:
          "Concatenated of \(use.gateCount) initializers, in a recipe {class_name: concatenated, config: {initializer: glorot_uniform, count: \(use.gateCount)}}."
      )
    ]
  }

  /// Values that the scalar type rounds to zero; those that are too large for it are in no plan.
  static func range(_ use: WeightUse) -> [Finding] {
    let lost = use.tensor.scalarType == .float16 ? use.law.share(below: 0x1p-25) : 0
    guard lost > 0.01 else { return [] }
    return [
      Finding(
        kind: .flushToZero, severity: .warning, tensors: [use.tensor.name],
        summary:
          "\(String(format: "%.0f", lost * 100))% of the values become 0 in float16; its smallest value is 6e-8",
        reason: "Small weights become zero, and the others have few digits.",
        remedy: "A larger scale, or bfloat16 or float32.")
    ]
  }

  /// Truncation bounds that someone gave in the wrong unit.
  static func truncation(_ use: WeightUse) -> [Finding] {
    guard let normal = use.tensor.initializer as? TruncatedNormal else { return [] }
    let (lower, upper) = (normal.bounds.lower, normal.bounds.upper)
    let isOpen = lower == -.infinity || upper == .infinity
    let cutsNothing = !isOpen && lower < -6.5 && upper > 6.5
    let cutsAll = upper - lower < 0.2
    guard cutsNothing || cutsAll else { return [] }
    let text = "\(String(format: "%.3g", lower)) σ and \(String(format: "%.3g", upper)) σ"
    return [
      Finding(
        kind: .truncationUnit, severity: .warning, tensors: [use.tensor.name],
        summary: cutsNothing
          ? "the bounds \(text) cut nothing" : "the bounds \(text) leave almost nothing",
        reason:
          "Bounds are values in PyTorch's trunc_normal_, and standard deviations in Keras, JAX and here: one was mistaken for the other.",
        remedy: cutsNothing
          ? "For ±2 σ give the bounds −2 and 2; in trunc_normal_, a = −2 · std and b = 2 · std."
          : "Give the bounds in standard deviations, or use trunc_normal_.")
    ]
  }
}
