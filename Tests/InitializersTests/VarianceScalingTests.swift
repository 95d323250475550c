import Initializers
import Testing

struct VarianceScalingTests {
  private func law(_ initializer: any Initializer, _ shape: [Int]) throws -> Law? {
    try initializer.law(for: FillRequest(shape: shape)).common
  }

  typealias Mode = VarianceScaling.Mode

  /// Oracle: the numbers that Keras 2's own code hands to its backend, for `VarianceScaling(1.)`.
  @Test(
    arguments: [
      ([4], .fanIn, 0.8038723885739654, 1.224744871391589),
      ([4, 3], .fanIn, 0.5684236171692783, 0.8660254037844386),
      ([4, 3], .fanOut, 0.6563590567728471, 1.0),
      ([4, 3], .fanAverage, 0.6076704074280551, 0.9258200997725514),
      ([3, 3, 4, 5], .fanIn, 0.18947453905642606, 0.28867513459481287),
      ([3, 3, 4, 5], .fanOut, 0.16947117973424303, 0.2581988897471611),
      ([3, 3, 4, 5], .fanAverage, 0.17863830857199228, 0.2721655269759087),
    ] as [([Int], Mode, Double, Double)])
  func parameters(shape: [Int], mode: Mode, deviation: Double, limit: Double) throws {
    let normal = try VarianceScaling(mode: mode, seed: 1)
    #expect(
      try law(normal, shape) == .normal(standardDeviation: deviation, within: .keras))
    let uniform = try VarianceScaling(mode: mode, distribution: .uniform, seed: 1)
    #expect(try law(uniform, shape) == .uniform(in: -limit..<limit))
  }

  /// Law: with n elements of a 1-D shape, Keras 3's fans are n where Keras 2's are √n.
  @Test func fanRules() throws {
    let keras3 = try VarianceScaling(distribution: .uniform, fanRule: .keras3, seed: 1)
    #expect(try law(keras3, [4]) == .uniform(from: -0.75.squareRoot(), to: 0.75.squareRoot()))
    let untruncated = try VarianceScaling(distribution: .untruncatedNormal, seed: 1)
    #expect(try law(untruncated, [16, 2]) == .normal(standardDeviation: 0.25))
  }

  /// Law: each named value is the special case that its paper states.
  @Test func namedForms() throws {
    let forms: [(VarianceScaling, Double, Mode, VarianceScaling.Distribution)] = [
      (.glorotUniform(seed: 9), 1, .fanAverage, .uniform),
      (.glorotNormal(seed: 9), 1, .fanAverage, .truncatedNormal),
      (.heUniform(seed: 9), 2, .fanIn, .uniform), (.heNormal(seed: 9), 2, .fanIn, .truncatedNormal),
      (.lecunUniform(seed: 9), 1, .fanIn, .uniform),
      (.lecunNormal(seed: 9), 1, .fanIn, .truncatedNormal),
    ]
    for (form, scale, mode, distribution) in forms {
      let general = try VarianceScaling(
        scale: scale, mode: mode, distribution: distribution, seed: 9)
      #expect(form.name != nil && general.name == nil)
      #expect(form.scale == scale && form.mode == mode && form.distribution == distribution)
      let values: Tensor<Float> = try form(shape: [7, 5], path: "p")
      #expect(values == (try general(shape: [7, 5], path: "p")))
    }
  }

  /// Law: the scale must be positive and finite, as the seed's constructor demands.
  @Test(arguments: [0, -1, .nan, .infinity] as [Double])
  func scaleMustBePositive(scale: Double) {
    let error = #expect(throws: InitializationError.self) { try VarianceScaling(scale: scale) }
    #expect(error?.code == .invalidParameter)
    #expect(error?.message.contains("\(scale)") == true)
  }

  /// Oracle: JAX's `variance_scaling` with `fan_geo_avg`: variance scale / √(fan-in · fan-out).
  @Test func geometricAverage() throws {
    let geometric = try VarianceScaling(
      scale: 3, mode: .fanGeometricAverage, distribution: .uniform, seed: 1
    )
    #expect(try law(geometric, [2, 8]) == (try Law.uniform(in: -1.5..<1.5)))
  }

  /// Law: bounds in the values' own unit are those in standard deviations, (value − mean) / σ.
  @Test func boundsOfValues() throws {
    let bounds = try TruncationBounds.values(-2, 4, mean: 1, standardDeviation: 1.5)
    #expect(bounds == (try .standardDeviations(-2, 2)))
    #expect(try TruncationBounds.values(-.infinity, 0, standardDeviation: 2).lower == -.infinity)
    for (lower, upper, mean, deviation) in [
      (-2.0, 2.0, 0.0, 0.0), (-2, 2, .nan, 1), (2, -2, 0, 1), (26, 27, 0, 2), (-1, 1, 0, -1),
    ] {
      #expect(throws: InitializationError.self) {
        try TruncationBounds.values(lower, upper, mean: mean, standardDeviation: deviation)
      }
    }
  }
}
