/// An initializer that draws random values from a seed.
public protocol RandomInitializer: Initializer {
  /// The seed; one that nobody chose was drawn when the initializer was made.
  var seed: Seed { get set }
}

extension RandomInitializer {
  /// The same initializer with another seed.
  ///
  /// - Parameter seed: The seed.
  /// - Returns: A copy.
  public func seeded(_ seed: Seed) -> Self {
    var copy = self
    copy.seed = seed
    return copy
  }
}
