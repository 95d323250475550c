/// The identity matrix times a gain.
///
/// Rank 2 only; any scalar type that holds the gain. A matrix that is not square is made in one of
/// two ways; see ``NonSquare-swift.enum``. A dimension of 0 gives an empty matrix.
///
/// The same as `Identity` of Keras 2 (tiled) or Keras 3 (padded), PyTorch's `eye_` (padded), and,
/// with its rows moved down in a circle by a shift, WeightInitializers.jl's `identity_init` of rank
/// 2.
public struct Identity: Initializer, Hashable {
  /// How a matrix that is not square is made.
  public enum NonSquare: String, Sendable, Hashable, CaseIterable {
    /// Identity matrices side by side; the long side must be a multiple of the short one. Made for
    /// the fused kernels of recurrent layers, where each gate gets an identity of its own.
    case tiled
    /// One identity matrix, and zeros.
    case padded
  }

  /// The number on the diagonal.
  public let gain: Double
  /// How a matrix that is not square is made.
  public let nonSquare: NonSquare
  /// How many rows the matrix is moved down, in a circle.
  public let shift: Int

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - gain: The number on the diagonal, finite.
  ///   - nonSquare: How a matrix that is not square is made.
  ///   - shift: How many rows the matrix is moved down, in a circle; negative numbers move it up.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if the gain is not finite.
  public init(
    gain: Double = 1, nonSquare: NonSquare = .tiled, shift: Int = 0
  ) throws(InitializationError) {
    guard gain.isFinite else {
      throw InitializationError(
        .invalidParameter, "gain \(gain) is not allowed; give a finite number")
    }
    self.gain = gain
    self.nonSquare = nonSquare
    self.shift = shift
  }

  /// The identity matrix with the gain times the factor.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try requirePositive(factor: factor)
    return try Identity(gain: gain * factor, nonSquare: nonSquare, shift: shift)
  }

  /// None: each element is a number of its own.
  public func law(for request: FillRequest) -> TensorLaw { .unknown }

  /// Checks the shape and the gain.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    let shape = request.shape
    guard shape.count == 2 else {
      throw InitializationError(
        .invalidShape,
        "identity needs a matrix, a shape of rank 2; shape \(shape) has rank \(shape.count)")
    }
    _ = try ElementLayout(request)
    let (long, short) = (max(shape[0], shape[1]), min(shape[0], shape[1]))
    if isTiled(request), short > 0, long % short != 0 {
      throw InitializationError(
        .invalidShape,
        "tiled identity needs a long side that is a multiple of the short side; \(shape) does "
          + "not; use padded identity, Keras 3's, or another shape")
    }
    _ = try diagonal() as S
  }

  private func isTiled(_ request: FillRequest) -> Bool {
    (request.backend.nonSquareIdentity ?? nonSquare) == .tiled
  }

  private func diagonal<S: Scalar>() throws(InitializationError) -> S {
    try S.element(gain, "gain")
  }

  /// Writes the matrix.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try check(S.self, request)
    let shape = request.shape
    let layout = try request.layout(for: out.count)
    let diagonal: S = try diagonal()
    try request.fill(&out, with: .constant(0))
    let (long, short) = (max(shape[0], shape[1]), min(shape[0], shape[1]))
    let (columns, period) = (shape[1], isTiled(request) ? short : long)
    let rows = max(1, shape[0])
    let rest = shift % rows
    let shift = rest < 0 ? rest + rows : rest
    out.withRuns(of: layout) { run, whole in
      // Walks the rows that a run touches, so that a wide matrix costs no test of each element.
      var start = whole.lowerBound
      while start < whole.upperBound {
        let row = start / columns
        let end = min(whole.upperBound, (row + 1) * columns)
        let first = start - row * columns
        let unmoved = row >= shift ? row - shift : row - shift + rows
        var column = first + (((unmoved - first) % period) + period) % period
        while column < end - row * columns {
          run[row * columns + column - whole.lowerBound] = diagonal
          column += period
        }
        start = end
      }
    }
  }
}

extension Initializer where Self == Identity {
  /// The identity matrix times a gain.
  ///
  /// - Parameters:
  ///   - gain: The number on the diagonal, finite.
  ///   - nonSquare: How a matrix that is not square is made.
  /// - Returns: The initializer.
  /// - Throws: ``InitializationError/Code/invalidParameter``; see ``Identity``.
  public static func identity(
    gain: Double = 1, nonSquare: Identity.NonSquare = .tiled
  ) throws(InitializationError) -> Identity {
    try Identity(gain: gain, nonSquare: nonSquare)
  }
}
