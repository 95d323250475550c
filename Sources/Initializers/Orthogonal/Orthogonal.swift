/// A random orthogonal matrix times a gain.
///
/// The weight is read as a matrix whose columns are the last axis, or another: (product of all
/// other dimensions, that dimension). If it has at least as many rows as columns, its columns are
/// orthonormal, otherwise its rows are, times the gain. The matrix is drawn from the uniform (Haar)
/// distribution: it is the Q of a QR decomposition, with positive diagonal R, of a matrix of
/// standard normal values.
///
/// Rank 2 or more; floating-point types. 16-bit types are computed in `Float` and rounded. A slice
/// costs as much as the whole, in time and memory.
///
/// In the native stream, element (i, j) with i ≥ j of the tall form of the matrix (rows and columns
/// exchanged if there are more columns) takes its own draw, at position i · columns + j; column j's
/// draws from the diagonal down make Householder reflector j, and Q is the reflectors' product. The
/// order of all operations depends on the shape alone. An m × n matrix takes 2mn² − ⅔n³ products
/// and sums, for n ≤ m.
///
/// Sources: A. M. Saxe, J. L. McClelland, S. Ganguli, *Exact solutions to the nonlinear dynamics of
/// learning in deep linear neural networks* (ICLR 2014); G. W. Stewart, *The efficient generation
/// of random orthogonal matrices with an application to condition estimators* (SIAM J. Numer. Anal.
/// 17, 1980). Keras 2's `Orthogonal` takes the singular vectors of such a matrix instead, with the
/// signs that LAPACK happens to give them.
public struct Orthogonal: Initializer, Hashable {
  /// The length of the orthogonal rows or columns.
  public let gain: Double
  /// The axis of the matrix's columns, 0 for PyTorch's weights; negative ones count from the end.
  public let columnAxis: Int
  /// The seed.
  public var seed: Seed?

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - gain: The length of the orthogonal rows or columns, finite.
  ///   - columnAxis: The axis of the matrix's columns; negative ones count from the end. For
  ///     weights with their outputs first, as PyTorch has them, it is 0.
  ///   - seed: The seed; `nil` to draw one.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if the gain is not finite.
  public init(
    gain: Double = 1, columnAxis: Int = -1, seed: Seed? = nil
  ) throws(InitializationError) {
    guard gain.isFinite else {
      throw InitializationError(
        .invalidParameter, "gain \(gain) is not allowed; give a finite number")
    }
    self.gain = gain
    self.columnAxis = columnAxis
    self.seed = seed ?? .drawn()
  }

