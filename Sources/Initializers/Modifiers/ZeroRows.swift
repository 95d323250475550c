/// Another initializer's values, with zeros in some rows: the embedding of a padding token.
///
/// A row is all that one index of the first axis has. The other rows are what ``base`` alone gives.
///
/// Rank 1 or more, and at least as many rows as are named; what scalar types the base takes.
///
/// Source: `padding_idx` of PyTorch's `Embedding`.
public struct ZeroRows<Base: Initializer>: Initializer {
  /// The initializer of the other rows.
  public var base: Base
  /// The indices of the zero rows.
  public let rows: [Int]

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - rows: The indices of the zero rows, 0 or more.
  ///   - base: The initializer of the other rows.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if an index is negative.
  public init(_ rows: [Int], of base: Base) throws(InitializationError) {
    if let row = rows.first(where: { $0 < 0 }) {
      throw InitializationError(
        .invalidParameter, "row \(row) is not allowed; rows count from 0")
    }
    self.rows = rows
    self.base = base
  }

  /// As for the base.
  public var isElementwise: Bool { base.isElementwise }

  /// The same of the scaled base.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    func wrap(_ base: some Initializer) throws(InitializationError) -> any Initializer {
      try ZeroRows<_>(rows, of: base)
    }
    let scaled: any Initializer = try base.scaled(by: factor)
    return try wrap(scaled)
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

extension ZeroRows: RandomInitializer where Base: RandomInitializer {
  /// The seed of the base.
  public var seed: Seed {
    get { base.seed }
    set { base.seed = newValue }
  }
}

extension ZeroRows: Equatable where Base: Equatable {}

extension ZeroRows: Hashable where Base: Hashable {}

extension ZeroRows: InitializerModifier {}
