import Initializers
import TestSupport
import Testing

/// The test cases of Keras 2's own tests of initializers (commit 161f0a876d).
///
/// Keras compares statistics on shapes (200, 100) and (25, 25, 20, 20) within 3e-2. They are
/// checked at that tolerance and, as it would pass standard deviations wrong by half, within six
/// standard errors.
struct KerasTwoTests {
  static let shapes = [[200, 100], [25, 25, 20, 20]]

  struct Target {
    let initializer: any Initializer
    let mean: Double
    let deviation: ([Int]) -> Double
    var low: Double?
    var high: Double?
  }

  static func fans(_ shape: [Int]) -> (in: Double, out: Double) {
    shape.count == 2 ? (200, 100) : (12_500, 12_500)
  }

  static func targets() throws -> [Target] {
    [
      Target(
        initializer: try RandomUniform(in: -1..<1, seed: 1), mean: 0,
        deviation: { _ in (1.0 / 3).squareRoot() }, low: -1, high: 1),
      Target(
        initializer: try RandomNormal(mean: 0, standardDeviation: 1, seed: 2), mean: 0,
        deviation: { _ in 1 }),
      Target(
        initializer: try TruncatedNormal(mean: 0, standardDeviation: 1, seed: 3), mean: 0,
        deviation: { _ in 0.879_625_66 }, low: -2, high: 2),
      Target(initializer: .constant(2), mean: 2, deviation: { _ in 0 }, low: 2, high: 2),
      Target(initializer: .zeros, mean: 0, deviation: { _ in 0 }, low: 0, high: 0),
      Target(initializer: .ones, mean: 1, deviation: { _ in 0 }, low: 1, high: 1),
      Target(
        initializer: .lecunUniform(seed: 4), mean: 0,
        deviation: { (1 / fans($0).in).squareRoot() }),
      Target(
        initializer: .lecunNormal(seed: 5), mean: 0, deviation: { (1 / fans($0).in).squareRoot() }),
      Target(
        initializer: .glorotUniform(seed: 6), mean: 0,
        deviation: { (2 / (fans($0).in + fans($0).out)).squareRoot() }),
      Target(
        initializer: .glorotNormal(seed: 7), mean: 0,
        deviation: { (2 / (fans($0).in + fans($0).out)).squareRoot() }),
      Target(
        initializer: .heUniform(seed: 8), mean: 0, deviation: { (2 / fans($0).in).squareRoot() }),
      Target(
        initializer: .heNormal(seed: 9), mean: 0, deviation: { (2 / fans($0).in).squareRoot() }),
    ]
  }

  @Test(arguments: shapes)
  func statistics(shape: [Int]) throws {
    for target in try Self.targets() {
      let tensor: Tensor<Float> = try target.initializer(shape: shape)
      let sample = Sample(tensor.elements.map(Double.init))
      let deviation = target.deviation(shape)
      let count = Double(tensor.count)
      #expect((sample.moment(1) - target.mean).magnitude < 3e-2)
      #expect((sample.standardDeviation - deviation).magnitude < 3e-2)
      #expect((sample.moment(1) - target.mean).magnitude <= 6 * deviation / count.squareRoot())
      // The standard error of a standard deviation is at most σ / √(2n), that of the normal
      // distribution.
      #expect(
        (sample.standardDeviation - deviation).magnitude
          <= 6 * deviation / (2 * count).squareRoot())
      if let low = target.low { #expect((sample.sorted[0] - low).magnitude < 3e-2) }
      if let high = target.high {
        #expect((sample.sorted[tensor.count - 1] - high).magnitude < 3e-2)
      }
    }
  }

  /// Keras asserts a mean of 0 only; orthogonality is the law.
  @Test func orthogonalHasMeanZero() throws {
    for shape in [[200, 100], [5, 5, 20, 20]] {
      let tensor: Tensor<Float> = try Orthogonal(seed: 10)(shape: shape)
      #expect(Sample(tensor.elements.map(Double.init)).moment(1).magnitude < 3e-2)
    }
  }

  /// `test_identity`: two shapes that work, two that are errors.
  @Test func identity() throws {
    for shape in [[100, 100], [10, 20]] {
      let tensor: Tensor<Float> = try Identity()(shape: shape)
      let sample = Sample(tensor.elements.map(Double.init))
      #expect((sample.moment(1) - 1 / Double(shape[0])).magnitude < 1e-6)
      #expect(sample.sorted[tensor.count - 1] == 1)
    }
    for shape in [[30, 80], [1, 2, 3, 4]] {
      let error = #expect(throws: InitializationError.self) {
        let _: Tensor<Float> = try Identity()(shape: shape)
      }
      #expect(error?.code == .invalidShape)
    }
  }
}
