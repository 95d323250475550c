/// Another initializer's values, of which a share of each column, or row, is zero.
///
/// In a matrix of *m* rows every column has ⌈sparsity · *m*⌉ zeros: where the words of field 16 of the native stream, of the same seed and
/// path, are smallest, and of equal words the first. So a slice is a part of the whole. The other elements are what ``base`` alone gives.
///
/// Rank 2; the scalar types of the base. Each part costs the words of whole columns.
///
/// Sources: J. Martens, *Deep learning via Hessian-free optimization* (ICML 2010); `sparse_` of PyTorch (columns), `sparse` of MLX (rows).
public struct Sparse<Base: RandomInitializer>: RandomInitializer {
  /// What the share is taken of.
  public enum Axis: String, Sendable, Hashable, CaseIterable {
    /// Of each column: elements of different rows.
    case columns
    /// Of each row.
    case rows
  }

  /// The initializer of the other elements.
  public var base: Base
  /// The share of zeros.
  public let sparsity: Double
  /// What the share is taken of.
  public let axis: Axis

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - base: The initializer of the other elements.
  ///   - sparsity: The share of zeros, from 0 to 1.
  ///   - axis: What the share is taken of.
  /// - Throws: ``InitializationError/Code/invalidParameter`` for another share.
  public init(
    _ base: Base, sparsity: Double, of axis: Axis = .columns
  ) throws(InitializationError) {
    guard (0...1).contains(sparsity) else {
      throw InitializationError(
        .invalidParameter, "sparsity \(sparsity) is not allowed; give a number from 0 to 1")
    }
    self.base = base
    self.sparsity = sparsity
    self.axis = axis
  }

  /// The seed of the base, and of the zeros' places.
  public var seed: Seed {
    get { base.seed }
    set { base.seed = newValue }
  }

  /// `false`: the zeros of a column depend on each other.
  public var isElementwise: Bool { false }

  /// The scaled base, with the same zeros.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    func wrap(
      _ base: some RandomInitializer
    ) throws(InitializationError) -> any Initializer {
      try Sparse<_>(base, sparsity: sparsity, of: axis == .columns ? .columns : .rows)
    }
    let scaled: any Initializer = try base.scaled(by: factor)
    guard let random = scaled as? any RandomInitializer else { return try Scaled(self, by: factor) }
    return try wrap(random)
  }

  /// Writes the matrix.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ parameter: Parameter
  ) throws(InitializationError) {
    let shape = parameter.shape
    guard shape.count == 2 else {
      throw InitializationError(
        .invalidShape, "a sparse matrix has rank 2; shape \(shape) has rank \(shape.count)")
    }
    let layout = try parameter.layout(for: out.count)
    let zero = try S(constant: 0)
    try base.fill(&out, parameter)
    if layout.elements.isEmpty { return }
    let (lines, length) = axis == .columns ? (shape[1], shape[0]) : (shape[0], shape[1])
    let count = Int((sparsity * Double(length)).rounded(.up))
    try requireMemory(for: lines, MemoryLayout<UInt64>.stride)
    let stream = NativeStream(seed: seed, path: parameter.path)
    // The last zero of each line, as its word and its place; nothing is made of lines that are not asked for.
    var last = [UInt64?](repeating: nil, count: lines)
    func key(_ line: Int, _ place: Int) -> UInt64 {
      let position = axis == .columns ? place * shape[1] + line : line * shape[1] + place
      return UInt64(stream.word(at: position, field: 16)) << 32 | UInt64(place)
    }
    guard length <= UInt32.max else {
      throw InitializationError(.invalidShape, "shape \(shape) is too large for sparse values")
    }
    out.withRuns(of: layout) { run, whole in
      for (index, position) in whole.enumerated() where count > 0 {
        let (row, column) = position.quotientAndRemainder(dividingBy: shape[1])
        let (line, place) = axis == .columns ? (column, row) : (row, column)
        if last[line] == nil { last[line] = (0..<length).map { key(line, $0) }.sorted()[count - 1] }
        if let last = last[line], key(line, place) <= last { run[index] = zero }
      }
    }
  }
}

extension Sparse: Equatable where Base: Equatable {}

extension Sparse: Hashable where Base: Hashable {}

extension Sparse: InitializerModifier {}
