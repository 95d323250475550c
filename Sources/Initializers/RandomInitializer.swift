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

  /// A new initializer of the same configuration, as Keras's `clone` makes it.
  ///
  /// A plain copy gives the same values. A clone of an initializer whose seed nobody chose draws a seed of its own; one with a
  /// Keras `SeedGenerator` starts it again.
  ///
  /// - Returns: The clone.
  public func cloned() -> Self {
    var fresh = seed.isChosen ? Seed(seed.integer) : .drawn()
    fresh.generatorName = seed.generatorName
    return seeded(fresh)
  }
}
