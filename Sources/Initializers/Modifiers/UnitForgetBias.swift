/// The bias of an LSTM's four gates, with ones, or another number, for the forget gate.
///
/// For a shape (4u) the quarters are, in Keras's order: input gate, forget gate, cell, output gate.
/// The forget gate's is the number; the first, and the last two together, are made by another
/// initializer as biases of their own, of shapes (u) and (2u). If they draw random values under a
/// path, the native stream takes the last two from the path with `/1` appended, so that no two
/// gates start alike; with a peer they start alike, as they do there.
///
/// Rank 1 with a multiple of four elements.
///
/// Sources: R. Jozefowicz, W. Zaremba, I. Sutskever, *An Empirical Exploration of Recurrent Network
/// Architectures* (ICML 2015); `unit_forget_bias` of Keras; MXNet's `LSTMBias`, whose other gates
/// are zeros.
public struct UnitForgetBias: InitializerModifier {
  /// The initializer of the other gates.
  public var base: any Initializer
  /// The forget gate's number.
  public let value: Double

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - base: The initializer of the other gates.
  ///   - value: The forget gate's number.
  public init(_ base: any Initializer, value: Double = 1) {
    self.base = base
    self.value = value
  }

  /// Scaled values, the forget gate's among them.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try Scaled(self, by: factor)
  }

  /// The number for a quarter, and the laws of the other gates.
  public func law(for request: FillRequest) throws(InitializationError) -> TensorLaw {
    try gates(of: request).law(for: request)
  }

  /// Checks the shape, the number, and the other gates.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    try gates(of: request).check(type, request)
  }

  /// Writes the bias.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try gates(of: request).fill(&out, request)
  }

  func gates(of request: FillRequest) throws(InitializationError) -> SideBySide {
    let shape = request.shape
    guard shape.count == 1, shape[0] >= 0, shape[0] % 4 == 0 else {
      throw InitializationError(
        .invalidShape,
        "an LSTM's bias has rank 1 and a multiple of 4 elements; shape \(shape) does not")
    }
    // At its second use a Keras `SeedGenerator` has gone on.
    let later = base.seed.map { base.seeded($0.advanced(by: 1)) } ?? base
    let units = shape[0] / 4
    let isShared = request.path.isEmpty || request.backend != .native
    return SideBySide(
      axis: 0,
      [
        (base, units, ""), (Constant(value), units, ""),
        (later, 2 * units, isShared ? "" : "/1"),
      ])
  }
}
