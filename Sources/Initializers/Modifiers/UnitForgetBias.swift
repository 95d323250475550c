/// The bias of an LSTM's four gates, with ones, or another number, for the forget gate.
///
/// For a shape (4u) the quarters are, in Keras's order: input gate, forget gate, cell, output gate. The
/// forget gate's is the number; the first, and the last two together, are made by another initializer as
/// biases of their own, of shapes (u) and (2u). If they draw random values under a path, the native stream
/// takes the last two from the path with `/1` appended, so that no two gates start alike; with a peer they
/// start alike, as they do there.
///
/// Rank 1 with a multiple of four elements.
///
/// Sources: R. Jozefowicz, W. Zaremba, I. Sutskever, *An Empirical Exploration of Recurrent Network
/// Architectures* (ICML 2015); `unit_forget_bias` of Keras; MXNet's `LSTMBias`, whose other gates are zeros.
public struct UnitForgetBias<Base: Initializer>: Initializer {
  /// The initializer of the other gates.
  public var base: Base
  /// The forget gate's number.
  public let value: Double

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - base: The initializer of the other gates.
  ///   - value: The forget gate's number.
  public init(_ base: Base, value: Double = 1) {
    self.base = base
    self.value = value
  }

  /// `false`: a part is cut from the whole bias.
  public var isElementwise: Bool { false }

  /// The initializer at its second use: a Keras `SeedGenerator` has gone on by then.
  private var laterUse: any Initializer {
    guard let random = base as? any RandomInitializer else { return base }
    return random.seeded(random.seed.advanced(by: 1))
  }

  /// Checks the shape, the number, and the other gates.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    let shape = request.shape
    guard shape.count == 1, shape[0] >= 0, shape[0] % 4 == 0 else {
      throw InitializationError(
        .invalidShape,
        "an LSTM's bias has rank 1 and a multiple of 4 elements, which shape \(shape) has not")
    }
    _ = try ElementLayout(request)
    var part = request
    (part.slice, part.elements) = (nil, nil)
    part.shape = [shape[0] / 4]
    try Constant(value).check(type, part)
    try base.check(type, part)
    part.shape = [shape[0] / 4 * 2]
    part.path = laterPath(request)
    try laterUse.check(type, part)
  }

  /// The path of the last two gates.
  private func laterPath(_ request: FillRequest) -> String {
    let path = request.path
    return path.isEmpty || request.backend != .native ? path : path + "/1"
  }

  /// Writes the bias.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try check(S.self, request)
    let layout = try request.layout(for: out.count)
    if layout.elements.isEmpty { return }
    let units = request.shape[0] / 4
    let bias = try [S](initializing: 4 * units) { span throws(InitializationError) in
      try span.withPart(0..<units) { gate throws(InitializationError) in
        try base.fill(
          &gate, shape: [units], path: request.path, threads: request.threads,
          backend: request.backend)
      }
      try span.withPart(units..<2 * units) { gate throws(InitializationError) in
        try Constant(value).fill(&gate, shape: [units])
      }
      try span.withPart(2 * units..<4 * units) { gates throws(InitializationError) in
        try laterUse.fill(
          &gates, shape: [2 * units], path: laterPath(request), threads: request.threads,
          backend: request.backend)
      }
    }
    out.withRuns(of: layout) { run, whole in
      for (index, position) in whole.enumerated() { run[index] = bias[position] }
    }
  }
}

extension UnitForgetBias: RandomInitializer where Base: RandomInitializer {
  /// The seed of the other gates.
  public var seed: Seed {
    get { base.seed }
    set { base.seed = newValue }
  }
}

extension UnitForgetBias: Equatable where Base: Equatable {}

extension UnitForgetBias: Hashable where Base: Hashable {}
