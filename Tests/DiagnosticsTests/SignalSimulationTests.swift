import Diagnostics
import Foundation
import Initializers
import TestSupport
import Testing

struct SignalSimulationTests {
  private func run(
    _ initializer: any Initializer, depth: Int, width: Int, _ nonlinearity: Nonlinearity,
    bias: any Initializer = Zeros(), inputVariance: Double = 1, seed: Seed = 1, inputs: Int = 32,
    singularValues: Bool = false
  ) throws -> SignalTrace {
    try SignalSimulation(
      depth: depth, width: width, inputs: inputs, nonlinearity: nonlinearity,
      initializer: initializer, biasInitializer: bias, inputVariance: inputVariance, seed: seed
    ).run(findsSingularValues: singularValues)
  }

  /// Law: the variance 2 / n keeps the second moment before ReLU at 2, variance 1 / n halves it at
  /// each layer in He's paper of 2015, and ReLU is flat in half of all places.
  @Test func reluKeepsOrHalves() throws {
    var (he, xavier, gradients): ([Double], [Double], [Double]) = ([], [], [])
    for seed in 0..<6 {
      let kept = try run(
        VarianceScaling.heNormal(), depth: 12, width: 128, .relu, seed: Seed(UInt64(seed)))
      he.append(log(kept.layers[11].preActivation))
      #expect(abs(kept.layers[4].flatShare - 0.5) < 0.1)
      gradients.append(log(kept.inputGradient))
      let halved = try run(
        VarianceScaling(distribution: .untruncatedNormal), depth: 12, width: 128, .relu,
        seed: Seed(UInt64(seed)))
      xavier.append(log(halved.layers[11].preActivation))
    }
    // A layer's variance adds 5 / 128 to that of the logarithm, whose mean is lower by half of it.
    let spread = (12 * 5.0 / 128 / 6).squareRoot()
    let mean = { (values: [Double]) in values.reduce(0, +) / Double(values.count) }
    #expect(abs(mean(he) + 0.23 - log(2)) < 4 * spread)
    // Half of the units pass gradients on, doubled by the variance: without that they would grow
    // 2¹² times.
    #expect(abs(mean(gradients) + 0.23) < 4 * spread)
    #expect(abs(mean(xavier) + 0.23 - log(0x1p-11)) < 4 * spread)
  }

