import Diagnostics
import Testing

/// Law: any number of bins over any range is an answer, and every value is in it once.
struct HistogramTests {
  @Test func anyNumberOfBins() {
    var statistics = TensorStatistics()
    statistics.add([-1, 0, 2.5, 3])
    for count in [0, -1, Int.min] {
      #expect(statistics.bins(count).isEmpty)
      #expect(statistics.histogram.bins(count, over: 0...1).isEmpty)
    }
    for count in [1, 65_536, Int.max] {
      let bins = statistics.bins(count)
      #expect(bins.count == min(count, 65_536))
      #expect(abs(bins.reduce(0) { $0 + $1.count } - 4) < 1e-9)
    }
  }

  @Test func anyRange() {
    var statistics = TensorStatistics()
    let largest = Double.greatestFiniteMagnitude
    statistics.add([-largest, -1, 0, 1, largest])
    let bins = statistics.bins(4)
    #expect(abs(bins.reduce(0) { $0 + $1.count } - 5) < 1e-9, "\(bins)")
    #expect(bins.allSatisfy { $0.low.isFinite && $0.high.isFinite })
    #expect(statistics.histogram.bins(4, over: -.infinity...0).isEmpty)
    #expect(statistics.histogram.bins(4, over: 0...(.infinity)).isEmpty)
    #expect(statistics.histogram.bins(3, over: 0...0).count == 3)
  }
}
