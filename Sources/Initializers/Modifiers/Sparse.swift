/// Another initializer's values, of which a share of each column, or row, is zero.
///
/// In a matrix of *m* rows every column has ⌈sparsity · *m*⌉ zeros: where the words of field 16 of
/// the native stream, of the same seed and path, are smallest, and of equal words the first. So a
/// slice is a part of the whole. The other elements are what ``base`` alone gives.
///
/// Rank 2; the scalar types of the base. Each part costs the words of whole columns.
///
/// Sources: J. Martens, *Deep learning via Hessian-free optimization* (ICML 2010); `sparse_` of
/// PyTorch (columns), `sparse` of MLX (rows).
public struct Sparse: InitializerModifier {
  /// What the share is taken of.
  public enum Axis: String, Sendable, Hashable, CaseIterable {
    /// Of each column: elements of different rows.
    case columns
    /// Of each row.
    case rows
  }

  /// The initializer of the other elements.
  public var base: any Initializer
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
    _ base: any Initializer, sparsity: Double, of axis: Axis = .columns
  ) throws(InitializationError) {
    guard base.seed != nil else {
      throw InitializationError(
        .invalidParameter, "sparse values need a random initializer; give one with a seed")
    }
    guard (0...1).contains(sparsity) else {
      throw InitializationError(
        .invalidParameter, "sparsity \(sparsity) is not allowed; give a number from 0 to 1")
    }
    self.base = base
    self.sparsity = sparsity
    self.axis = axis
  }

  /// `false`: the zeros of a column depend on each other.
  public func isElementwise(on backend: Backend) -> Bool { false }

  /// 0 for the share of zeros, and the base's law for the other elements.
  public func law(for request: FillRequest) throws(InitializationError) -> TensorLaw {
    .mixed([
      (.same(.constant(0)), sparsity), (try base.law(for: request), 1 - sparsity),
    ])
  }

  /// Checks the shape and the base.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    let shape = request.shape
    guard shape.count == 2 else {
      throw InitializationError(
        .invalidShape, "a sparse matrix has rank 2; shape \(shape) has rank \(shape.count)")
    }
    guard shape[axis == .columns ? 0 : 1] <= UInt32.max else {
      throw InitializationError(.invalidShape, "shape \(shape) is too large for sparse values")
    }
    try base.check(type, request)
  }

  /// Writes the matrix.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try check(S.self, request)
    let layout = try request.layout(for: out.count)
    if layout.elements.isEmpty { return }
    let zero = try S(constant: 0)
    try base.fill(&out, request)
    let shape = request.shape
    let length = axis == .columns ? shape[0] : shape[1]
    let count = Int((sparsity * Double(length)).rounded(.up))
    if count == 0 { return }
    let asked = request.slice?[axis == .columns ? 1 : 0] ?? 0..<shape[axis == .columns ? 1 : 0]
    let stream = NativeStream(seed: try requiredSeed, path: request.path)
    func key(_ line: Int, _ place: Int) -> UInt64 {
      let position = axis == .columns ? place * shape[1] + line : line * shape[1] + place
      return UInt64(stream.word(at: position, field: 16)) << 32 | UInt64(place)
    }
    // The last zero of each line that is asked for, as its word and its place.
    var last = try [UInt64](zeros: asked.count)
    var isKnown = try [Bool](initializing: asked.count) { span in
      for index in span.indices { span[index] = false }
    }
    try out.withRuns(of: layout) { run, whole throws(InitializationError) in
      for (index, position) in whole.enumerated() {
        let (row, column) = position.quotientAndRemainder(dividingBy: shape[1])
        let (line, place) = axis == .columns ? (column, row) : (row, column)
        let number = line - asked.lowerBound
        if !isKnown[number] {
          var keys = try [UInt64](zeros: length)
          for place in 0..<length { keys[place] = key(line, place) }
          keys.sort()
          last[number] = keys[count - 1]
          isKnown[number] = true
        }
        if key(line, place) <= last[number] { run[index] = zero }
      }
    }
  }
}
