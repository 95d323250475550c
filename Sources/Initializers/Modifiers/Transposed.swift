/// Another initializer's values with the axes in another order.
///
/// Axis *i* of the tensor is axis *p*ᵢ of what the base makes, as with NumPy's `transpose`; without
/// a permutation the axes are reversed. The base sees its own order, its fans among it:
/// `Transposed(.glorotUniform(seed: 1))` gives PyTorch's (output, input) weight the values that
/// Keras's (input, output) kernel has, and `Transposed(base, [3, 2, 0, 1])` does it for images'
/// convolutions.
///
/// Any rank, with a permutation its own; what scalar types the base takes.
public struct Transposed: InitializerModifier {
  /// The initializer of the values in their own order.
  public var base: any Initializer
  /// For each axis, the base's axis that it is; `nil` for the reverse.
  public let permutation: [Int]?

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - base: The initializer of the values in their own order.
  ///   - permutation: For each axis, the base's axis that it is; `nil` for the reverse.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if the permutation does not have each
  ///   axis once.
  public init(_ base: any Initializer, _ permutation: [Int]? = nil) throws(InitializationError) {
    if let permutation, permutation.sorted() != Array(permutation.indices) {
      throw InitializationError(
        .invalidParameter,
        "\(permutation) is not a permutation; give each axis once, from 0, such as [1, 0]")
    }
    self.base = base
    self.permutation = permutation
  }

  /// Checks the rank, and the base with its own order of axes.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    try rearrangement(of: request.shape).check(type, request, base)
  }

  private func rearrangement(of shape: [Int]) throws(InitializationError) -> Rearrangement {
    let permutation = permutation ?? shape.indices.reversed()
    guard permutation.count == shape.count else {
      throw InitializationError(
        .invalidShape,
        "the permutation \(permutation) has \(permutation.count) axes, shape \(shape) has \(shape.count)"
      )
    }
    var inverse = permutation
    for (axis, source) in permutation.enumerated() { inverse[source] = axis }
    return Rearrangement(
      sourceShape: inverse.map { shape[$0] }, indices: inverse.map { .same($0) })
  }

  /// The shape of what the base makes.
  public func baseShape(of shape: [Int]) -> [Int] {
    (try? rearrangement(of: shape))?.sourceShape ?? shape
  }

  /// Writes the values.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try rearrangement(of: request.shape).fill(&out, request, from: base)
  }
}
