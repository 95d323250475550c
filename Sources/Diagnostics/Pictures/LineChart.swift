import Platform

/// Lines over a common axis, on a logarithmic scale from below to above.
struct LineChart {
  /// A line.
  struct Series {
    let name: String
    /// The values, at the places 1, 2, and so on.
    let values: [Double]
  }

  let title: String
  let xName: String
  let series: [Series]
  var width = 420.0
  var height = 260.0

  /// Draws the chart into a picture, with its upper left corner at a place.
  func draw(into svg: inout SVG, x left: Double, y top: Double) {
    let plot = (
      left: left + 52, right: left + width - 12, top: top + 30, bottom: top + height - 40
    )
    // Numbers that are too small for a logarithm are left out, and gaps show it.
    let powers = series.flatMap(\.values).filter { $0 > 0 && $0.isFinite }.map(Platform.log10)
    let range = Self.range(powers)
    let count = max(2, series.map(\.values.count).max() ?? 2)
    func place(_ index: Int, _ power: Double) -> (x: Double, y: Double) {
      let share = (power - range.low) / (range.high - range.low)
      return (
        plot.left + (plot.right - plot.left) * Double(index) / Double(count - 1),
        plot.bottom - (plot.bottom - plot.top) * share
      )
    }
    svg.text(title, left + 8, top + 18, "ink", size: 13)
    let step = max(1, Int(((range.high - range.low) / 6).rounded(.up)))
    for power in stride(from: Int(range.low), through: Int(range.high), by: step) {
      let y = place(0, Double(power)).y
      svg.line(plot.left, y, plot.right, y, "line")
      svg.text(Self.power(power), plot.left - 6, y + 4, anchor: .end)
    }
    for tick in Self.ticks(count) {
      let x = place(tick - 1, range.low).x
      svg.text(String(tick), x, plot.bottom + 16, anchor: .middle)
    }
    svg.text(xName, (plot.left + plot.right) / 2, plot.bottom + 32, anchor: .middle)
    for (index, line) in series.enumerated() {
      let points = line.values.enumerated().map { place($0.offset, Platform.log10($0.element)) }
      svg.path(points, "s\(index % SVG.seriesCount)", dashed: index >= SVG.seriesCount)
    }
  }

  private static func range(_ powers: [Double]) -> (low: Double, high: Double) {
    let low = (powers.min() ?? 0).rounded(.down)
    let high = (powers.max() ?? 0).rounded(.up)
    return low < high ? (low, high) : (low - 1, high + 1)
  }

  private static func power(_ power: Int) -> String {
    let raised = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    if (0...3).contains(power) { return String(Int(Platform.pow(10, Double(power)))) }
    let digits = String(abs(power)).compactMap(\.wholeNumberValue).map { raised[$0] }
    return "10\(power < 0 ? "⁻" : "")\(String(digits))"
  }

  private static func ticks(_ count: Int) -> [Int] {
    let step = max(1, (count + 4) / 5)
    return [1] + stride(from: step, through: count, by: step).filter { $0 > 1 }
  }
}
