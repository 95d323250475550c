/// What a tensor's values are like: moments, extremes, special values, and a histogram.
///
/// Values can be added in any number of parts, and the statistics of parts can be joined; moments
/// are those of the finite values, computed in `Double` without cancellation.
///
/// Source of the sums: P. Pébay, *Formulas for Robust, One-Pass Parallel Computation of Covariances
/// and Arbitrary-Order Statistical Moments* (2008).
public struct TensorStatistics: Sendable, Hashable {
  /// The number of values.
  public private(set) var count = 0
  /// The number of values that are 0, of either sign.
  public private(set) var zeroCount = 0
  /// The number of values that are not numbers.
  public private(set) var nanCount = 0
  /// The number of infinite values.
  public private(set) var infiniteCount = 0
  /// The least finite value; `nil` if there is none.
  public private(set) var minimum: Double?
  /// The largest finite value; `nil` if there is none.
  public private(set) var maximum: Double?
  /// The mean of the finite values; 0 if there is none.
  public var mean: Double {
    // Sums of equal values are rounded, the values are not.
    if let minimum, minimum == maximum { return minimum }
    return average
  }
  /// The histogram of the finite values.
  public private(set) var histogram = ValueHistogram()
  private var average = 0.0
  private var finiteCount = 0
  private var squares = 0.0
  private var cubes = 0.0
  private var fourths = 0.0

  /// Creates the statistics of no values.
  public init() {}

  /// The standard deviation of the finite values: the square root of their mean squared distance
  /// from the mean.
  public var standardDeviation: Double {
    finiteCount > 0 && minimum != maximum ? (squares / Double(finiteCount)).squareRoot() : 0
  }

  /// The fourth moment over the squared variance: 3 for normal, 1.8 for uniform values; `nil` if
  /// all are the same.
  public var kurtosis: Double? {
    squares > 0 && minimum != maximum ? Double(finiteCount) * fourths / (squares * squares) : nil
  }

  /// The third moment over the variance's power of 3/2; `nil` if all values are the same.
  public var skewness: Double? {
    squares > 0 && minimum != maximum
      ? Double(finiteCount).squareRoot() * cubes / (squares * squares.squareRoot()) : nil
  }

  /// The mean of the squares of the finite values.
  public var meanSquare: Double {
    finiteCount > 0 ? mean * mean + squares / Double(finiteCount) : 0
  }

  /// The histogram in bins of equal width from the least to the largest value.
  ///
  /// - Parameter count: The number of bins; more than 65,536 are that many.
  /// - Returns: The bins; none if there is no finite value, or for a number below 1.
  public func bins(_ count: Int) -> [ValueHistogram.Bin] {
    guard let minimum, let maximum else { return [] }
    return histogram.bins(count, over: minimum...maximum, takesAll: true)
  }

  /// Adds values.
  ///
  /// - Parameter values: The values.
  public mutating func add(_ values: [Double]) {
    values.withUnsafeBufferPointer { add($0) }
  }

  /// Adds values in memory.
  mutating func add(_ values: UnsafeBufferPointer<Double>) {
    var part = TensorStatistics()
    part.count = values.count
    var sum = 0.0
    for index in values.indices {
      let value = values[index]
      guard value.isFinite else {
        if value.isNaN { part.nanCount += 1 } else { part.infiniteCount += 1 }
        continue
      }
      if value == 0 { part.zeroCount += 1 }
      part.finiteCount += 1
      sum += value
      part.minimum = min(part.minimum ?? value, value)
      part.maximum = max(part.maximum ?? value, value)
      histogram.add(value)
    }
    guard part.finiteCount > 0 else {
      join(part)
      return
    }
    part.average = sum / Double(part.finiteCount)
    for index in values.indices where values[index].isFinite {
      let distance = values[index] - part.average
      let square = distance * distance
      part.squares += square
      part.cubes += square * distance
      part.fourths += square * square
    }
    join(part)
  }

  /// Joins the statistics of other values.
  ///
  /// - Parameter other: The statistics.
  public mutating func merge(_ other: TensorStatistics) {
    histogram.merge(other.histogram)
    join(other)
  }

  private mutating func join(_ other: TensorStatistics) {
    count += other.count
    zeroCount += other.zeroCount
    nanCount += other.nanCount
    infiniteCount += other.infiniteCount
    guard other.finiteCount > 0 else { return }
    minimum = [minimum, other.minimum].compactMap(\.self).min()
    maximum = [maximum, other.maximum].compactMap(\.self).max()
    let (a, b) = (Double(finiteCount), Double(other.finiteCount))
    let n = a + b
    let distance = other.average - average
    let step = distance / n
    fourths +=
      other.fourths + distance * step * step * step * a * b * (a * a - a * b + b * b)
      + 6 * step * step * (a * a * other.squares + b * b * squares)
      + 4 * step * (a * other.cubes - b * cubes)
    cubes +=
      other.cubes + distance * step * step * a * b * (a - b)
      + 3 * step * (a * other.squares - b * squares)
    squares += other.squares + distance * step * a * b
    average = finiteCount == 0 ? other.average : average + step * b
    finiteCount += other.finiteCount
  }
}