  /// Law: products of orthogonal matrices have singular values 1, as Saxe found in 2014, and
  /// orthogonal layers keep norms forward and backward.
  @Test func orthogonalLayersAreIsometries() throws {
    let trace = try run(
      Orthogonal(), depth: 40, width: 70, .linear, seed: 3, singularValues: true)
    #expect(trace.singularValues.count == 70)
    for value in trace.singularValues { #expect(abs(value - 1) < 1e-12) }
    let first = trace.layers[0].activation
    #expect(trace.layers.allSatisfy { abs($0.activation / first - 1) < 1e-12 })
    #expect(abs(trace.inputGradient / trace.layers[39].gradient - 1) < 1e-12)
    #expect(abs(trace.meanSquaredSingularValue - 1) < 1e-12)
  }

  /// Law: the logarithm of a normal matrix's determinant, as Goodman found it in 1963.
  ///
  /// Of a product of L normal n × n matrices of variance 1 / n it has mean L · ½ Σ (ψ(i / 2) + ln 2
  /// − ln n) and variance L · ¼ Σ ψ′(i / 2), whatever the single values are, down to the smallest.
  @Test func gaussianProducts() throws {
    let (n, depth) = (40, 10)
    func digamma(_ x: Double) -> Double {
      x < 6
        ? digamma(x + 1) - 1 / x
        : log(x) - 1 / (2 * x) - 1 / (12 * x * x) + 1 / (120 * x * x * x * x)
    }
    func trigamma(_ x: Double) -> Double {
      x < 6 ? trigamma(x + 1) + 1 / (x * x) : 1 / x + 1 / (2 * x * x) + 1 / (6 * x * x * x)
    }
    let mean = (1...n).reduce(0) { $0 + 0.5 * (digamma(Double($1) / 2) + log(2) - log(Double(n))) }
    let variance = (1...n).reduce(0) { $0 + 0.25 * trigamma(Double($1) / 2) }
    let trace = try run(
      VarianceScaling(distribution: .untruncatedNormal), depth: depth, width: n, .linear, seed: 5,
      singularValues: true)
    let sum = trace.singularValues.reduce(0) { $0 + log($1) }
    #expect(abs(sum - Double(depth) * mean) < 5 * (Double(depth) * variance).squareRoot())
    // The largest grow while the median vanishes.
    #expect(trace.singularValues[0] > 1 && trace.singularValues[20] < 0.2)
  }

  /// Law: on the critical line of tanh the variance before the activation stays at q.
  ///
  /// Oracle: the line's values by Gauss–Hermite quadrature, as in Xiao's paper of 2018.
  @Test(arguments: [(0.015625, 1.03055751, 4.65133e-6), (0.25, 1.39396163, 8.12516e-3)])
  func criticalLine(q: Double, weight: Double, bias: Double) throws {
    // The first layer's variance is q if the activations' before it are E[tanh²] of it.
    let before = (q - bias) / weight
    var last: [Double] = []
    for seed in 0..<4 {
      let trace = try run(
        VarianceScaling(scale: weight, distribution: .untruncatedNormal), depth: 12, width: 160,
        .tanh,
        bias: RandomNormal(standardDeviation: bias.squareRoot()), inputVariance: before,
        seed: Seed(UInt64(seed)))
      last.append(trace.layers[11].preActivation / q)
      #expect(abs(trace.layers[0].preActivation / q - 1) < 0.2)
    }
    let mean = last.reduce(0, +) / 4
    #expect(abs(mean - 1) < 0.25, "\(last)")
    // Off the line, with half the variance, signals vanish.
    let off = try run(
      VarianceScaling(scale: weight / 2, distribution: .untruncatedNormal), depth: 12, width: 160,
      .tanh, inputVariance: before)
    #expect(off.layers[11].preActivation < 0.01 * q)
  }

  /// Law: the derivative of the last layer by the inputs, as differences of the simulation's own
  /// outputs show it: for one linear layer it is the weights.
  @Test func singularValuesOfOneLayer() throws {
    let width = 30
    let trace = try run(
      VarianceScaling.heUniform(), depth: 1, width: width, .linear, seed: 9, singularValues: true)
    let kernel: Tensor<Double> = try VarianceScaling.heUniform(seed: 9)(
      shape: [width, width], path: "layer0/kernel")
    let squares = kernel.elements.reduce(0) { $0 + $1 * $1 }
    #expect(abs(trace.singularValues.reduce(0) { $0 + $1 * $1 } / squares - 1) < 1e-12)
    #expect(trace.singularValues == trace.singularValues.sorted(by: >))
    #expect(
      try run(
        VarianceScaling.heUniform(), depth: 1, width: width, .linear, seed: 9, singularValues: true)
        == trace)
  }

  /// Oracle: central differences of each activation function, and its gain's second moment.
  @Test func activationFunctions() throws {
    for (name, function) in Nonlinearity.named where name != "selu" {
      let trace = try run(
        Identity(), depth: 1, width: 2000, function, seed: 2, inputs: 50)
      let expected = 1 / (try function.gain() * function.gain())
      #expect(abs(trace.layers[0].activation / expected - 1) < 0.03, "\(name)")
    }
  }

  @Test func mistakes() throws {
    for (depth, width, inputs, variance) in [
      (0, 4, 4, 1.0), (2, 0, 4, 1), (2, 4, 0, 1), (2, 4, 4, 0), (2, 4, 4, .nan), (100_000, 4, 4, 1),
    ] {
      #expect(throws: InitializationError.self) {
        try SignalSimulation(
          depth: depth, width: width, inputs: inputs, nonlinearity: .relu,
          initializer: VarianceScaling.heNormal(seed: 1), inputVariance: variance, seed: 1)
      }
    }
    #expect(throws: InitializationError.self) {
      try run(
        ConstantArray(shape: [3, 4], elements: Array(repeating: 1, count: 12)), depth: 1, width: 5,
        .relu)
    }
  }
}
