/// How parts share out an axis.
struct ConcatenatedParts {
  /// The axis, from the first.
  let axis: Int
  /// The ranges of the parts on the axis, in order.
  let ranges: [Range<Int>]

  /// Parts that each have a share of units.
  init(axis: Int, unit: Int, shares: [Int]) {
    self.axis = axis
    var start = 0
    ranges = shares.map { share in
      defer { start += unit * share }
      return start..<start + unit * share
    }
  }

  /// The request for all of a part.
  func request(_ index: Int, of whole: FillRequest) -> FillRequest {
    var part = whole
    part.shape[axis] = ranges[index].count
    part.path += "/\(index)"
    (part.slice, part.elements) = (nil, nil)
    return part
  }
}

/// One of the parts that lie side by side along an axis.
struct ConcatenatedPart {
  private let initializer: any Initializer
  private let axis: Int
  private let range: Range<Int>
  private let path: String

  /// A part that has a range of an axis.
  init(_ initializer: any Initializer, axis: Int, range: Range<Int>, path: String) {
    self.initializer = initializer
    self.axis = axis
    self.range = range
    self.path = path
  }

  /// Fills those of the whole's elements that belong to the part.
  func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ whole: FillRequest, _ elements: Range<Int>
  ) throws(InitializationError) {
    let slice = whole.slice ?? whole.shape.map { 0..<$0 }
    let range = range.clamped(to: slice[axis])
    if range.isEmpty { return }
    var part = whole
    part.path = path
    part.shape[axis] = self.range.count
    var partSlice = slice
    partSlice[axis] =
      range.lowerBound - self.range.lowerBound..<range.upperBound - self.range.lowerBound
    let source = try made(of: S.self, part, partSlice)
    // For each index of the axes before it the part has a stretch of consecutive elements.
    let inner = slice[(axis + 1)...].reduce(1) { $0 * $1.count }
    let (row, length) = (slice[axis].count * inner, range.count * inner)
    let offset = (range.lowerBound - slice[axis].lowerBound) * inner
    for index in elements.lowerBound / row...(elements.upperBound - 1) / row {
      let stretch = index * row + offset..<index * row + offset + length
      let wanted = stretch.clamped(to: elements)
      if wanted.isEmpty { continue }
      let first = index * length + wanted.lowerBound - stretch.lowerBound
      part.slice = partSlice
      part.elements = first..<first + wanted.count
      let start = wanted.lowerBound - elements.lowerBound
      try out.withPart(start..<start + wanted.count) { span throws(InitializationError) in
        if let source {
          for place in 0..<wanted.count { span[place] = source[first + place] }
        } else {
          try initializer.fill(&span, part)
        }
      }
    }
  }

  /// The part's slice, if a stretch of it would cost as much as all of it.
  private func made<S: Scalar>(
    of type: S.Type, _ part: FillRequest, _ slice: [Range<Int>]
  ) throws(InitializationError) -> [S]? {
    if initializer.isElementwise && part.backend == .native { return nil }
    return try initializer.tensor(
      shape: part.shape, slice: slice, path: path, threads: part.threads, backend: part.backend
    ).elements
  }
}
