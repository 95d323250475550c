/// How often values of each size occur, whatever their range: one pass over the values and a fixed
/// amount of memory.
///
/// Values are counted by sign, exponent and the first seven bits of the fraction of their `Float`:
/// 65,536 bins, each at most 1/128 wide relative to its values, so that counts of other bins are
/// estimates to about that. Values beyond a `Float`'s range count in the outermost bins.
public struct ValueHistogram: Sendable, Hashable {
  /// A range of values and how many of them there are.
  public struct Bin: Sendable, Hashable {
    /// The lower end.
    public let low: Double
    /// The upper end.
    public let high: Double
    /// How many values are in it; values of a finer bin that two bins share are divided between
    /// them.
    public let count: Double
  }

  private static let shift: UInt32 = 16
  private var counts = [Int](repeating: 0, count: 1 << 16)

  /// Creates an empty histogram.
  public init() {}

  /// Counts a finite value.
  mutating func add(_ value: Double) {
    let single = Float(value)
    let finite =
      single.isFinite ? single : Float(signOf: single, magnitudeOf: .greatestFiniteMagnitude)
    counts[Int(finite.bitPattern >> Self.shift)] += 1
  }

  /// Adds the counts of another histogram.
  mutating func merge(_ other: ValueHistogram) {
    for index in counts.indices where other.counts[index] > 0 {
      counts[index] += other.counts[index]
    }
  }

  /// The counts in bins of equal width.
  ///
  /// - Parameters:
  ///   - count: The number of bins; more than 65,536 are that many.
  ///   - range: The values that the bins cover, finite. Values outside do not count; those of a
  ///     finer bin are taken to be spread evenly over it.
  /// - Returns: The bins, in order; none for a number below 1, or a range that is not finite.
  public func bins(_ count: Int, over range: ClosedRange<Double>) -> [Bin] {
    bins(count, over: range, takesAll: false)
  }

  /// The counts in bins of equal width, with values that rounding has moved out of the range at its
  /// ends.
  func bins(_ count: Int, over range: ClosedRange<Double>, takesAll: Bool) -> [Bin] {
    guard count > 0, range.lowerBound.isFinite, range.upperBound.isFinite else { return [] }
    let count = min(count, counts.count)
    let span = range.upperBound - range.lowerBound
    // The span of the largest numbers is not finite, that of a bin is.
    let width =
      span.isFinite
      ? span / Double(count) : range.upperBound / Double(count) - range.lowerBound / Double(count)
    var totals = [Double](repeating: 0, count: count)
    func place(_ value: Double) -> Int {
      guard width > 0 else { return 0 }
      let place =
        span.isFinite
        ? (value - range.lowerBound) / width : value / width - range.lowerBound / width
      return place > 0 ? Int(min(place, Double(count - 1))) : 0
    }
    func edge(_ bin: Int) -> Double {
      if span.isFinite { return range.lowerBound + Double(bin) * width }
      let share = Double(bin) / Double(count)
      return range.lowerBound * (1 - share) + range.upperBound * share
    }
    for (index, number) in counts.enumerated() where number > 0 {
      let (low, high) = Self.ends(of: index)
      var (first, last) = (max(low, range.lowerBound), min(high, range.upperBound))
      if first > last {
        guard takesAll else { continue }
        first = low > range.upperBound ? range.upperBound : range.lowerBound
        last = first
      }
      // Zero is a value of its own, and so is what a range of no width holds.
      if low == high || !(width > 0) || first == last {
        totals[place(first)] += Double(number)
        continue
      }
      // What is far smaller than a bin can seem to lie beside it.
      if place(first) == place(last) {
        totals[place(first)] += Double(number)
        continue
      }
      for bin in place(first)...place(last) {
        let start = edge(bin)
        let share = min(last, start + width) - max(first, start)
        totals[bin] += Double(number) * max(0, share) / (last - first)
      }
    }
    return totals.enumerated().map { index, total in
      let low = edge(index)
      return Bin(low: low, high: span.isFinite ? low + width : edge(index + 1), count: total)
    }
  }

  /// The ends of a fine bin; for the bins of the least values both are 0.
  private static func ends(of index: Int) -> (low: Double, high: Double) {
    let bits = UInt32(index) << shift
    let low = Double(Float(bitPattern: bits))
    let next = Float(bitPattern: bits + (1 << shift))
    let high = next.isFinite ? Double(next) : Double(Float.greatestFiniteMagnitude)
    if low == 0 { return (0, 0) }
    return low < 0 ? (next.isFinite ? high : -high, low) : (low, high)
  }
}
