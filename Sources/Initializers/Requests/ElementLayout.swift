/// Where the elements that a ``FillRequest`` asks for lie in the whole tensor.
///
/// A slice of a row-major tensor is a sequence of runs: stretches of consecutive elements. All runs
/// have one length, the product of the sliced extent of the last axis that is not taken whole and
/// all axes after it.
package struct ElementLayout {
  /// The number of elements of the whole tensor.
  package let wholeCount: Int
  /// The elements to write, by their row-major position in the slice.
  package let elements: Range<Int>

  /// The extents of the sliced axes before the run axis, and what a step on each moves in the
  /// whole.
  private let outerExtents: [Int]
  private let outerStrides: [Int]
  private let runLength: Int
  private let origin: Int

  /// Whether all elements of the tensor are to be written.
  package var isWhole: Bool { elements == 0..<wholeCount }

  /// The number of elements of a shape.
  ///
  /// - Parameter shape: The dimensions.
  /// - Returns: Their product; 1 for a scalar.
  /// - Throws: ``InitializationError/Code/invalidShape`` for a negative dimension, or more elements
  ///   than a stream has (2⁵⁸).
  package static func elementCount(of shape: [Int]) throws(InitializationError) -> Int {
    if let negative = shape.first(where: { $0 < 0 }) {
      throw InitializationError(
        .invalidShape, "shape \(shape) has the dimension \(negative); dimensions are 0 or more")
    }
    if shape.contains(0) { return 0 }
    var count = 1
    for dimension in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard !overflow, product <= NativeStream.elementLimit else {
        throw InitializationError(
          .invalidShape, "shape \(shape) has more than 2⁵⁸ elements, the most a tensor can have")
      }
      count = product
    }
    return count
  }

  /// Checks a request and lays it out.
  ///
  /// - Parameter request: The request.
  /// - Throws: ``InitializationError/Code/invalidShape`` or
  ///   ``InitializationError/Code/invalidSlice``.
  package init(_ request: FillRequest) throws(InitializationError) {
    let shape = request.shape
    wholeCount = try Self.elementCount(of: shape)
    let slice = request.slice ?? shape.map { 0..<$0 }
    guard slice.count == shape.count else {
      throw InitializationError(
        .invalidSlice,
        "the slice has \(slice.count) ranges for shape \(shape); give one range for each axis")
    }
    for (axis, range) in slice.enumerated()
    where range.lowerBound < 0 || range.upperBound > shape[axis] {
      throw InitializationError(
        .invalidSlice,
        "slice \(range.lowerBound):\(range.upperBound) of axis \(axis) is not within 0:\(shape[axis]) "
          + "in shape \(shape)")
    }

    if wholeCount == 0 {
      // Nothing lies anywhere, and the other dimensions may be too large to multiply.
      (outerExtents, outerStrides, runLength, origin) = ([], [], 0, 0)
    } else {
      var runLength = 1
      var axis = shape.count
      while axis > 0 {
        axis -= 1
        runLength *= slice[axis].count
        if slice[axis].count != shape[axis] { break }
      }
      var strides = [Int](repeating: 1, count: shape.count)
      for axis in shape.indices.dropLast().reversed() {
        strides[axis] = strides[axis + 1] * shape[axis + 1]
      }
      outerExtents = slice[..<axis].map(\.count)
      outerStrides = Array(strides[..<axis])
      self.runLength = runLength
      origin = zip(slice, strides).reduce(0) { $0 + $1.0.lowerBound * $1.1 }
    }

    let count = outerExtents.reduce(runLength, *)
    let elements = request.elements ?? 0..<count
    guard elements.lowerBound >= 0, elements.upperBound <= count else {
      throw InitializationError(
        .invalidSlice,
        "elements \(elements.lowerBound):\(elements.upperBound) are not within 0:\(count), "
          + "the elements of the slice")
    }
    self.elements = elements
  }

  /// Visits the runs of a part of the output in order.
  ///
  /// - Parameters:
  ///   - part: Positions in the output, which starts at 0 with the first of ``elements``.
  ///   - body: Receives a run's positions in the whole tensor, and where it starts in the output.
  /// - Throws: What `body` throws.
  package func forEachRun<Failure: Error>(
    in part: Range<Int>, _ body: (_ whole: Range<Int>, _ offset: Int) throws(Failure) -> Void
  ) throws(Failure) {
    var offset = part.lowerBound
    while offset < part.upperBound {
      let position = elements.lowerBound + offset
      let (run, within) = position.quotientAndRemainder(dividingBy: runLength)
      var start = origin + within
      var rest = run
      for axis in outerExtents.indices.reversed() {
        let (quotient, index) = rest.quotientAndRemainder(dividingBy: outerExtents[axis])
        start += index * outerStrides[axis]
        rest = quotient
      }
      let count = min(runLength - within, part.upperBound - offset)
      try body(start..<start + count, offset)
      offset += count
    }
  }
}
