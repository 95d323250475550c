/// The bias of Mamba's time steps: softplus of it is log-uniform on [minimum, maximum).
///
/// With t = max(exp(u · (ln maximum − ln minimum) + ln minimum), floor), u uniform on [0, 1): the
/// value is ln(eᵗ − 1), written t + ln(1 − e⁻ᵗ).
///
/// Any shape; floating-point types. u is drawn as by ``RandomUniform``; the rest is computed in
/// `Double` and rounded once.
///
/// Source: A. Gu, T. Dao, *Mamba: Linear-Time Sequence Modeling with Selective State Spaces*
/// (2023), `dt_proj.bias`.
public struct MambaTimeStepBias: Initializer, Hashable {
  /// The least time step before the floor.
  public let minimum: Double
  /// The bound above all time steps.
  public let maximum: Double
  /// The least time step of all.
  public let floor: Double
  /// The seed.
  public var seed: Seed?
  private let logarithms: Law

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - minimum: The least time step before the floor, from 10⁻⁶.
  ///   - maximum: The bound above all time steps, at most 100.
  ///   - floor: The least time step of all, from 10⁻⁶ to the maximum.
  ///   - seed: The seed; `nil` to draw one.
  /// - Throws: ``InitializationError/Code/invalidParameter`` for other numbers.
  public init(
    minimum: Double = 0.001, maximum: Double = 0.1, floor: Double = 1e-4, seed: Seed? = nil
  ) throws(InitializationError) {
    guard minimum >= 1e-6, minimum <= maximum, maximum <= 100, floor >= 1e-6, floor <= maximum
    else {
      throw InitializationError(
        .invalidParameter,
        "time steps from \(minimum) to \(maximum), \(floor) or more, are not allowed; give 1e-6 or more, at most 100, the minimum first"
      )
    }
    self.minimum = minimum
    self.maximum = maximum
    self.floor = floor
    self.seed = seed ?? .drawn()
    logarithms = try .uniform(
      from: DeterministicMath.log(minimum), to: DeterministicMath.log(maximum))
  }

  /// None: logarithms of time steps are uniform, not the values.
  public func law(for request: FillRequest) -> TensorLaw { .unknown }

  /// Checks the request and the law.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    // Time steps lie between 10⁻⁶ and 100, and the values between −14 and 100, which every type
    // holds.
    try request.check(S.Arithmetic.self, logarithms, seed: requiredSeed)
    try S.requireFloatingPoint()
  }

  /// Writes the biases.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try check(S.self, request)
    _ = try request.layout(for: out.count)
    let count = out.count
    let drawn = try [S.Arithmetic](initializing: count) {
      (span: inout MutableSpan<S.Arithmetic>) throws(InitializationError) in
      try request.fill(&span, with: logarithms, seed: requiredSeed)
    }
    for index in 0..<count {
      let step = max(DeterministicMath.exp(Double(drawn[index])), floor)
      let value = step + DeterministicMath.log(1 - DeterministicMath.exp(-step))
      out[index] = S(rounding: S.Arithmetic(value))
    }
  }
}
