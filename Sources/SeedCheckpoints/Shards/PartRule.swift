public import Initializers

/// One rank's part of the tensors that match a pattern: a range of one axis, as tensor parallelism
/// divides it.
///
/// Part *i* of *n* of an axis of size *s* is the range from *i* · ⌈*s* / *n*⌉ of ⌈*s* / *n*⌉
/// indices, the last parts shorter or empty: what `torch.chunk` and PyTorch's `DTensor` give.
public struct PartRule: Sendable {
  /// The rule as text, such as `*.q_proj.weight=0:1/4`.
  public let text: String
  private let pattern: NamePattern
  private let axis: Int
  private let part: Int
  private let count: Int

  /// Reads a rule.
  ///
  /// - Parameter text: A pattern of names as in a ``Recipe``'s `match`, `=`, the axis, `:`, the
  ///   part from 0, `/`, and how many parts there are.
  /// - Throws: `InitializationError.Code.invalidSlice` saying what is wrong.
  public init(_ text: String) throws(InitializationError) {
    guard let match = try? /(.+)=(\d+):(\d+)\/(\d+)/.wholeMatch(in: text),
      let axis = Int(match.2), let part = Int(match.3), let count = Int(match.4), part < count
    else {
      throw InitializationError(
        .invalidSlice,
        "part \(text) is not like '*.q_proj.weight=0:1/4', which is part 1 of 4 of axis 0, counting from 0"
      )
    }
    self.text = text
    pattern = try NamePattern(glob: String(match.1))
    (self.axis, self.part, self.count) = (axis, part, count)
  }

  /// Cuts the tensors whose names match once more.
  func cut(_ tensors: inout [PlannedTensor]) throws(InitializationError) {
    var isUsed = false
    for position in tensors.indices {
      let tensor = tensors[position]
      guard pattern.matches(tensor.name) else { continue }
      _ = try ElementLayout(tensor.request(threads: nil))
      guard tensor.shape.indices.contains(axis) else {
        throw InitializationError(
          .invalidSlice,
          "part \(text): \(tensor.name) of shape \(tensor.shape) has no axis \(axis)")
      }
      var slice = tensor.slice ?? tensor.shape.map { 0..<$0 }
      let range = slice[axis]
      // ⌈size / parts⌉, without sums and products that could overflow.
      let step = range.isEmpty ? 0 : (range.count - 1) / count + 1
      let before = part > range.count ? range.count : min(part * step, range.count)
      let start = range.lowerBound + before
      slice[axis] = start..<min(start + step, range.upperBound)
      tensors[position].slice = slice
      isUsed = true
    }
    guard isUsed else {
      throw InitializationError(.invalidSlice, "part \(text) matches no tensor's name")
    }
  }
}