  /// An orthogonal matrix with the gain times the factor.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try requirePositive(factor: factor)
    return try Orthogonal(gain: gain * factor, columnAxis: columnAxis, seed: seed)
  }

  /// None: elements depend on each other.
  public func law(for request: FillRequest) -> TensorLaw { .unknown }

  /// `false`: each element depends on all draws.
  public func isElementwise(on backend: Backend) -> Bool { false }

  /// Checks the shape, the scalar type, the gain, and with a peer its type and seed.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    _ = try columns(of: request.shape)
    try S.requireFloatingPoint()
    try S.require(gain: gain)
    _ = try ElementLayout(request)
    if request.backend == .native {
      try NativeStream.require(requiredSeed)
    } else {
      try request.checkPeerOrthogonal(seed: requiredSeed, as: S.scalarType)
    }
  }

  /// The axis of columns, from the first.
  private func columns(of shape: [Int]) throws(InitializationError) -> Int {
    guard shape.count >= 2 else {
      throw InitializationError(
        .invalidShape,
        "orthogonal needs a shape of rank 2 or more; shape \(shape) has rank \(shape.count)")
    }
    guard (-shape.count..<shape.count).contains(columnAxis) else {
      throw InitializationError(
        .invalidShape,
        "orthogonal columns lie on axis \(columnAxis), which shape \(shape) does not have")
    }
    return columnAxis < 0 ? columnAxis + shape.count : columnAxis
  }

  /// Writes the matrix.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try check(S.self, request)
    let shape = request.shape
    let axis = try columns(of: shape)
    let columns = shape[axis]
    let layout = try request.layout(for: out.count)
    if layout.elements.isEmpty { return }
    let rows = layout.wholeCount / columns
    let isDirect = request.backend == .native && layout.isWhole
    if axis != shape.count - 1 && !(axis == 0 && isDirect) {
      let others = shape.indices.filter { $0 != axis }
      try Rearrangement(
        sourceShape: others.map { shape[$0] } + [columns],
        indices: (others + [axis]).map { .same($0) }
      ).fill(&out, request, from: Orthogonal(gain: gain, seed: seed))
      return
    }
    if request.backend != .native {
      let elements = try request.peerOrthogonal(
        gain: gain, seed: requiredSeed, rows: rows, columns: columns, as: S.scalarType)
      try request.fill(&out, fromWhole: elements, layout)
      return
    }
    if layout.isWhole {
      try out.withUnsafeMutableBufferPointer { buffer throws(InitializationError) in
        try fillWhole(
          buffer, rows: rows, columns: columns, isTurned: axis != shape.count - 1, request)
      }
      return
    }
    let whole = try [S](initializing: layout.wholeCount) { span throws(InitializationError) in
      try span.withUnsafeMutableBufferPointer { buffer throws(InitializationError) in
        try fillWhole(buffer, rows: rows, columns: columns, isTurned: false, request)
      }
    }
    out.withRuns(of: layout) { run, positions in
      for (index, position) in positions.enumerated() { run[index] = whole[position] }
    }
  }

  /// Writes the matrix, or turned the transposed one.
  private func fillWhole<S: Scalar>(
    _ out: UnsafeMutableBufferPointer<S>, rows: Int, columns: Int, isTurned: Bool,
    _ request: FillRequest
  ) throws(InitializationError) {
    let stream = NativeStream(seed: try requiredSeed, path: request.path)
    let (long, short) = (max(rows, columns), min(rows, columns))
    let gain = S.Arithmetic(self.gain)
    let transposed = (rows < columns) != isTurned
    let memory = UncheckedSendable(out)
    @Sendable func store(_ values: UnsafeRawBufferPointer, at position: Int) {
      let values = Span<S.Arithmetic>(_unsafeBytes: values)
      var target = MutableSpan(
        _unsafeElements: UnsafeMutableBufferPointer(
          rebasing: memory.value[position..<position + values.count]))
      S.round(values, times: gain, into: &target)
    }
    // Only code for a known type is fast, so the two types of arithmetic are told apart here.
    if S.Arithmetic.self == Double.self {
      try HouseholderProduct<Double>(
        rows: long, columns: short, from: stream, threads: request.threads
      ).forEachRun(transposed: transposed, threads: request.threads) { position, values in
        store(UnsafeRawBufferPointer(values), at: position)
      }
    } else {
      try HouseholderProduct<Float>(
        rows: long, columns: short, from: stream, threads: request.threads
      ).forEachRun(transposed: transposed, threads: request.threads) { position, values in
        store(UnsafeRawBufferPointer(values), at: position)
      }
    }
  }
}

extension Initializer where Self == Orthogonal {
  /// A random orthogonal matrix times a gain.
  ///
  /// - Parameters:
  ///   - gain: The length of the orthogonal rows or columns, finite.
  ///   - columnAxis: The axis of the matrix's columns; 0 for PyTorch's weights.
  ///   - seed: The seed; `nil` to draw one.
  /// - Returns: The initializer.
  /// - Throws: ``InitializationError/Code/invalidParameter``; see ``Orthogonal``.
  public static func orthogonal(
    gain: Double = 1, columnAxis: Int = -1, seed: Seed? = nil
  ) throws(InitializationError) -> Orthogonal {
    try Orthogonal(gain: gain, columnAxis: columnAxis, seed: seed)
  }
}
