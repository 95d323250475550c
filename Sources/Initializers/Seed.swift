/// The seed of an initializer: an integer, and whether somebody chose it.
///
/// ```swift
/// let chosen = VarianceScaling.glorotUniform(seed: 42)   // the same values in every process
/// let drawn = VarianceScaling.glorotUniform()            // drawn from the system once, readable as drawn.seed
/// ```
///
/// A seed that nobody chose is drawn when the initializer is made and kept, so any result can be
/// made again. Configurations write such a seed as `null`.
public struct Seed: Sendable, Hashable {
  /// The integer.
  ///
  /// The native stream takes 0 to 2⁶⁴ − 1; what else a peer takes depends on the peer.
  public let integer: Int128
  /// How often the seed has been used before, as Keras's `SeedGenerator` counts.
  public let counter: UInt32
  /// Whether the seed was given, rather than drawn because none was.
  public let isChosen: Bool
  /// The name of the Keras `SeedGenerator` that the seed came in, empty if it has none; `nil` for a
  /// plain seed.
  ///
  /// It changes no value. Where Keras would draw twice from one generator, the second draw has
  /// ``counter`` 1.
  public var generatorName: String?

  /// Creates a chosen seed.
  ///
  /// - Parameters:
  ///   - integer: The integer; 0 is a seed like every other. One beyond 128 bits loses its upper
  ///     bits.
  ///   - counter: How often the seed has been used before.
  public init(_ integer: some BinaryInteger, counter: UInt32 = 0) {
    self.init(Int128(truncatingIfNeeded: integer), counter: counter, isChosen: true)
  }

  /// The seed of a later use of the same generator; a plain seed is the same for each use.
  ///
  /// - Parameter uses: How many uses later.
  /// - Returns: The seed.
  public func advanced(by uses: UInt32) -> Seed {
    if generatorName == nil { return self }
    var seed = Seed(integer, counter: counter &+ uses, isChosen: isChosen)
    seed.generatorName = generatorName
    return seed
  }

  private init(_ integer: Int128, counter: UInt32, isChosen: Bool) {
    self.integer = integer
    self.counter = counter
    self.isChosen = isChosen
  }

  /// The lower 64 bits of the integer; in the native stream, the generator's key.
  public var value: UInt64 { UInt64(truncatingIfNeeded: integer) }

  /// A fresh seed of 64 bits from the system's generator, not chosen by anybody.
  public static func drawn() -> Seed {
    var generator = SystemRandomNumberGenerator()
    return Seed(Int128(generator.next() as UInt64), counter: 0, isChosen: false)
  }
}
