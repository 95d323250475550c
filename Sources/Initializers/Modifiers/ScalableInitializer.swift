/// An initializer whose values can be multiplied by a number without leaving its law.
///
/// A normal distribution times a number is a normal distribution: what ``scaled(by:)`` returns is an initializer like any other, with a
/// configuration, and rounds once. Depth-dependent schemes are such factors:
///
/// ```swift
/// let projection = try RandomNormal(standardDeviation: 0.02, seed: 1).scaled(by: 1 / (2 * 12.0).squareRoot())
/// ```
public protocol ScalableInitializer: Initializer {
  /// The initializer of the values times a factor.
  ///
  /// - Parameter factor: The factor, a positive finite number.
  /// - Returns: The initializer, with the same seed.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if the factor, or what it makes of a parameter, is not allowed.
  func scaled(by factor: Double) throws(InitializationError) -> any Initializer
}

/// Checks a factor that values are multiplied by.
func requirePositive(factor: Double) throws(InitializationError) {
  guard factor > 0, factor.isFinite else {
    throw InitializationError(
      .invalidParameter, "the factor \(factor) is not allowed; give a positive finite number")
  }
}
