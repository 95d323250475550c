/// A convolution that preserves norms, with weights at all places of its kernel.
///
/// The kernel is that of a product: an orthogonal matrix, whose rows are the inputs, and for each
/// axis *k* − 1 factors *P* + (1 − *P*) · (a step on the axis), with a random projection *P* each.
/// Applied in a circle, the convolution keeps the norm of what it is given, times the gain.
/// ``DeltaOrthogonal`` is the same without the factors.
///
/// Rank 3 to 5, with places of equal size and at least as many outputs as inputs; floating-point
/// types. A slice costs as much as the whole.
///
/// In the native stream, with *n* outputs, the matrix is the first rows of the *n* × *n* matrix of
/// ``Orthogonal`` for the path with `/0` appended. The factors follow, axis by axis, *k* − 1 times;
/// factor *i*, from 1, projects on those columns *j* of the matrix of the path with `/i` appended
/// for which the highest bit of word *j* of field 16 is set.
///
/// The same law as TensorFlow 1's `ConvolutionOrthogonal1D`, `ConvolutionOrthogonal2D` and
/// `ConvolutionOrthogonal3D`.
///
/// Source: L. Xiao, Y. Bahri, J. Sohl-Dickstein, S. S. Schoenholz, J. Pennington, *Dynamical
/// Isometry and a Mean Field Theory of CNNs* (ICML 2018), algorithm 1.
public struct ConvolutionOrthogonal: Initializer, Hashable {
  /// What norms are multiplied by.
  public let gain: Double
  /// Where the channels are.
  public let layout: WeightLayout
  /// The seed.
  public var seed: Seed?

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - gain: What norms are multiplied by, finite.
  ///   - layout: Where the channels are.
  ///   - seed: The seed; `nil` to draw one.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if the gain is not finite.
  public init(
    gain: Double = 1, layout: WeightLayout = .keras, seed: Seed? = nil
  ) throws(InitializationError) {
    let matrix = try Orthogonal(gain: gain, seed: seed)
    self.gain = gain
    self.layout = layout
    self.seed = matrix.seed
  }

  /// The gain times the factor.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try requirePositive(factor: factor)
    return try ConvolutionOrthogonal(gain: gain * factor, layout: layout, seed: seed)
  }

  /// None: elements depend on each other.
  public func law(for request: FillRequest) -> TensorLaw { .unknown }

  /// `false`: each element depends on all draws.
  public func isElementwise(on backend: Backend) -> Bool { false }

  /// Checks the shape, the scalar type, the gain, and the matrices.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    let shape = request.shape
    let rank = shape.count
    try S.requireFloatingPoint()
    guard (3...5).contains(rank), Set(layout.placeAxes(rank).map { shape[$0] }).count == 1 else {
      throw InitializationError(
        .invalidShape,
        "an orthogonal convolution's kernel has rank 3, 4 or 5 and the same size on all spatial axes; shape \(shape) does not"
      )
    }
    let (input, output) = (layout.inputAxis(rank), layout.outputAxis(rank))
    guard shape[input] <= shape[output] else {
      throw InitializationError(
        .invalidShape,
        "an orthogonal convolution has at least as many outputs as inputs; shape \(shape) has \(shape[output]) and \(shape[input])"
      )
    }
    try S.require(gain: gain)
    if try ElementLayout(request).wholeCount == 0 { return }
    guard shape[output] <= 1 << 20 else {
      throw InitializationError(
        .invalidShape, "\(shape[output]) outputs are too many for an orthogonal convolution")
    }
    let matrix = FillRequest(
      shape: [shape[output], shape[output]], path: request.path + "/0",
      backend: request.backend)
    try Orthogonal(seed: seed).check(S.Arithmetic.self, matrix)
  }

  /// Writes the kernel.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try check(S.self, request)
    let shape = request.shape
    let rank = shape.count
    let (input, output) = (layout.inputAxis(rank), layout.outputAxis(rank))
    let elements = try request.layout(for: out.count)
    if elements.elements.isEmpty { return }
    if layout == .torch {
      // The products are made with the places first.
      let source = Array(layout.placeAxes(rank)) + [input, output]
      try Rearrangement(
        sourceShape: source.map { shape[$0] }, indices: source.map { .same($0) }
      ).fill(&out, request, from: ConvolutionOrthogonal(gain: gain, seed: seed))
      return
    }
    let gain = S.Arithmetic(gain)
    if S.Arithmetic.self == Double.self {
      try fill(&out, request, elements, ProjectionProduct<Double>.self, gain)
    } else {
      try fill(&out, request, elements, ProjectionProduct<Float>.self, gain)
    }
  }

  private func fill<S: Scalar, Element: ArithmeticScalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest, _ layout: ElementLayout,
    _ type: ProjectionProduct<Element>.Type, _ gain: S.Arithmetic
  ) throws(InitializationError) {
    let shape = request.shape
    var product = try ProjectionProduct<Element>(
      inputs: shape[shape.count - 2], outputs: shape[shape.count - 1], size: shape[0],
      axes: shape.count - 2, seed: requiredSeed, request)
    try product.multiplyAll()
    product.elements.withUnsafeBytes { bytes in
      let whole = Span<S.Arithmetic>(_unsafeBytes: bytes)
      out.withRuns(of: layout) { run, positions in
        var target = MutableSpan(_unsafeElements: run)
        S.round(whole.extracting(positions), times: gain, into: &target)
      }
    }
  }
}
