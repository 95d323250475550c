/// The kernel of a short-time Fourier transform, as a convolution of one channel.
///
/// Element (t, c, f) of a shape (T, C, F) is w(t) · cos(−2πtf / N) for the real side, w(t) · sin(−2πtf / N) for the
/// imaginary one, with N = 2 (F − 1). w is the window divided by √Σw² (density) or Σ|w| (spectrum), or 1 without a
/// window.
///
/// Rank 3 with F ≥ 2; floating-point types. Keras's `STFT` gives C = 1 whatever C is asked for; here all channels are alike.
/// Angles are reduced exactly and computed in `Double`, where Keras computes them in the scalar type: for long frames Keras's own
/// values are off by more.
///
/// Source: `keras.initializers.STFT` of Keras 3.15.
public struct STFT: Initializer, Hashable {
  /// Which part of the transform.
  public enum Side: String, Sendable, Hashable, CaseIterable {
    /// Cosines.
    case real
    /// Sines.
    case imaginary = "imag"
  }

  /// What the window is divided by.
  public enum Scaling: String, Sendable, Hashable, CaseIterable {
    /// The root of the sum of squares.
    case density
    /// The sum of magnitudes.
    case spectrum
  }

  /// The window.
  public enum Window: Sendable, Hashable {
    /// One of SciPy's.
    case named(SpectralWindow)
    /// Given values, as many as the frame has.
    case values([Double])
  }

  /// Which part of the transform.
  public let side: Side
  /// The window; `nil` for none.
  public let window: Window?
  /// What the window is divided by; `nil` for nothing.
  public let scaling: Scaling?
  /// Whether a named window is periodic rather than symmetric.
  public let isPeriodic: Bool

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - side: Which part of the transform.
  ///   - window: The window; `nil` for none.
  ///   - scaling: What the window is divided by; `nil` for nothing.
  ///   - isPeriodic: Whether a named window is periodic rather than symmetric.
  public init(
    side: Side = .real, window: Window? = .named(.hann), scaling: Scaling? = .density,
    isPeriodic: Bool = false
  ) {
    self.side = side
    self.window = window
    self.scaling = scaling
    self.isPeriodic = isPeriodic
  }

  /// Writes the kernel.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ parameter: Parameter
  ) throws(InitializationError) {
    let shape = parameter.shape
    guard shape.count == 3, shape[2] >= 2, shape[0] <= 1 << 28 else {
      throw InitializationError(
        .invalidShape,
        "STFT needs a shape of rank 3 with at most 2²⁸ times and at least 2 frequencies, which "
          + "\(shape) has not")
    }
    try S.requireFloatingPoint()
    let layout = try parameter.layout(for: out.count)
    let factors = try factors(count: shape[0])
    if layout.wholeCount == 0 { return }
    let period = 2 * (shape[2] - 1)
    try out.withRuns(of: layout) { run, whole throws(InitializationError) in
      for (index, position) in whole.enumerated() {
        let (row, frequency) = position.quotientAndRemainder(dividingBy: shape[2])
        let time = row / shape[1]
        // Whole turns are taken away in integers.
        let turns = -Double(time % period * frequency % period) / Double(period)
        let wave =
          side == .real
          ? DeterministicMath.cosine(turns: turns) : DeterministicMath.sine(turns: turns)
        run[index] = try S(constant: wave * factors[time])
      }
    }
  }

  private func factors(count: Int) throws(InitializationError) -> [Double] {
    let values: [Double]
    switch window {
    case nil: return Array(repeating: 1, count: count)
    case .named(let window): values = window.values(count: count, isPeriodic: isPeriodic)
    case .values(let given): values = given
    }
    guard values.count == count else {
      throw InitializationError(
        .invalidShape, "the window has \(values.count) values for frames of \(count)")
    }
    switch scaling {
    case nil: return values
    case .density:
      let scale = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return values.map { $0 / scale }
    case .spectrum:
      let scale = values.reduce(0) { $0 + $1.magnitude }
      return values.map { $0 / scale }
    }
  }
}
