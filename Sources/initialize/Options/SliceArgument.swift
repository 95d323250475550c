import ArgumentParser
import Initializers

/// A range of each axis as NumPy writes them, such as `0:2,:,3:,:`; axes left out are taken whole.
struct SliceArgument {
  private let ranges: [(start: Int?, end: Int?)]
  private let text: String

  init(argument: String) throws {
    text = argument
    var ranges: [(start: Int?, end: Int?)] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: ":", omittingEmptySubsequences: false)
      guard ends.count == 2, ends.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
        ends.allSatisfy({ $0.isEmpty || Int($0) != nil })
      else {
        throw ValidationError(
          "give a range for each axis, joined by commas, such as 0:2,:,3:,: without steps or minus signs"
        )
      }
      ranges.append((Int(ends[0]), Int(ends[1])))
    }
    self.ranges = ranges
  }

  /// The ranges in a tensor of a shape.
  func ranges(in shape: [Int]) throws -> [Range<Int>] {
    guard ranges.count <= shape.count else {
      throw InitializationError(
        .invalidSlice,
        "slice \(text) has more ranges than shape \(shape) has axes, \(shape.count)")
    }
    return try shape.enumerated().map { axis, dimension in
      guard axis < ranges.count else { return 0..<dimension }
      let start = ranges[axis].start ?? 0
      let end = ranges[axis].end ?? dimension
      guard start <= end, end <= dimension else {
        throw InitializationError(
          .invalidSlice,
          "slice \(start):\(end) of axis \(axis) is not within 0:\(dimension) in shape "
            + "\(shape)")
      }
      return start..<end
    }
  }
}
