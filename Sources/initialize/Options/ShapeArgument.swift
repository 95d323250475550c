import ArgumentParser

/// Dimensions joined by `x`, such as `3x3x64x128`; `scalar` for none.
struct ShapeArgument {
  let shape: [Int]

  init(argument: String) throws {
    if argument == "scalar" {
      shape = []
      return
    }
    let parts = argument.split(separator: "x", omittingEmptySubsequences: false)
    let dimensions = parts.compactMap { $0.allSatisfy(\.isASCIIDigit) ? Int($0) : nil }
    guard dimensions.count == parts.count else {
      throw ValidationError(
        "give whole numbers below 2⁶³ joined by x, such as 3x3x64x128, or scalar")
    }
    shape = dimensions
  }
}

extension Character {
  /// Whether this is one of 0 to 9; `isNumber` would admit the digits of every script.
  var isASCIIDigit: Bool { "0"..."9" ~= self }
}
