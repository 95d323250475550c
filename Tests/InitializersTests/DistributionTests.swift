import Initializers
import TestSupport
import Testing

/// Distributions at 10⁶ draws: moments, tails and distance to the exact distribution function.
///
/// A Kolmogorov–Smirnov distance of 0.00195 has probability 0.001 at this size; a constant wrong by
/// half a percent, or one distribution for another, moves it by more. Seeds are fixed: nothing is
/// flaky.
struct DistributionTests {
  static let count = 1_000_000
  static let critical = 0.001_95

  static func sample<S: Scalar & BinaryFloatingPoint>(
    _ initializer: some Initializer, _ type: S.Type
  ) throws -> Sample {
    let tensor: Tensor<S> = try initializer(shape: [1000, 1000])
    return Sample(tensor.elements.map { Double($0) })
  }

  /// Oracle: Φ from mpmath-checked `DeterministicMath`.
  static func normal(_ x: Double) -> Double { DeterministicMath.normalTail(-x) }

  static func truncated(_ x: Double) -> Double {
    (0.5 + DeterministicMath.normalCentral(min(2, max(-2, x))) / 2 - 0.022_750_131_948_179_21)
      / 0.954_499_736_103_641_6
  }

  /// Law: the uniform distribution on [−1, 1): variance 1/3, fourth moment 1/5.
  @Test func uniform() throws {
    let sample = try Self.sample(try RandomUniform(in: -1..<1, seed: 1), Float.self)
    #expect(sample.distance { ($0 + 1) / 2 } < Self.critical)
    #expect(sample.moment(1).magnitude < 0.002)
    #expect((sample.moment(2) - 1.0 / 3).magnitude < 0.001)
    #expect((sample.moment(4) - 1.0 / 5).magnitude < 0.001)
    #expect(sample.sorted.first! >= -1 && sample.sorted.last! < 1)
    #expect(sample.sorted.last! > 0.999_99)
  }

  /// Law: the normal distribution: fourth moment 3; 63 of 10⁶ values beyond ±4 are expected.
  @Test func normalFloat() throws {
    let sample = try Self.sample(
      try RandomNormal(mean: 0, standardDeviation: 1, seed: 2), Float.self)
    #expect(sample.distance(to: Self.normal) < Self.critical)
    #expect((sample.moment(2) - 1).magnitude < 0.005)
    #expect((sample.moment(4) - 3).magnitude < 0.05)
    let beyond = sample.sorted.count { $0.magnitude > 4 }
    #expect((32...94).contains(beyond))
  }

  /// Law: the normal distribution with mean −1 and standard deviation 3, in `Double`.
  @Test func normalDouble() throws {
    let sample = try Self.sample(
      try RandomNormal(mean: -1, standardDeviation: 3, seed: 3), Double.self)
    #expect(sample.distance { Self.normal(($0 + 1) / 3) } < Self.critical)
    #expect((sample.moment(1) + 1).magnitude < 0.012)
    #expect((sample.standardDeviation - 3).magnitude < 0.01)
  }

  /// Law: the normal distribution cut at ±2; standard deviation 0.8796, fourth moment 1.4164.
  @Test func truncatedNormal() throws {
    let sample = try Self.sample(
      try TruncatedNormal(mean: 0, standardDeviation: 1, seed: 4), Float.self)
    #expect(sample.distance(to: Self.truncated) < Self.critical)
    #expect((sample.standardDeviation - 0.879_625_661_034_239_78).magnitude < 0.001_5)
    #expect((sample.moment(4) - 1.416_440_6).magnitude < 0.01)
    #expect(sample.sorted.first! >= -2 && sample.sorted.last! <= 2)
    #expect(sample.sorted.last! > 1.999)
  }

  /// Law: bounds −1 and ½: (Φ(x) − Φ(−1)) / (Φ(½) − Φ(−1)).
  @Test func unevenlyTruncatedNormal() throws {
    let initializer = try TruncatedNormal(
      standardDeviation: 1, bounds: .standardDeviations(-1, 0.5), seed: 5)
    let sample = try Self.sample(initializer, Float.self)
    let (low, high) = (Self.normal(-1), Self.normal(0.5))
    #expect(sample.distance { (Self.normal($0) - low) / (high - low) } < Self.critical)
  }

  /// Laws can be told apart: each sample is far from the other distributions of the same variance.
  @Test func distributionsDiffer() throws {
    let uniform = try Self.sample(VarianceScaling.lecunUniform(seed: 6), Float.self)
    let deviation = 1 / 1000.0.squareRoot()
    #expect(uniform.distance { Self.truncated($0 / deviation * 0.879_625_66) } > 0.03)
    #expect(uniform.distance { Self.normal($0 / deviation) } > 0.05)
    let truncated = try Self.sample(VarianceScaling.lecunNormal(seed: 6), Float.self)
    #expect(truncated.distance { Self.truncated($0 / deviation * 0.879_625_66) } < Self.critical)
    #expect(truncated.distance { Self.normal($0 / deviation) } > 0.01)
  }
}
