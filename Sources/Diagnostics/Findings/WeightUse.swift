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
  var scaling: VarianceScaling? { tensor.initializer as? VarianceScaling }

  /// How many gates the tensor's last axis holds.
  var gateCount: Int { origin?.gateCount ?? 1 }

  /// Whether a layer multiplies its inputs by the tensor; if the layer is not known, whether the
  /// tensor is called what matrices are called.
  var isKernel: Bool {
    guard tensor.shape.count >= 2 else { return false }
    guard let origin else {
      return tensor.name.hasSuffix("kernel") || tensor.name.hasSuffix("weight")
    }
    return origin.fanRule != nil
  }

  /// What the layer really sums over; `nil` if it is not known.
  var trueFans: Fans? {
    guard isKernel, let rule = origin?.fanRule else { return nil }
    return try? Fans(of: tensor.shape, rule: rule)
  }
}
