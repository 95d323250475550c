import Checkpoints
import Diagnostics
import Platform
import Initializers
import StrictJSON

/// Rows of statistics in columns that fit a terminal.
struct StatisticsTable {
  private let nameWidth: Int
  private let shapeWidth: Int
  private let histogramWidth: Int
  /// The columns of numbers that there is room for.
  private let numbers: [String]

  /// Lays a table out for the tensors of files.
  ///
  /// - Parameters:
  ///   - readers: The files.
  ///   - width: The width of the terminal; `nil` for as much as is needed.
  init(_ readers: [CheckpointReader], width: Int?) {
    let tensors = readers.flatMap(\.tensors)
    let longest = tensors.reduce(4) { max($0, $1.name.count) }
    let shapeWidth = min(24, tensors.reduce(5) { max($0, Self.shape($1).count) })
    self.shapeWidth = shapeWidth
    var names = ["mean", "std", "min", "max", "zeros"]
    let width = width ?? longest + shapeWidth + 9 + names.count * 10 + 25
    func rest(_ count: Int) -> Int { width - shapeWidth - 10 - count * 10 - 2 }
    // What tells least goes first where there is no room; names and histograms share what is left.
    for name in ["zeros", "min", "max", "std"] where rest(names.count) < min(longest, 16) + 9 {
      names.removeAll { $0 == name }
    }
    numbers = names
    let left = max(12, rest(names.count))
    nameWidth = min(longest, max(8, left - 25, min(left - 9, 40)))
    histogramWidth = max(4, min(24, left - nameWidth - 1))
  }

  /// The names of the columns.
  var header: String {
    let columns = numbers.map { Self.padded($0, 9, right: true) }.joined(separator: " ")
    let line =
      "\(Self.padded("name", nameWidth)) \(Self.padded("shape", shapeWidth)) \(Self.padded("dtype", 8)) \(columns)  histogram"
    return Output.styled(line, .bold)
  }

  /// The row of a tensor.
  func row(_ tensor: TensorDescription, _ statistics: TensorStatistics) -> String {
    let isWrong = statistics.nanCount + statistics.infiniteCount > 0
    let columns = numbers.map { name -> String in
      let value: Double? =
        switch name {
        case "mean": statistics.minimum == nil ? nil : statistics.mean
        case "std": statistics.minimum == nil ? nil : statistics.standardDeviation
        case "min": statistics.minimum
        case "max": statistics.maximum
        default:
          statistics.count == 0 ? nil : Double(statistics.zeroCount) / Double(statistics.count)
        }
      let text = name == "zeros" ? value.map(Self.percent) : value.map(Self.number)
      return Self.padded(text ?? "–", 9, right: true)
    }.joined(separator: " ")
    var picture = BlockHistogram.text(statistics.bins(histogramWidth))
    if statistics.minimum != nil, statistics.minimum == statistics.maximum {
      picture = "all \(Self.number(statistics.mean))"
    }
    if isWrong {
      picture = [(statistics.nanCount, "NaN"), (statistics.infiniteCount, "infinite")]
        .filter { $0.0 > 0 }.map { "\($0.0.grouped) \($0.1)" }.joined(separator: ", ")
    }
    let name = Self.padded(Self.shortened(tensor.name, nameWidth), nameWidth)
    let shape = Self.padded(Self.shortened(Self.shape(tensor), shapeWidth), shapeWidth)
    let line =
      "\(name) \(shape) \(Self.padded(tensor.scalarType.rawValue, 8)) \(columns)  \(picture)"
    return isWrong ? Output.styled(line, .red) : line
  }

  private static func shape(_ tensor: TensorDescription) -> String {
    tensor.shape.isEmpty ? "scalar" : tensor.shape.map(String.init).joined(separator: "x")
  }

  /// Four digits, in at most nine letters.
  private static func number(_ value: Double) -> String {
    if value == 0 { return "0" }
    let size = value.magnitude
    if size >= 1e-3 && size < 1e5 {
      let digits = max(0, 3 - Int(Platform.log10(size).rounded(.down)))
      return String(format: "%.*f", min(6, digits), value)
    }
    return String(format: "%.2e", value)
  }

  private static func percent(_ share: Double) -> String {
    share == 0 ? "0%" : share == 1 ? "100%" : String(format: "%.3g%%", share * 100)
  }

  private static func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - text.count))
    return right ? spaces + text : text + spaces
  }

  /// A text with its middle left out: names of one model often begin alike, and end in what they
  /// are.
  private static func shortened(_ text: String, _ width: Int) -> String {
    // Letters that end lines or move the cursor have no place in a table.
    let text = text.withoutSteering
    guard text.count > width else { return text }
    let end = (width - 1) * 2 / 3
    return "\(text.prefix(width - 1 - end))…\(text.suffix(end))"
  }
}
