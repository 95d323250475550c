/// A tensor of its own for each index of the leading axes: experts, heads, matrices in batches.
///
/// The base sees the other axes only, so its fans are those of one tensor, and
/// `Stacked(Orthogonal())` makes every matrix orthogonal. The tensor at the flat index *i* of the
/// leading axes has the stream of the path with `/i` appended.
///
/// As many axes as are stacked, and what the base takes.
public struct Stacked: InitializerModifier {
  /// The initializer of each tensor.
  public var base: any Initializer
  /// The number of leading axes.
  public let axes: Int

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - base: The initializer of each tensor.
  ///   - axes: The number of leading axes, 0 or more.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if the number is negative.
  public init(_ base: any Initializer, axes: Int = 1) throws(InitializationError) {
    guard axes >= 0 else {
      throw InitializationError(.invalidParameter, "axes \(axes) is not allowed; give 0 or more")
    }
    self.base = base
    self.axes = axes
  }

  /// Checks the rank, and the base with one of the tensors.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    try requireAxes(of: request.shape)
    if try ElementLayout(request).wholeCount == 0 { return }
    var part = request
    part.shape = baseShape(of: request.shape)
    part.path += "/0"
    (part.slice, part.elements) = (nil, nil)
    try base.check(type, part)
  }

  private func requireAxes(of shape: [Int]) throws(InitializationError) {
    guard shape.count >= axes else {
      throw InitializationError(
        .invalidShape, "\(axes) axes cannot be stacked; shape \(shape) has \(shape.count)")
    }
  }

  /// The shape of what the base makes.
  public func baseShape(of shape: [Int]) -> [Int] { Array(shape.dropFirst(axes)) }

  /// Writes one tensor after the other.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    let shape = request.shape
    try requireAxes(of: shape)
    let elements = try request.layout(for: out.count).elements
    if elements.isEmpty { return try check(S.self, request) }
    let slice = request.slice ?? shape.map { 0..<$0 }
    let size = slice[axes...].reduce(1) { $0 * $1.count }
    var position = elements.lowerBound
    while position < elements.upperBound {
      let (place, first) = position.quotientAndRemainder(dividingBy: size)
      let count = min(size - first, elements.upperBound - position)
      var rest = place
      var (index, stride) = (0, 1)
      for axis in (0..<axes).reversed() {
        let (quotient, offset) = rest.quotientAndRemainder(dividingBy: slice[axis].count)
        index += (slice[axis].lowerBound + offset) * stride
        (rest, stride) = (quotient, stride * shape[axis])
      }
      var part = request
      part.shape = Array(shape[axes...])
      part.slice = Array(slice[axes...])
      part.path += "/\(index)"
      part.elements = first..<first + count
      let start = position - elements.lowerBound
      try out.withPart(start..<start + count) { span throws(InitializationError) in
        try base.fill(&span, part)
      }
      position += count
    }
  }
}
