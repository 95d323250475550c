extension Tensor: CustomStringConvertible {
  /// The elements in nested brackets, aligned in columns as NumPy prints them.
  ///
  /// Of more than 1000 elements, the first and last three of each axis are shown.
  public var description: String {
    if elements.isEmpty { return "[] (shape \(shape))" }
    let shown = shape.map { dimension in
      count > 1000 && dimension > 6
        ? Array(0..<3) + [nil] + Array(dimension - 3..<dimension) : Array(0..<dimension)
    }
    let format = ElementFormat(visible(shown[...], axis: 0, offset: 0))
    return text(shown[...], offset: 0, indentation: 1, format)
  }

  /// The elements that are printed, in order; `nil` among the indices of an axis stands for "…".
  private func visible(_ shown: ArraySlice<[Int?]>, axis: Int, offset: Int) -> [Element] {
    guard let indices = shown.first else { return [elements[offset]] }
    return indices.compactMap(\.self).flatMap {
      visible(shown.dropFirst(), axis: axis + 1, offset: offset * shape[axis] + $0)
    }
  }

  private func text(
    _ shown: ArraySlice<[Int?]>, offset: Int, indentation: Int, _ format: ElementFormat<Element>
  ) -> String {
    guard let indices = shown.first else { return format.text(of: elements[offset]) }
    let axis = shown.startIndex
    let parts = indices.map { index in
      guard let index else { return "..." }
      return text(
        shown.dropFirst(), offset: offset * shape[axis] + index, indentation: indentation + 1,
        format)
    }
    let depth = shown.count
    let separator =
      depth == 1
      ? " "
      : String(repeating: "\n", count: depth - 1) + String(repeating: " ", count: indentation)
    return "[" + parts.joined(separator: separator) + "]"
  }
}
