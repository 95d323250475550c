import BitGenerators
public import Initializers

/// The seeds that Keras gives initializers without one after `keras.utils.set_random_seed`.
///
/// Keras draws them from Python's global generator, `random.randint(1, 10**9)`, one for each
/// unseeded initializer or `SeedGenerator` in the order in which they are made. Layers such as
/// `Dropout` make one, too.
public struct KerasGlobalSeeds: Sendable {
  private var generator: MersenneTwister

  /// Starts as `keras.utils.set_random_seed` does.
  ///
  /// - Parameter seed: The seed.
  public init(seed: UInt32) {
    generator = MersenneTwister(words: [seed])
  }

  /// The seed of the next unseeded initializer.
  public mutating func next() -> Seed {
    while true {
      let candidate = generator.nextWord() >> 2
      if candidate < 1_000_000_000 { return Seed(candidate + 1) }
    }
  }
}
