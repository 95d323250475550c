/// Parts of a tensor that lie side by side along an axis, each with an initializer of its own.
///
/// An initializer sees the shape of its part, and has a stream of its own.
struct SideBySide {
  /// A part.
  struct Part {
    /// Its range of the axis.
    let range: Range<Int>
    let initializer: any Initializer
    /// What its path has behind that of the tensor.
    let suffix: String
  }

  /// The axis, from the first.
  let axis: Int
  private(set) var parts: [Part] = []

  /// Lays parts out in order.
  init(axis: Int, _ parts: [(initializer: any Initializer, extent: Int, suffix: String)]) {
    self.axis = axis
    var start = 0
    for part in parts {
      let range = start..<start + part.extent
      self.parts.append(Part(range: range, initializer: part.initializer, suffix: part.suffix))
      start = range.upperBound
    }
  }

  /// The request for all of a part.
  private func request(_ part: Part, of whole: FillRequest) -> FillRequest {
    var request = whole
    request.shape[axis] = part.range.count
    request.path += part.suffix
    (request.slice, request.elements) = (nil, nil)
    return request
  }

  func check<S: Scalar>(_ type: S.Type, _ whole: FillRequest) throws(InitializationError) {
    if try ElementLayout(whole).wholeCount == 0 { return }
    for part in parts { try part.initializer.check(type, request(part, of: whole)) }
  }

  func law(for whole: FillRequest) throws(InitializationError) -> TensorLaw {
    var laws: [(law: TensorLaw, count: Double)] = []
    for part in parts {
      laws.append(
        (try part.initializer.law(for: request(part, of: whole)), Double(part.range.count)))
    }
    return .mixed(laws)
  }

  func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ whole: FillRequest
  ) throws(InitializationError) {
    let elements = try whole.layout(for: out.count).elements
    if elements.isEmpty { return try check(S.self, whole) }
    for part in parts { try fill(&out, part, whole, elements) }
  }

  /// Fills those of the whole's elements that belong to a part.
  private func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ part: Part, _ whole: FillRequest, _ elements: Range<Int>
  ) throws(InitializationError) {
    let slice = whole.slice ?? whole.shape.map { 0..<$0 }
    guard part.range.overlaps(slice[axis]) else { return }
    let range = part.range.clamped(to: slice[axis])
    var request = request(part, of: whole)
    var box = slice
    box[axis] =
      range.lowerBound - part.range.lowerBound..<range.upperBound - part.range.lowerBound
    request.slice = box
    // A stretch of what is not elementwise would cost as much as all of it.
    var source: [S]?
    if !part.initializer.isElementwise(on: whole.backend) {
      source = try part.initializer.tensor(
        shape: request.shape, slice: box, path: request.path, threads: request.threads,
        backend: request.backend
      ).elements
    }
    // For each index of the axes before it the part has a stretch of consecutive elements.
    let inner = slice[(axis + 1)...].reduce(1) { $0 * $1.count }
    let (row, length) = (slice[axis].count * inner, range.count * inner)
    let offset = (range.lowerBound - slice[axis].lowerBound) * inner
    for index in elements.lowerBound / row...(elements.upperBound - 1) / row {
      let stretch = index * row + offset..<index * row + offset + length
      let wanted = stretch.clamped(to: elements)
      if wanted.isEmpty { continue }
      let first = index * length + wanted.lowerBound - stretch.lowerBound
      request.elements = first..<first + wanted.count
      let start = wanted.lowerBound - elements.lowerBound
      try out.withPart(start..<start + wanted.count) { span throws(InitializationError) in
        if let source {
          for place in 0..<wanted.count { span[place] = source[first + place] }
        } else {
          try part.initializer.fill(&span, request)
        }
      }
    }
  }
}

extension SideBySide {
  /// What the parts that are asked for cost beside an operation an element.
  func extraCost(of whole: FillRequest) -> Double {
    parts.reduce(0) { sum, part in
      if let slice = whole.slice?[axis], !slice.overlaps(part.range) { return sum }
      return sum + part.initializer.costOfSource(request(part, of: whole))
    }
  }

  /// Whether a part draws from the stream of a path; see ``StreamDeriving``.
  func drawsStream(at other: String, of whole: FillRequest) -> Bool {
    let numbered = partNumber(in: other, after: whole.path).map { "/\($0)" }
    return parts.contains { part in
      guard part.suffix.isEmpty || part.suffix == numbered || part.initializer.usesStem else {
        return false
      }
      let request = request(part, of: whole)
      return part.initializer.draws(at: other, of: request.path, shape: request.shape)
    }
  }
}
