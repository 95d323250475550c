/// The logarithm of Mamba's state matrix: element (…, *n*) is ln(*n* + 1).
///
/// Its negative exponential is the diagonal −1, −2, …, −N of the real S4D initialization, one row a
/// channel.
///
/// Rank 1 or more, the last axis being the state's; floating-point types. Computed in `Double` and
/// rounded once.
///
/// Sources: A. Gu, T. Dao, *Mamba: Linear-Time Sequence Modeling with Selective State Spaces*
/// (2023), `A_log`; A. Gu, A. Gupta, K. Goel, C. Ré, *On the Parameterization and Initialization of
/// Diagonal State Space Models* (NeurIPS 2022), S4D-Real.
public struct MambaStateMatrix: Initializer, Hashable {
  /// Creates the initializer.
  public init() {}

  /// None: each element is a number of its own.
  public func law(for request: FillRequest) -> TensorLaw { .unknown }

  /// Checks the scalar type and the rank.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    try S.requireFloatingPoint()
    if request.shape.isEmpty {
      throw InitializationError(.invalidShape, "a state matrix needs a shape of rank 1 or more")
    }
    _ = try ElementLayout(request)
  }

  /// Writes the logarithms.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try check(S.self, request)
    let layout = try request.layout(for: out.count)
    let states = request.shape.last ?? 1
    out.withRuns(of: layout) { run, whole in
      for (index, position) in whole.enumerated() {
        let value = DeterministicMath.log(Double(position % states + 1))
        run[index] = S(rounding: S.Arithmetic(value))
      }
    }
  }
}
