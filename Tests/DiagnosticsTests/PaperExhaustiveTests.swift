import Diagnostics
import Foundation
import Initializers
import Testing

/// Numbers of papers at their own sizes, which take minutes without optimization.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["EXHAUSTIVE"] != nil))
struct PaperExhaustiveTests {
  private func run(
    _ initializer: any Initializer, depth: Int, width: Int, _ nonlinearity: Nonlinearity,
    seed: UInt64 = 1, singularValues: Bool = true
  ) throws -> SignalTrace {
    try SignalSimulation(
      depth: depth, width: width, nonlinearity: nonlinearity, initializer: initializer,
      seed: Seed(seed)
    ).run(findsSingularValues: singularValues)
  }

  private func normal(_ scale: Double = 1) throws -> VarianceScaling {
    try VarianceScaling(scale: scale, distribution: .untruncatedNormal)
  }

  /// Oracle: the quarter-circle law, as in Glorot and Bengio 2010.
  ///
  /// The mean singular value of a layer is 8 / 3π · σ√n: 0.849 normalized and 0.490 with U(±1/√n);
  /// the largest is 2σ√n.
  @Test func glorotsSingularValues() throws {
    for (initializer, deviation) in [
      (VarianceScaling.glorotUniform() as any Initializer, 1.0),
      (try VarianceScaling(scale: 1.0 / 3, distribution: .uniform), 1 / 3.0.squareRoot()),
    ] {
      let values = try run(initializer, depth: 1, width: 1000, .linear).singularValues
      let mean = values.reduce(0, +) / 1000
      // One draw of 10⁶ weights knows it to a few tenths of a percent.
      #expect(abs(mean / (8 / (3 * Double.pi) * deviation) - 1) < 0.004)
      #expect(abs(values[0] / (2 * deviation) - 1) < 0.01)
    }
  }

  /// Oracle: He and others 2015.
  ///
  /// In layer 30 of 512 units the second moment is 2, against (½)²⁹ with variance 1 / n; means over
  /// 20 seeds are within 25%.
  @Test func hesDepth() throws {
    for (initializer, expected) in [
      (VarianceScaling.heNormal() as any Initializer, 2.0), (try normal(), 0x1p-29),
    ] {
      var sum = 0.0
      for seed in 0..<20 as Range<UInt64> {
        let trace = try run(
          initializer, depth: 30, width: 512, .relu, seed: seed, singularValues: false)
        sum += log(trace.layers[29].preActivation / expected) / 20
      }
      // The mean of the logarithm is lower by half its variance, 30 · 5 / 512 / 2.
      #expect(abs(sum + 0.146) < 0.25, "\(sum)")
    }
  }

  /// Oracle: Saxe and others 2014, with numbers of one draw in NumPy.
  ///
  /// With 200 units and 50 layers the median of normal products is 2.5 · 10⁻⁸, the largest 7.6.
  @Test func saxesProducts() throws {
    let orthogonal = try run(Orthogonal(), depth: 100, width: 200, .linear).singularValues
    #expect(orthogonal.allSatisfy { abs($0 - 1) < 1e-11 })
    var medians = 0.0
    for seed in 0..<5 as Range<UInt64> {
      let values = try run(normal(), depth: 50, width: 200, .linear, seed: seed).singularValues
      medians += log10(values[100]) / 5
      #expect(values[0] > 2 && values[0] < 30)
    }
    #expect(abs(medians - log10(2.5e-8)) < 0.4, "\(medians)")
  }

  /// Oracle: Pennington and others 2017, with numbers of one draw in NumPy.
  ///
  /// On the critical line of tanh with q = 1/64 and 32 layers, the mean squared singular value of
  /// orthogonal layers is 0.974 and its variance 0.054, of normal ones 26. Orthogonal layers do not
  /// help ReLU, 64% of whose singular values vanish.
  @Test func dynamicalIsometry() throws {
    func moments(_ initializer: any Initializer, _ nonlinearity: Nonlinearity, _ variance: Double)
      throws -> (
        mean: Double, variance: Double, vanishing: Double
      )
    {
      let values = try SignalSimulation(
        depth: 32, width: 200, nonlinearity: nonlinearity, initializer: initializer,
        biasInitializer: variance == 1
          ? Zeros() as any Initializer : RandomNormal(standardDeviation: 4.65133e-6.squareRoot()),
        inputVariance: variance, seed: 4
      ).run().singularValues.map { $0 * $0 }
      let mean = values.reduce(0, +) / 200
      return (
        mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 200,
        Double(values.count { $0 < 1e-12 }) / 200
      )
    }
    let q = 1.0 / 64
    let before = (q - 4.65133e-6) / 1.03055751
    let orthogonal = try moments(Orthogonal(gain: 1.03055751.squareRoot()), .tanh, before)
    #expect(abs(orthogonal.mean - 0.974) < 0.08 && orthogonal.variance < 0.2)
    let gaussian = try moments(normal(1.03055751), .tanh, before)
    #expect(gaussian.variance > 5)
    let relu = try moments(Orthogonal(gain: 2.0.squareRoot()), .relu, 1)
    #expect(abs(relu.vanishing - 0.64) < 0.1, "\(relu)")
  }
}
