import Initializers
import Testing

struct TruncationTests {
  /// Where bounds begin, and how far apart they are.
  private static let narrow: [(lower: Double, width: Double)] = [
    (-1e-15, 2.1e-15), (0, 1e-12), (-1e-10, 4e-10), (1e-3, 1e-9), (-0.2, 1e-14), (-1e-8, 3e-8),
    (0, 0x1p-28), (-1e-15, 2e-15), (0.3, 1e-9), (-3, 1e-9), (8, 1e-6), (0.5, 1e-12),
  ]

  /// Law: between narrow bounds the distribution is uniform to first order.
  ///
  /// Bounds for which it cannot be are refused.
  @Test(arguments: Self.narrow)
  func narrowBounds(lower: Double, width: Double) throws {
    let upper = lower + width
    let isFine = lower == -upper || upper - lower >= 0x1p-28 || max(lower, -upper) >= 0.25
    guard isFine else {
      let error = #expect(throws: InitializationError.self) {
        try TruncationBounds.standardDeviations(lower, upper)
      }
      #expect(error?.code == .invalidParameter && error?.message.contains("2⁻²⁸") == true)
      return
    }
    let bounds = try TruncationBounds.standardDeviations(lower, upper)
    let values: Tensor<Double> = try TruncatedNormal(
      standardDeviation: 1, bounds: bounds, seed: 2)(shape: [20_000])
    var counts = [Int](repeating: 0, count: 10)
    for value in values.elements {
      #expect(value >= lower && value <= upper)
      counts[min(9, Int((value - lower) / (upper - lower) * 10))] += 1
    }
    // 2000 ± 6 deviations of 42, and what the values' own distance adds.
    for count in counts { #expect((count - 2000).magnitude < 400, "\(counts)") }
  }

  /// Law: as many values differ as a `Float` can tell apart.
  @Test func drawsDiffer() throws {
    let bounds = try TruncationBounds.standardDeviations(0.0, 0x1p-28)
    let values: Tensor<Double> = try TruncatedNormal(
      standardDeviation: 1, bounds: bounds, seed: 2)(shape: [10_000])
    // Of 2²⁴ or more places, 10⁴ draws share three.
    #expect(Set(values.elements).count > 9_980)
  }
}
