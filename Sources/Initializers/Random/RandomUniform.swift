/// Uniform values from [low, high).
///
/// x = u · (high − low) + low with u uniform on [0, 1): mean (low + high) / 2, variance (high −
/// low)² / 12. `high` is never reached, except by rounding to a 16-bit type; if both bounds are
/// equal every value is `low`.
///
/// Any shape; floating-point types. The same as Keras's `RandomUniform`, and its default bounds.
public struct RandomUniform: Initializer, Hashable {
  /// The least value.
  public let low: Double
  /// The bound above all values.
  public let high: Double
  /// The seed.
  public var seed: Seed?
  package let law: Law

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - bounds: The least value, and the bound above all values.
  ///   - seed: The seed; `nil` to draw one.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if the bounds or their span are not
  ///   finite.
  public init(
    in bounds: Range<Double> = -0.05..<0.05, seed: Seed? = nil
  ) throws(InitializationError) {
    try self.init(from: bounds.lowerBound, to: bounds.upperBound, seed: seed)
  }

  /// Creates the initializer from bounds that may be in the wrong order.
  package init(from low: Double, to high: Double, seed: Seed?) throws(InitializationError) {
    law = try .uniform(from: low, to: high)
    self.low = low
    self.high = high
    self.seed = seed ?? .drawn()
  }

  /// Uniform values with bounds times the factor.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try requirePositive(factor: factor)
    return try RandomUniform(from: low * factor, to: high * factor, seed: seed)
  }

  /// The distribution, for every shape.
  public func law(for request: FillRequest) -> TensorLaw { .same(law) }
}

extension Initializer where Self == RandomUniform {
  /// Uniform values from [low, high).
  ///
  /// - Parameters:
  ///   - bounds: The least value, and the bound above all values.
  ///   - seed: The seed; `nil` to draw one.
  /// - Returns: The initializer.
  /// - Throws: ``InitializationError/Code/invalidParameter``; see ``RandomUniform``.
  public static func randomUniform(
    in bounds: Range<Double> = -0.05..<0.05, seed: Seed? = nil
  ) throws(InitializationError) -> RandomUniform {
    try RandomUniform(in: bounds, seed: seed)
  }
}
