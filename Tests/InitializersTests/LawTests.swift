import Initializers
import Testing

struct LawTests {
  private static let count = 60_000

  /// Initializers with laws, and shapes of ``count`` elements.
  private static func cases() throws -> [(any Initializer, [Int])] {
    let normal = try RandomNormal(mean: 1, standardDeviation: 2, seed: 1)
    let uniform = try RandomUniform(in: -1..<3, seed: 2)
    return [
      (Constant(3), [count]), (Ones(), [count]), (normal, [count]), (uniform, [count]),
      (try TruncatedNormal(mean: 1, standardDeviation: 3, seed: 3), [count]),
      (
        try TruncatedNormal(
          standardDeviation: 1, bounds: .standardDeviations(0.5, 4), seed: 3), [count]
      ),
      (try VarianceScaling(scale: 3, mode: .fanAverage, seed: 4), [200, 300]),
      (try VarianceScaling(distribution: .uniform, fanRule: .torch, seed: 5), [300, 2, 10, 10]),
      (try SIREN(frequency: 3, seed: 6), [200, 300]), (try Scaled(normal, by: 3), [count]),
      (try Transposed(uniform), [200, 300]),
      (try Stacked(.heNormal(seed: 7)), [6, 100, 100]),
      (try ICNR(.heNormal(seed: 7)), [100, 600]),
      (try Sparse(normal, sparsity: 0.25), [200, 300]),
      (try ZeroRows([1, 3, 3], of: normal), [6, 10_000]), (UnitForgetBias(uniform), [count]),
      (try Concatenated([normal, Zeros(), uniform], shares: [1, 2, 3], axis: 0), [60, 1000]),
    ]
  }

  /// Law: values have the mean, variance and shares that the initializer's law says, within six
  /// standard errors.
  @Test func valuesFollowTheLaw() throws {
    for (initializer, shape) in try Self.cases() {
      let law = try initializer.law(for: FillRequest(shape: shape))
      let values = try initializer.tensor(of: Double.self, shape: shape, path: "w").elements
      let n = Double(values.count)
      let mean = values.reduce(0, +) / n
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
      // Equal pixels, and the law of a fourth moment below ten.
      let error = 12 / n.squareRoot()
      let (lawMean, lawVariance) = (try #require(law.mean), try #require(law.variance))
      #expect(
        abs(mean - lawMean) <= error * lawVariance.squareRoot() + 1e-12, "\(initializer)")
      #expect(abs(variance - lawVariance) <= 3 * error * lawVariance, "\(initializer)")
      let bound = 0.7 * lawVariance.squareRoot() + 0.1
      let within = Double(values.count { $0 != 0 && $0.magnitude < bound }) / n
      #expect(abs(within - law.share(below: bound)) <= error, "\(initializer)")
    }
  }

  /// Law: a density adds up to 1, and its second moment to the variance (trapezoids over ten
  /// standard deviations).
  @Test func densities() throws {
    let laws = [
      try Law.normal(mean: 0.5, standardDeviation: 2), try .uniform(in: -1..<2),
      try .normal(standardDeviation: 1, within: .standardDeviations(-1, 3)),
      try .normal(mean: 4, standardDeviation: 2, within: .keras),
    ]
    for law in laws {
      let deviation = law.variance.squareRoot()
      let step = deviation / 10_000
      var (mass, square) = (0.0, 0.0)
      for index in -100_000...100_000 {
        let distance = (Double(index) + 0.5) * step
        let density = try #require(law.density(at: law.mean + distance))
        mass += density * step
        square += density * step * distance * distance
      }
      #expect(abs(mass - 1) < 1e-3 && abs(square / law.variance - 1) < 2e-3, "\(law)")
    }
    #expect(Law.constant(3).density(at: 3) == nil && Law.constant(3).variance == 0)
    #expect(try Law.uniform(in: 2..<2).density(at: 2) == nil)
  }

  /// Law: equal laws are one; shares add up; what has no law has no moments.
  @Test func mixtures() throws {
    let (one, two) = (Law.constant(1), Law.constant(2))
    let mixed = TensorLaw.mixed([(.same(one), 1), (.same(two), 2), (.same(one), 1)])
    #expect(mixed.parts.map(\.share) == [0.5, 0.5] && mixed.mean == 1.5)
    #expect(mixed.variance == 0.25 && mixed.common == nil && mixed.constant == nil)
    #expect(TensorLaw.mixed([(.same(one), 3), (.same(two), 0)]) == .same(one))
    #expect(TensorLaw.mixed([]) == .unknown)
    let partly = try DeltaOrthogonal(seed: 1).law(for: FillRequest(shape: [3, 3, 2, 2]))
    #expect(partly.mean == nil && partly.density(at: 0) == nil && partly.parts.count == 2)
  }

  /// Law: an initializer with a law and without a seed says what is missing.
  @Test func seedsAreNeeded() throws {
    var initializer = VarianceScaling.heNormal(seed: 1)
    initializer.seed = nil
    let error = #expect(throws: InitializationError.self) {
      try initializer.tensor(of: Float.self, shape: [2, 2])
    }
    #expect(error?.code == .invalidParameter && error?.message.contains("has no seed") == true)
    #expect(Zeros().seeded(3).seed == nil && Zeros().cloned() == Zeros())
  }
}
