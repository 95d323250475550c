import Platform

/// Pictures of signals in deep networks: forward, backward, and singular values, with a line a
/// network.
public struct SignalPicture: Sendable {
  private let title: String
  private let traces: [(name: String, trace: SignalTrace)]

  /// Creates pictures of networks side by side.
  ///
  /// - Parameters:
  ///   - title: What they have in common.
  ///   - traces: The networks' names and what was seen of them.
  public init(title: String, traces: [(name: String, trace: SignalTrace)]) {
    self.title = title
    self.traces = traces
  }

  private var charts: [LineChart] {
    func series(_ values: (SignalTrace) -> [Double]) -> [LineChart.Series] {
      traces.map { .init(name: $0.name, values: values($0.trace)) }
    }
    var charts = [
      LineChart(
        title: "Mean square of activations", xName: "layer",
        series: series { $0.layers.map(\.activation) }),
      LineChart(
        title: "Mean square of gradients", xName: "layer",
        series: series { $0.layers.map(\.gradient) }),
    ]
    if traces.contains(where: { !$0.trace.singularValues.isEmpty }) {
      charts.append(
        LineChart(
          title: "Singular values of the derivative, first to last layer", xName: "rank",
          series: series(\.singularValues)))
    }
    return charts
  }

  private func drawing(_ columns: Int, hasTitle: Bool) -> SVG {
    let charts = charts
    let (width, height) = (charts[0].width, charts[0].height)
    let rows = (charts.count + columns - 1) / columns
    let head = hasTitle ? 20.0 : 0
    let legend = head + 6 + 18 * Double(traces.count)
    var svg = SVG(width: width * Double(columns), height: height * Double(rows) + legend + 8)
    if hasTitle { svg.text(title, 8, 18, "ink", size: 14) }
    for (index, trace) in traces.enumerated() {
      let y = head + 18 + 18 * Double(index)
      svg.path(
        [(10, y - 4), (34, y - 4)], "s\(index % SVG.seriesCount)",
        dashed: index >= SVG.seriesCount)
      svg.text(trace.name, 40, y, "ink")
    }
    for (index, chart) in charts.enumerated() {
      chart.draw(
        into: &svg, x: width * Double(index % columns), y: legend + height * Double(index / columns)
      )
    }
    return svg
  }

  private var label: String {
    let last = traces.map { name, trace in
      let value = trace.layers.last?.activation ?? 0
      return "\(name): \(String(format: "%.3g", value)) after the last layer"
    }
    return "\(title). Mean squares of activations: \(last.joined(separator: "; "))."
  }

  /// The pictures as a file in SVG.
  public var svg: String {
    drawing(min(3, charts.count), hasTitle: true).rendered(label: label, isFile: true)
  }

  /// The pictures and all numbers as a page that needs nothing else.
  public var html: String {
    var page = HTMLPage(title: title)
    page.add("<h1>\(SVG.escaped(title))</h1>")
    page.add("<figure>\(drawing(1, hasTitle: false).rendered(label: label))</figure>")
    for (name, trace) in traces {
      page.add("<h2>\(SVG.escaped(name))</h2>")
      if !trace.singularValues.isEmpty {
        let mean = String(format: "%.4g", trace.meanSquaredSingularValue)
        let (most, least) = (trace.singularValues.first ?? 0, trace.singularValues.last ?? 0)
        page.add(
          "<p>Singular values from \(String(format: "%.3g", least)) to \(String(format: "%.3g", most)), mean square \(mean).</p>"
        )
      }
      page.add(
        HTMLPage.table(
          ["layer", "before activation", "after it", "gradient", "flat"],
          trace.layers.enumerated().map { index, layer in
            [
              String(index + 1), String(format: "%.4g", layer.preActivation),
              String(format: "%.4g", layer.activation), String(format: "%.4g", layer.gradient),
              String(format: "%.3g%%", layer.flatShare * 100),
            ]
          }))
    }
    return page.text
  }
}
