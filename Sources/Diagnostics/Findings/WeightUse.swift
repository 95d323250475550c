import Initializers
import InitializerConfigurations
import KerasModels
import SeedCheckpoints

/// A tensor of a plan with what its layer does with it.
struct WeightUse {
  let tensor: PlannedTensor
  /// What the elements are distributed as.
  let law: TensorLaw

  init(_ tensor: PlannedTensor) {
    self.tensor = tensor
    law = (try? tensor.initializer.law(for: tensor.request(threads: 1))) ?? .unknown
  }

  /// The layer that the tensor belongs to; `nil` if it is not known.
  var origin: VariableOrigin? { tensor.parameter.origin }

  /// The law with fans that the initializer is, if it is one.
  var scaling: VarianceScaling? {
    (tensor.initializer as? any VarianceScalingForm)?.varianceScaling
  }

  /// The class of the layer without "Cell".
  var layerClass: String {
    let name = origin?.layerClass ?? ""
    return name.hasSuffix("Cell") ? String(name.dropLast(4)) : name
  }

  /// How many gates the tensor's last axis holds.
  var gateCount: Int {
    guard ["kernel", "recurrent_kernel"].contains(origin?.name) else { return 1 }
    if layerClass == "LSTM" || layerClass.hasPrefix("ConvLSTM") { return 4 }
    return layerClass == "GRU" ? 3 : 1
  }

  /// Whether the tensor is what a layer multiplies its input by.
  var isKernel: Bool {
    guard let origin else { return false }
    return tensor.shape.count >= 2 && origin.name.hasSuffix("kernel")
  }

  /// Whether a tensor of an unknown layer is called what matrices are called.
  var isNamedKernel: Bool {
    let name = tensor.name
    return origin == nil && tensor.shape.count >= 2
      && (name.hasSuffix("kernel") || name.hasSuffix("weight"))
  }

  /// What the layer really sums over; `nil` if it is not known.
  var trueFans: Fans? {
    guard let origin, isKernel else { return nil }
    let rule: Fans.Rule
    switch layerClass {
    case let name where name.hasPrefix("Conv") && name.hasSuffix("Transpose"):
      // Strides that differ by axis have no rule.
      let stride = Set(origin.strides).count == 1 ? origin.strides[0] : 1
      rule = .convolution(.transposed, stride: max(1, stride))
    case let name where name.hasPrefix("DepthwiseConv") || origin.name == "depthwise_kernel":
      rule = .convolution(.depthwise)
    case let name where name.hasPrefix("Conv") || name.hasPrefix("SeparableConv"):
      let groups = name.hasPrefix("ConvLSTM") ? gateCount : origin.groups
      rule = .convolution(.ordinary, groups: groups)
    case "Dense" where tensor.shape.count == 2: rule = .keras3
    case "LSTM", "GRU", "SimpleRNN":
      rule = .convolution(.ordinary, groups: gateCount)
    default:
      guard case .axes(let input, let output) = scaling?.fanRule else { return nil }
      rule = .axes(input: input, output: output)
    }
    return try? Fans(of: tensor.shape, rule: rule)
  }
}
