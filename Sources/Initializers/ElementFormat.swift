/// How the elements of one tensor are printed: in one width, with four decimals where that shows
/// them.
struct ElementFormat<S: Scalar> {
  private let usesDecimals: Bool
  private var width = 0

  /// Chooses a format for elements that are printed together.
  init(_ elements: [S]) {
    let magnitudes = elements.compactMap { Self.number($0)?.magnitude }
      .filter { $0 > 0 && $0.isFinite }
    // Like NumPy: fixed decimals, unless numbers are so large or so different that they would not
    // show.
    let largest = magnitudes.max() ?? 1
    let smallest = magnitudes.min() ?? 1
    usesDecimals = largest < 1e8 && smallest >= 1e-4 && largest / smallest <= 1e5
    width = elements.map { unpadded($0).count }.max() ?? 0
  }

  /// The element, padded on the left.
  func text(of element: S) -> String {
    let text = unpadded(element)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private func unpadded(_ element: S) -> String {
    guard let number = Self.number(element), number.isFinite, usesDecimals else {
      return "\(element)"
    }
    let units = (number.magnitude * 10_000).rounded(.toNearestOrEven)
    let (whole, fraction) = Int(units).quotientAndRemainder(dividingBy: 10_000)
    let digits = String(fraction)
    return (number.sign == .minus ? "-" : "") + "\(whole)."
      + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// The value of an element that may have a fraction; `nil` for integers and truth values.
  private static func number(_ element: S) -> Double? {
    S.scalarType.isFloatingPoint ? element.nearestDouble : nil
  }
}
