/// The square roots of another initializer's values: batch renormalization keeps a standard
/// deviation, and is given a variance.
///
/// With the native stream a root is computed from the base's value in the arithmetic type, and
/// rounded once to the scalar type; a peer's values are rounded before, too. Integers hold roots
/// that are integers. A negative value is an error, found when the elements are made.
///
/// Source: `moving_stddev_initializer` in `BatchNormalization` of Keras 3.
public struct SquareRoot: InitializerModifier {
  /// The initializer whose values the roots are of.
  public var base: any Initializer

  /// Creates the initializer.
  ///
  /// - Parameter base: The initializer whose values the roots are of.
  public init(of base: any Initializer) {
    self.base = base
  }

  /// Scaled values.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try Scaled(self, by: factor)
  }

  /// The roots of constants; no law says what other roots are.
  public func law(for request: FillRequest) throws(InitializationError) -> TensorLaw {
    guard case .constant(let value) = try base.law(for: request).common?.kind else {
      return .unknown
    }
    return .same(.constant(value.squareRoot()))
  }

  /// Checks the base, and that no value of its law is negative.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    for part in try base.law(for: request).parts {
      if case .constant(let value) = part.law?.kind { try require(value) }
      if case .uniform(let low, _) = part.law?.kind { try require(low) }
    }
    if isComputed(type, request) {
      try base.check(S.Arithmetic.self, request)
    } else {
      try base.check(type, request)
    }
  }

  /// Whether roots are taken of values that are not rounded to the scalar type.
  private func isComputed<S: Scalar>(_ type: S.Type, _ request: FillRequest) -> Bool {
    S.scalarType.isFloatingPoint && request.backend == .native
  }

  /// Writes the roots.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    if isComputed(S.self, request) {
      let elements = try ElementLayout(request).elements
      guard elements.count == out.count else {
        throw InitializationError(
          .invalidShape, "the memory has \(out.count) elements, not \(elements.count)")
      }
      // Pieces bound the memory; what is not elementwise would be made again for each.
      let size = base.isElementwise(on: request.backend) ? 1 << 20 : max(1, out.count)
      for start in stride(from: 0, to: out.count, by: size) {
        var piece = request
        let end = min(start + size, out.count)
        piece.elements = elements.lowerBound + start..<elements.lowerBound + end
        let values = try [S.Arithmetic](initializing: end - start) {
          span throws(InitializationError) in try base.fill(&span, piece)
        }
        for (index, value) in values.enumerated() {
          try require(Double(value))
          out[start + index] = S(rounding: value.squareRoot())
        }
      }
      if elements.isEmpty { try check(S.self, request) }
      return
    }
    try base.fill(&out, request)
    for index in out.indices {
      let value = out[index].nearestDouble
      try require(value)
      out[index] = try S(constant: value.squareRoot())
    }
  }

  private func require(_ value: Double) throws(InitializationError) {
    if value < 0 {
      throw InitializationError(
        .invalidParameter,
        "the value \(value) has no square root; give an initializer whose values are 0 or more")
    }
  }
}
