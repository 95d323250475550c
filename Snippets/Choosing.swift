// The code of the article "Choosing an initializer".
import Initializers

// A layer of 512 units with GELU, whose pre-activations keep their variance.
let gelu = try Nonlinearity.gelu.gain()
let dense = try VarianceScaling(scale: gelu * gelu, distribution: .untruncatedNormal, seed: 1)

// A transposed convolution of PyTorch that enlarges twice, with the fans that it really has.
let upsampling = VarianceScaling.heNormal(
  seed: 2, fanRule: .convolution(.transposed, layout: .torch, stride: 2))

// Four gates in one kernel of Keras, (units, 4 · units), each orthogonal by itself; in PyTorch with axis 0.
let recurrent = try Concatenated(repeating: Orthogonal(seed: 3), count: 4)

// Queries, keys and values of grouped attention in one weight of PyTorch: 32 heads, 8 and 8.
let projection = VarianceScaling.glorotUniform(seed: 4, fanRule: .torch)
let fused = try Concatenated(
  [projection, projection, projection], shares: [32, 8, 8], axis: 0)

// Eight experts in one tensor, each with the fans of one.
let experts = try Stacked(.lecunNormal(seed: 5))

// The residual projections of 24 layers, as in GPT-2 and as in DeepNet.
let residual = try RandomNormal(standardDeviation: 0.02, seed: 6).scaled(by: .residual(layers: 24))
let deep = try VarianceScaling.glorotNormal(seed: 7).scaled(by: .deepNorm(layers: 24))

// Keras's values in PyTorch's layout, (output, input).
let transposed = try Transposed(.glorotUniform(seed: 8))

let all: [(any Initializer, [Int])] = [
  (dense, [784, 512]), (upsampling, [32, 64, 3, 3]), (recurrent, [128, 512]),
  (fused, [6144, 4096]), (experts, [8, 256, 512]), (residual, [3072, 768]), (deep, [768, 768]),
  (transposed, [512, 784]),
]
for (initializer, shape) in all {
  let weight: Tensor<Float> = try initializer.tensor(
    shape: shape, slice: shape.map { 0..<min($0, 2) }, path: "layer/kernel")
  print(weight)
}
