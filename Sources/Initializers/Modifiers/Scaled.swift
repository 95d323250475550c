/// Another initializer's values times a factor.
///
/// This is what ``Initializer/scaled(by:)`` gives where no simpler initializer has those values.
/// With the native stream the product is computed from the base's values in the arithmetic type and
/// rounded once; a peer's values are rounded before and after.
///
/// Shapes as for the base; floating-point types. A product that is too large for the type is an
/// error, found when the elements are made.
public struct Scaled: InitializerModifier {
  /// The initializer of the values before they are multiplied.
  public var base: any Initializer
  /// The factor.
  public let factor: Double

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - base: The initializer of the values before they are multiplied.
  ///   - factor: The factor, a positive finite number.
  /// - Throws: ``InitializationError/Code/invalidParameter`` for another factor.
  public init(_ base: any Initializer, by factor: Double) throws(InitializationError) {
    try requirePositive(factor: factor)
    self.base = base
    self.factor = factor
  }

  /// The base with both factors.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try requirePositive(factor: factor)
    return try Scaled(base, by: self.factor * factor)
  }

  /// The base's law times the factor.
  public func law(for request: FillRequest) throws(InitializationError) -> TensorLaw {
    try base.law(for: request).scaled(by: factor)
  }

  /// Checks the factor, and the base in the type that its values are multiplied in.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    _ = try arithmeticFactor(of: type)
    // Where the products are an initializer of their own, that knows how large they become.
    let products = try base.scaled(by: factor)
    if !(products is Scaled) { try products.check(type, request) }
    if request.backend == .native {
      try base.check(S.Arithmetic.self, request)
    } else {
      try base.check(type, request)
    }
  }

  private func arithmeticFactor<S: Scalar>(
    of type: S.Type
  ) throws(InitializationError) -> S.Arithmetic {
    try S.requireFloatingPoint()
    let factor = S.Arithmetic(factor)
    guard factor.isFinite, factor > 0 else {
      throw InitializationError(
        .invalidParameter,
        "the factor \(self.factor) is out of the range of \(S.scalarType.rawValue); use float64")
    }
    return factor
  }

  /// Writes the products.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    let factor = try arithmeticFactor(of: S.self)
    let elements = try request.layout(for: out.count).elements
    if elements.isEmpty { return try check(S.self, request) }
    // Pieces bound the memory; what is not elementwise would be made again for each.
    let size = base.isElementwise(on: request.backend) ? 1 << 20 : max(1, out.count)
    for start in stride(from: 0, to: out.count, by: size) {
      let end = min(start + size, out.count)
      var piece = request
      piece.elements = elements.lowerBound + start..<elements.lowerBound + end
      let values = try values(of: S.self, piece, count: end - start)
      try out.withPart(start..<end) { part throws(InitializationError) in
        S.round(values.span, times: factor, into: &part)
        try require(part.span, values)
      }
    }
  }

  /// Checks that products are finite where the values are.
  private func require<S: Scalar>(
    _ products: Span<S>, _ values: [S.Arithmetic]
  ) throws(InitializationError) {
    if S.firstNonfinite(in: products) == nil { return }
    for index in products.indices
    where values[index].isFinite && !products[index].nearestDouble.isFinite {
      let value = Double(values[index])
      throw S.tooLarge(
        "the value \(value) times the factor \(self.factor) is", value.magnitude * self.factor)
    }
  }

  /// The base's values in the arithmetic type.
  private func values<S: Scalar>(
    of type: S.Type, _ piece: FillRequest, count: Int
  ) throws(InitializationError) -> [S.Arithmetic] {
    if piece.backend == .native {
      return try [S.Arithmetic](initializing: count) { span throws(InitializationError) in
        try base.fill(&span, piece)
      }
    }
    let peer = try [S](initializing: count) { span throws(InitializationError) in
      try base.fill(&span, piece)
    }
    return peer.map { S.Arithmetic($0.nearestDouble) }
  }
}
