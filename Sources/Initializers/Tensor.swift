/// A shape and its elements, contiguous in row-major order.
///
/// A tensor is a value and a box: it has what is needed to look at weights and hand them on, and no
/// arithmetic.
public struct Tensor<Element: Scalar>: Sendable, Hashable {
  /// The dimensions; empty for a scalar.
  public let shape: [Int]
  /// The elements, the last axis varying fastest.
  public private(set) var elements: [Element]

  /// Creates a tensor from its elements.
  ///
  /// - Parameters:
  ///   - shape: The dimensions.
  ///   - elements: As many elements as the shape has, in row-major order.
  /// - Throws: ``InitializationError/Code/invalidShape`` if the counts differ or a dimension is
  ///   negative.
  public init(shape: [Int], elements: [Element]) throws(InitializationError) {
    let count = try ElementLayout.elementCount(of: shape)
    guard count == elements.count else {
      throw InitializationError(
        .invalidShape, "shape \(shape) has \(count) elements, but \(elements.count) were given")
    }
    self.init(uncheckedShape: shape, elements: elements)
  }

  init(uncheckedShape shape: [Int], elements: [Element]) {
    self.shape = shape
    self.elements = elements
  }

  /// The number of elements.
  public var count: Int { elements.count }

  /// The element at a position given by one index an axis.
  ///
  /// - Parameter indices: As many indices as the tensor has axes, each within its dimension.
  /// - Returns: The element.
  public subscript(indices: Int...) -> Element {
    get { elements[position(of: indices)] }
    set { elements[position(of: indices)] = newValue }
  }

  /// Calls a function with the elements as a span.
  ///
  /// - Parameter body: Reads the elements.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  public func withSpan<Result, Failure: Error>(
    _ body: (Span<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try elements.withUnsafeBufferPointer { buffer throws(Failure) in
      try body(Span(_unsafeElements: buffer))
    }
  }

  /// Calls a function with the elements as a span that can be written to.
  ///
  /// - Parameter body: Reads and writes the elements.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  public mutating func withMutableSpan<Result, Failure: Error>(
    _ body: (inout MutableSpan<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try elements.withUnsafeMutableBufferPointer { buffer throws(Failure) in
      var span = MutableSpan(_unsafeElements: buffer)
      return try body(&span)
    }
  }

  private func position(of indices: [Int]) -> Int {
    precondition(
      indices.count == shape.count,
      "\(indices.count) indices were given for a tensor of shape \(shape); give \(shape.count)")
    var position = 0
    for (axis, index) in indices.enumerated() {
      precondition(
        0 <= index && index < shape[axis],
        "index \(index) of axis \(axis) is outside 0..<\(shape[axis]), the axis of shape \(shape)")
      position = position * shape[axis] + index
    }
    return position
  }
}
