// The library in ten lines: tensors, your own memory, one shard of a large tensor, Keras's names.
import Initializers
import InitializerConfigurations

let kernel: Tensor<Float> = try VarianceScaling.glorotUniform(seed: 42)(shape: [3, 3, 64, 128])
print(kernel)

let initializer: any Initializer = .heNormal(seed: 7)
var weights = [Float](repeating: 0, count: 512 * 512)
try initializer.fill(&weights, shape: [512, 512], path: "dense/kernel")

let rows: Tensor<BFloat16> = try VarianceScaling.glorotUniform(seed: 42).tensor(
  shape: [50_000, 4096], slice: [12_500..<12_600, 0..<4096], path: "embedding/embeddings")
print(rows)

let named = try InitializerCatalog().get("lecun_normal")
print(try InitializerCatalog().serialize(named).json.text)
