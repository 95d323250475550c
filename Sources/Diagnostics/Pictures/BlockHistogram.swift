/// A histogram in a line of text: a letter a bin, `▁` to `█`, a space where there is nothing.
public enum BlockHistogram {
  private static let blocks = Array("▁▂▃▄▅▆▇█")

  /// Draws a histogram.
  ///
  /// The fullest bin has the full height; any other that is not empty has at least the lowest
  /// block.
  ///
  /// - Parameter bins: The bins.
  /// - Returns: As many letters as there are bins.
  public static func text(_ bins: [ValueHistogram.Bin]) -> String {
    let most = bins.map(\.count).max() ?? 0
    return String(
      bins.map { bin in
        guard bin.count > 0, most > 0 else { return " " }
        let height = (bin.count / most * Double(blocks.count)).rounded(.up)
        return blocks[min(blocks.count, max(1, Int(height))) - 1]
      })
  }
}
