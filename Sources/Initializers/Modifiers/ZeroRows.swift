/// Another initializer's values, with zeros in some rows: the embedding of a padding token.
///
/// A row is all that one index of the first axis has. The other rows are what ``base`` alone gives.
///
/// Rank 1 or more, and at least as many rows as are named; what scalar types the base takes.
///
/// Source: `padding_idx` of PyTorch's `Embedding`.
public struct ZeroRows: InitializerModifier {
  /// The initializer of the other rows.
  public var base: any Initializer
  /// The indices of the zero rows.
  public let rows: [Int]

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - rows: The indices of the zero rows, 0 or more.
  ///   - base: The initializer of the other rows.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if an index is negative.
  public init(_ rows: [Int], of base: any Initializer) throws(InitializationError) {
    if let row = rows.first(where: { $0 < 0 }) {
      throw InitializationError(
        .invalidParameter, "row \(row) is not allowed; rows count from 0")
    }
    self.rows = rows
    self.base = base
  }

  /// 0 for a share of the rows, and the base's law for the others.
  public func law(for request: FillRequest) throws(InitializationError) -> TensorLaw {
    let count = try rowCount(of: request.shape)
    let zeros = Set(rows).count
    return .mixed([
      (.same(.constant(0)), Double(zeros)), (try base.law(for: request), Double(count - zeros)),
    ])
  }

  /// Checks the rows and the base.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    _ = try rowCount(of: request.shape)
    try base.check(type, request)
  }

  private func rowCount(of shape: [Int]) throws(InitializationError) -> Int {
    guard let count = shape.first else {
      throw InitializationError(.invalidShape, "zero rows need a shape of rank 1 or more")
    }
    if let row = rows.first(where: { $0 >= count }) {
      throw InitializationError(
        .invalidShape, "there is no row \(row) in shape \(shape), which has \(count)")
    }
    return count
  }

  /// Writes the values.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    let count = try rowCount(of: request.shape)
    let layout = try request.layout(for: out.count)
    if layout.elements.isEmpty { return try check(S.self, request) }
    let zero = try S(constant: 0)
    try base.fill(&out, request)
    let size = layout.wholeCount / count
    out.withRuns(of: layout) { run, whole in
      for row in rows {
        let part = (row * size..<(row + 1) * size).clamped(to: whole)
        for position in part { run[position - whole.lowerBound] = zero }
      }
    }
  }
}
