import Initializers
import Platform

/// The histogram of drawn values, and over it the density that they are drawn from.
struct DensityChart {
  let statistics: TensorStatistics
  let law: TensorLaw
  private let size = (width: 240.0, height: 92.0)

  /// The chart, with a label that says what it shows.
  func rendered(name: String) -> String? {
    guard let least = statistics.minimum, let most = statistics.maximum, least < most else {
      return nil
    }
    let margin = (most - least) * 0.06
    let (low, high) = (least - margin, most + margin)
    let bins = statistics.histogram.bins(48, over: low...high)
    let binWidth = (high - low) / 48
    let total = Double(statistics.count)
    let heights = bins.map { $0.count / (total * binWidth) }
    let places = (0...120).map { low + (high - low) * Double($0) / 120 }
    let densities = places.map { law.density(at: $0) ?? .nan }
    let top = max(heights.max() ?? 0, densities.filter(\.isFinite).max() ?? 0) * 1.05
    guard top > 0, top.isFinite else { return nil }
    var svg = SVG(width: size.width, height: size.height + 16)
    func x(_ value: Double) -> Double { (value - low) / (high - low) * size.width }
    func y(_ height: Double) -> Double { size.height * (1 - height / top) }
    for (bin, height) in zip(bins, heights) where height > 0 {
      svg.rectangle(
        x(bin.low) + 0.4, y(height), size.width / 48 - 0.8, size.height - y(height), "fill")
    }
    svg.line(0, size.height, size.width, size.height, "line")
    svg.path(zip(places, densities).map { (x($0), y($1)) }, "s1")
    if low < 0 && high > 0 { svg.text("0", x(0), size.height + 13, size: 11, anchor: .middle) }
    svg.text(String(format: "%.3g", least), 0, size.height + 13, size: 11)
    svg.text(String(format: "%.3g", most), size.width, size.height + 13, size: 11, anchor: .end)
    let curve = law.density(at: 0) == nil ? "" : ", with the density they are drawn from"
    return svg.rendered(
      label:
        "Histogram of \(name)\(curve): from \(String(format: "%.3g", least)) to \(String(format: "%.3g", most))"
    )
  }
}
