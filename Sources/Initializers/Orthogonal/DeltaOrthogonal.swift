/// A convolution that preserves norms: an orthogonal matrix in a kernel's center, and zeros
/// elsewhere.
///
/// The center of a size *k* is (*k* − 1) / 2, rounded down; there, in the matrix of inputs by
/// outputs, the inputs' rows are orthonormal times the gain. Applied in a circle, the convolution
/// keeps the norm of what it is given, times the gain.
///
/// Rank 3 to 5, with at least as many outputs as inputs; floating-point types. The matrix is that
/// of ``Orthogonal`` for a shape of inputs by outputs. The same law as JAX's `delta_orthogonal` and
/// TensorFlow 1's `ConvolutionDeltaOrthogonal`.
///
/// Source: L. Xiao, Y. Bahri, J. Sohl-Dickstein, S. S. Schoenholz, J. Pennington, *Dynamical
/// Isometry and a Mean Field Theory of CNNs* (ICML 2018).
public struct DeltaOrthogonal: Initializer, Hashable {
  /// The length of each input's row.
  public let gain: Double
  /// Where the channels are.
  public let layout: WeightLayout
  /// The seed.
  public var seed: Seed?

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - gain: The length of each input's row, finite.
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
    return try DeltaOrthogonal(gain: gain * factor, layout: layout, seed: seed)
  }

  /// 0 outside of the center, and no law in it.
  public func law(for request: FillRequest) throws(InitializationError) -> TensorLaw {
    let places = request.shape.isEmpty ? 0..<0 : layout.placeAxes(request.shape.count)
    let count = request.shape[places].reduce(1) { $0 * Double($1) }
    return .mixed([(.unknown, 1), (.same(.constant(0)), count - 1)])
  }

  /// `false`: each element of the center depends on all draws.
  public func isElementwise(on backend: Backend) -> Bool { false }

  /// Checks the shape and the matrix.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    let shape = request.shape
    let rank = shape.count
    guard (3...5).contains(rank) else {
      throw InitializationError(
        .invalidShape,
        "a delta-orthogonal kernel has rank 3, 4 or 5; shape \(shape) has rank \(rank)")
    }
    let (input, output) = (layout.inputAxis(rank), layout.outputAxis(rank))
    guard shape[input] <= shape[output] else {
      throw InitializationError(
        .invalidShape,
        "a delta-orthogonal kernel has at least as many outputs as inputs; shape \(shape) has \(shape[output]) and \(shape[input])"
      )
    }
    _ = try ElementLayout(request)
    try matrix.check(type, matrixParameter(request))
  }

  private var matrix: Orthogonal {
    get throws(InitializationError) { try Orthogonal(gain: gain, seed: seed) }
  }

  private func matrixParameter(_ request: FillRequest) -> FillRequest {
    let shape = request.shape
    var part = request
    part.shape = [shape[layout.inputAxis(shape.count)], shape[layout.outputAxis(shape.count)]]
    if shape.contains(0) { part.shape = [0, 0] }
    (part.slice, part.elements) = (nil, nil)
    return part
  }

  /// Writes the kernel.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try check(S.self, request)
    let shape = request.shape
    let (input, output) = (layout.inputAxis(shape.count), layout.outputAxis(shape.count))
    let elements = try request.layout(for: out.count)
    if elements.elements.isEmpty { return }
    let matrix: Tensor<S> = try matrix.tensor(
      shape: [shape[input], shape[output]], path: request.path, threads: request.threads,
      backend: request.backend)
    let zero = try S(constant: 0)
    let places = layout.placeAxes(shape.count)
    out.withRuns(of: elements) { run, whole in
      for (index, position) in whole.enumerated() {
        var (rest, row, column, isCenter) = (position, 0, 0, true)
        for axis in shape.indices.reversed() {
          let (quotient, coordinate) = rest.quotientAndRemainder(dividingBy: shape[axis])
          if axis == input { row = coordinate }
          if axis == output { column = coordinate }
          if places.contains(axis) { isCenter = isCenter && coordinate == (shape[axis] - 1) / 2 }
          rest = quotient
        }
        run[index] = isCenter ? matrix.elements[row * shape[output] + column] : zero
      }
    }
  }
}
