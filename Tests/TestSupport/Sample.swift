/// Statistics of a sample, accumulated in `Double`.
package struct Sample {
  /// The values in ascending order.
  package let sorted: [Double]

  /// Sorts a sample.
  package init(_ values: some Sequence<Double>) {
    sorted = values.sorted()
  }

  /// The k-th central moment; the mean for k = 1.
  package func moment(_ k: Int) -> Double {
    let count = Double(sorted.count)
    let mean = sorted.reduce(0, +) / count
    if k == 1 { return mean }
    return sorted.reduce(0) { sum, value in
      sum + (0..<k).reduce(1) { product, _ in product * (value - mean) }
    } / count
  }

  /// The standard deviation.
  package var standardDeviation: Double { moment(2).squareRoot() }

  /// The Kolmogorov–Smirnov distance: the largest difference between the sample's distribution
  /// function and another.
  package func distance(to distribution: (Double) -> Double) -> Double {
    let count = Double(sorted.count)
    return sorted.enumerated().reduce(0) { largest, element in
      let value = distribution(element.element)
      return max(
        largest, value - Double(element.offset) / count, Double(element.offset + 1) / count - value)
    }
  }
}
