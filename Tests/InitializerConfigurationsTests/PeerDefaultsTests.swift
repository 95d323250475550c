import Initializers
import Testing

@testable import InitializerConfigurations

struct PeerDefaultsTests {
  /// A name, what it is without arguments, and the numbers and words of that.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let className: String
    let numbers: [String: Double]
    var words: [String: String] = [:]
    var testDescription: String { name }
  }

  /// Oracle: the signatures of torch 2.15, JAX 0.10.2, MLX 0.32, Haiku 0.0.17, MXNet 1.9, timm
  /// 1.0.31, TensorFlow 1.15, WeightInitializers.jl 1 and Keras 3.15.
  static let cases = [
    Case(name: "uniform_", className: "RandomUniform", numbers: ["minval": 0, "maxval": 1]),
    Case(name: "normal_", className: "RandomNormal", numbers: ["mean": 0, "stddev": 1]),
    Case(name: "trunc_normal_", className: "TruncatedNormal", numbers: ["mean": 0, "stddev": 1]),
    Case(name: "constant_", className: "Constant", numbers: ["value": 0]),
    Case(name: "orthogonal_", className: "Orthogonal", numbers: ["gain": 1, "column_axis": 0]),
    Case(
      name: "xavier_uniform_", className: "VarianceScaling", numbers: ["scale": 1],
      words: ["mode": "fan_avg", "distribution": "uniform"]),
    Case(
      name: "kaiming_normal_", className: "VarianceScaling", numbers: ["scale": 2],
      words: ["mode": "fan_in", "distribution": "untruncated_normal"]),
    Case(name: "sparse_", className: "Sparse", numbers: [:], words: ["axis": "columns"]),
    Case(name: "jax.uniform", className: "RandomUniform", numbers: ["minval": 0, "maxval": 0.01]),
    Case(name: "jax.normal", className: "RandomNormal", numbers: ["mean": 0, "stddev": 0.01]),
    Case(
      name: "jax.truncated_normal", className: "TruncatedNormal",
      numbers: ["mean": 0, "stddev": 0.01]),
    Case(
      name: "jax.variance_scaling", className: "VarianceScaling", numbers: ["scale": 1],
      words: ["mode": "fan_in", "distribution": "truncated_normal"]),
    Case(name: "jax.orthogonal", className: "Orthogonal", numbers: ["gain": 1]),
    Case(name: "jax.delta_orthogonal", className: "DeltaOrthogonal", numbers: ["gain": 1]),
    Case(name: "mlx.uniform", className: "RandomUniform", numbers: ["minval": 0, "maxval": 1]),
    Case(name: "mlx.normal", className: "RandomNormal", numbers: ["mean": 0, "stddev": 1]),
    Case(name: "mlx.sparse", className: "Sparse", numbers: [:], words: ["axis": "rows"]),
    Case(
      name: "mlx.glorot_normal", className: "VarianceScaling", numbers: ["scale": 1],
      words: ["mode": "fan_avg", "distribution": "untruncated_normal"]),
    Case(
      name: "mlx.he_uniform", className: "VarianceScaling", numbers: ["scale": 1],
      words: ["mode": "fan_in", "distribution": "uniform"]),
    Case(name: "haiku.Constant", className: "Constant", numbers: ["value": 0]),
    Case(name: "haiku.Orthogonal", className: "Orthogonal", numbers: ["gain": 1]),
    Case(
      name: "haiku.VarianceScaling", className: "VarianceScaling", numbers: ["scale": 1],
      words: ["mode": "fan_in", "distribution": "truncated_normal"]),
    Case(
      name: "haiku.RandomUniform", className: "RandomUniform", numbers: ["minval": 0, "maxval": 1]),
    Case(name: "haiku.RandomNormal", className: "RandomNormal", numbers: ["mean": 0, "stddev": 1]),
    Case(
      name: "haiku.TruncatedNormal", className: "TruncatedNormal",
      numbers: ["mean": 0, "stddev": 1]),
    Case(
      name: "UniformScaling", className: "VarianceScaling", numbers: ["scale": 1],
      words: ["mode": "fan_in", "distribution": "uniform"]),
    Case(
      name: "mxnet.Uniform", className: "RandomUniform", numbers: ["minval": -0.07, "maxval": 0.07]
    ),
    Case(name: "mxnet.Normal", className: "RandomNormal", numbers: ["mean": 0, "stddev": 0.01]),
    Case(
      name: "Xavier", className: "VarianceScaling", numbers: ["scale": 1],
      words: ["mode": "fan_avg", "distribution": "uniform"]),
    Case(
      name: "MSRAPrelu", className: "VarianceScaling", numbers: ["scale": 1.8823529411764706],
      words: ["mode": "fan_avg", "distribution": "untruncated_normal"]),
    Case(name: "LSTMBias", className: "UnitForgetBias", numbers: ["value": 1]),
    Case(
      name: "trunc_normal_tf_", className: "TruncatedNormal", numbers: ["mean": 0, "stddev": 1]),
    Case(
      name: "variance_scaling_", className: "VarianceScaling", numbers: ["scale": 1],
      words: ["mode": "fan_in", "distribution": "untruncated_normal"]),
    Case(
      name: "UniformUnitScaling", className: "VarianceScaling", numbers: ["scale": 1],
      words: ["mode": "fan_in", "distribution": "uniform"]),
    Case(name: "identity_init", className: "Identity", numbers: ["gain": 1]),
    Case(
      name: "STFT", className: "STFT", numbers: [:],
      words: ["side": "real", "window": "hann", "scaling": "density"]),
  ]

  @Test(arguments: cases)
  func nameAlone(_ expected: Case) throws {
    let catalog = InitializerCatalog(.own)
    let written = try catalog.serialize(catalog.get(expected.name))
    #expect(written.className == expected.className)
    // Truncation is at two standard deviations everywhere.
    #expect(written.config["bounds"] == nil)
    for (key, number) in expected.numbers {
      #expect(written.config[key]?.double == number, "\(key)")
    }
    for (key, word) in expected.words {
      #expect(written.config[key]?.string == word, "\(key)")
    }
  }

  /// Oracle: `sparse_` of torch 2.15 and `sparse_init` of WeightInitializers.jl 1, which have a
  /// deviation of 0.01; MLX 0.32, whose own has 1.
  @Test(arguments: [("sparse_", 0.01), ("mlx.sparse", 1), ("sparse_init", 0.01)])
  func sparseDeviation(_ name: String, _ deviation: Double) throws {
    let catalog = InitializerCatalog(.own)
    let written = try catalog.serialize(catalog.get(name))
    let base = try #require(written.config["initializer"])
    #expect(base.object?["config"]?.object?["stddev"]?.double == deviation)
  }
}
