/// Builds a page that needs nothing from elsewhere.
struct HTMLPage {
  private let title: String
  private var body = ""

  init(title: String) {
    self.title = title
  }

  /// Adds HTML to the page.
  mutating func add(_ html: String) {
    body += html + "\n"
  }

  /// A table that can be scrolled where the screen is narrow.
  static func table(_ header: [String], _ rows: [[String]]) -> String {
    func row(_ cells: [String], _ tag: String) -> String {
      "<tr>\(cells.map { "<\(tag)>\(SVG.escaped($0))</\(tag)>" }.joined())</tr>"
    }
    return
      "<div class=\"wide\" tabindex=\"0\"><table><thead>\(row(header, "th"))</thead><tbody>\(rows.map { row($0, "td") }.joined())</tbody></table></div>"
  }

  /// The page.
  var text: String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="color-scheme" content="light dark"><title>\(SVG.escaped(title))</title>
    <style>\(SVG.colors)
    body{margin:0 auto;padding:1rem;max-width:62rem;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
    h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}a{color:var(--s0)}
    figure{margin:1rem 0}figure svg{width:100%;max-width:46rem;height:auto}
    .wide{overflow-x:auto;max-height:28rem;overflow-y:auto}
    table{border-collapse:collapse;font-variant-numeric:tabular-nums}
    th,td{padding:.15rem .7rem;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
    th{position:sticky;top:0;background:var(--page)}
    code{font-size:.92em;overflow-wrap:anywhere}
    .muted{color:var(--soft)}h3{font-size:1rem;margin:.1rem 0;overflow-wrap:anywhere}p{margin:.3rem 0}
    .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,21rem),1fr));gap:1rem}
    .card,.finding{border:1px solid var(--line);border-radius:6px;padding:.7rem .9rem;margin:0 0 .8rem}.card{margin:0}
    .finding.warning{border-left:4px solid var(--s1)}.finding.note{border-left:4px solid var(--s0)}
    .pictures{display:flex;gap:.8rem;align-items:flex-start}.pictures svg{flex:1;min-width:0}.pictures img{image-rendering:pixelated;border:1px solid var(--line)}
    td:first-child,th:first-child{text-align:left}
    a:focus-visible,summary:focus-visible,.wide:focus-visible{outline:2px solid var(--s0);outline-offset:2px}
    </style></head><body>
    \(body)</body></html>

    """
  }
}
