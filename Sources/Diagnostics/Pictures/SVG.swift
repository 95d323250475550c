import Platform
import StrictJSON

/// Builds the text of a picture in SVG.
///
/// Colours are variables of CSS, which a page, or the picture itself, sets for light and dark.
struct SVG {
  let width: Double
  let height: Double
  private var body = ""

  /// The colours of series, by turns.
  static let seriesCount = 6

  /// What sets the variables, for light and for dark.
  static let colors = """
    :root{--ink:#1b1f24;--soft:#6a737d;--line:#d0d7de;--page:#fff;--fill:#b6d4ff;--s0:#0969da;--s1:#cf4a1d;--s2:#1a7f37;--s3:#8250df;--s4:#b7791f;--s5:#bf3989}
    @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#8b949e;--line:#3d444d;--page:#0d1117;--fill:#14315c;--s0:#58a6ff;--s1:#ff8c5a;--s2:#56d364;--s3:#bc8cff;--s4:#e3b341;--s5:#ff7bc0}}
    """

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// A number with as many digits as a picture shows.
  static func number(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() && abs(rounded) < 1e9
      ? String(Int(rounded)) : String(format: "%.2f", rounded)
  }

  /// Text that may stand in XML.
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      // XML has no other control characters.
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case _ where scalar.steers || [0xFFFE, 0xFFFF].contains(scalar.value):
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ color: String) {
    body +=
      "<line x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\" x2=\"\(Self.number(x2))\" y2=\"\(Self.number(y2))\" stroke=\"var(--\(color))\"/>"
  }

  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ color: String
  ) {
    body +=
      "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" height=\"\(Self.number(height))\" fill=\"var(--\(color))\"/>"
  }

  /// A line through points, with gaps where there is no number.
  mutating func path(_ points: [(x: Double, y: Double)], _ color: String, dashed: Bool = false) {
    var text = ""
    var isDown = false
    for point in points {
      guard point.x.isFinite, point.y.isFinite else {
        isDown = false
        continue
      }
      text += "\(isDown ? "L" : "M")\(Self.number(point.x)) \(Self.number(point.y))"
      isDown = true
    }
    body +=
      "<path d=\"\(text)\" fill=\"none\" stroke=\"var(--\(color))\" stroke-width=\"1.6\"\(dashed ? " stroke-dasharray=\"5 4\"" : "")/>"
  }

  /// Where a text begins, or ends.
  enum Anchor: String {
    case start, middle, end
  }

  mutating func text(
    _ text: String, _ x: Double, _ y: Double, _ color: String = "soft", size: Double = 12,
    anchor: Anchor = .start
  ) {
    body +=
      "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" fill=\"var(--\(color))\" font-size=\"\(Self.number(size))\" text-anchor=\"\(anchor.rawValue)\">\(Self.escaped(text))</text>"
  }

  /// The picture, for a page, or with colours and a background for a file of its own.
  ///
  /// - Parameters:
  ///   - label: What it shows, for people who cannot see it.
  ///   - isFile: Whether it is for a file.
  /// - Returns: The text.
  func rendered(label: String, isFile: Bool = false) -> String {
    let size = "viewBox=\"0 0 \(Self.number(width)) \(Self.number(height))\""
    let head =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) role=\"img\" aria-label=\"\(Self.escaped(label))\" font-family=\"system-ui,sans-serif\">"
    guard isFile else { return head + body + "</svg>" }
    let background =
      "<rect width=\"\(Self.number(width))\" height=\"\(Self.number(height))\" fill=\"var(--page)\"/>"
    return head + "<title>\(Self.escaped(label))</title><style>\(Self.colors)</style>" + background
      + body + "</svg>\n"
  }
}
