/// The kernel of a short-time Fourier transform, as a convolution of one channel.
///
/// Element (t, c, f) of a shape (T, C, F) is w(t) · cos(−2πtf / N) for the real side, w(t) ·
/// sin(−2πtf / N) for the imaginary one, with N = 2 (F − 1). w is the window divided by √Σw²
/// (density) or Σ|w| (spectrum), or 1 without a window.
///
/// Rank 3 with F ≥ 2; floating-point types. A window that is zero everywhere, as some are that have
/// two values, cannot be scaled. Keras's `STFT` gives C = 1 whatever C is asked for; here all
/// channels are alike. Angles are reduced exactly and computed in `Double`, where Keras computes
/// them in the scalar type: for long frames Keras's own values are off by more.
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

  /// Whether no sum over the window is needed, which costs as much as all times.
  public func isElementwise(on backend: Backend) -> Bool { window == nil || scaling == nil }

  /// None: each element is a number of its own.
  public func law(for request: FillRequest) -> TensorLaw { .unknown }

  /// Checks the scalar type, the shape, and the window.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    let shape = request.shape
    guard shape.count == 3, shape[2] >= 2, shape[0] <= 1 << 28 else {
      throw InitializationError(
        .invalidShape,
        "STFT needs a shape of rank 3 with at most 2²⁸ times and at least 2 frequencies; "
          + "\(shape) does not")
    }
    try S.requireFloatingPoint()
    _ = try ElementLayout(request)
    if case .values(let values) = window {
      guard values.count == shape[0] else {
        throw InitializationError(
          .invalidShape, "the window has \(values.count) values for frames of \(shape[0])")
      }
      var largest = 0.0
      for value in values {
        guard value.isFinite else {
          throw InitializationError(
            .invalidParameter, "the window has the value \(value); give finite numbers")
        }
        largest = max(largest, value.magnitude)
      }
      // Scaled values are at most 1.
      if scaling == nil { _ = try S.element(largest, "the window's value") }
    }
    // Longer windows are not zero anywhere near their middle.
    if case .named = window, shape[0] > 64 { return }
    _ = try scale(count: shape[0])
  }

  /// Writes the kernel.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try check(S.self, request)
    let shape = request.shape
    let layout = try request.layout(for: out.count)
    if layout.elements.isEmpty { return }
    let scale = try scale(count: shape[0])
    let period = 2 * (shape[2] - 1)
    var (last, factor) = (-1, 1.0)
    try out.withRuns(of: layout) { run, whole throws(InitializationError) in
      for (index, position) in whole.enumerated() {
        let (row, frequency) = position.quotientAndRemainder(dividingBy: shape[2])
        let time = row / shape[1]
        if time != last {
          factor = value(at: time, of: shape[0])
          if let scale { factor /= scale }
          last = time
        }
        // Whole turns are taken away in integers.
        let turns = -Double(time % period * frequency % period) / Double(period)
        let wave =
          side == .real
          ? DeterministicMath.cosine(turns: turns) : DeterministicMath.sine(turns: turns)
        run[index] = try S.element(wave * factor, "the value")
      }
    }
  }

  /// The window's value at a time.
  private func value(at time: Int, of count: Int) -> Double {
    switch window {
    case nil: 1
    case .named(let window): window.value(at: time, of: count, isPeriodic: isPeriodic)
    case .values(let values): values[time]
    }
  }

  /// What the window is divided by; `nil` for nothing.
  private func scale(count: Int) throws(InitializationError) -> Double? {
    guard let window, let scaling, count > 0 else { return nil }
    var sum = 0.0
    for time in 0..<count {
      let value = value(at: time, of: count)
      sum += scaling == .density ? value * value : value.magnitude
    }
    let scale = scaling == .density ? sum.squareRoot() : sum
    // What rounding leaves of windows that are zero everywhere is far smaller.
    guard scale > (isNamed ? 1e-12 : 0), scale.isFinite else {
      let name =
        if case .named(let window) = window { "the window \(window.rawValue)" } else {
          "the window"
        }
      throw InitializationError(
        .invalidParameter,
        "\(name) of \(count) values cannot be divided by its \(scaling.rawValue), \(scale); give more times, another window, or no scaling"
      )
    }
    return scale
  }

  private var isNamed: Bool {
    if case .named = window { true } else { false }
  }
}
