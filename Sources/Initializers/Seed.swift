/// The seed of an initializer: an integer, and whether somebody chose it.
///
/// ```swift
/// let chosen = GlorotUniform(seed: 42)   // the same values in every process
/// let drawn = GlorotUniform()            // drawn from the system once, readable as drawn.seed
/// ```
///
/// A seed that nobody chose is drawn when the initializer is made and kept, so any result can be made
/// again. Configurations write such a seed as `null`.
public struct Seed: Sendable, Hashable {
  /// The integer.
  ///
  /// The native stream takes 0 to 2⁶⁴ − 1; what else a peer takes depends on the peer.
  public let integer: Int128
  /// How often the seed has been used before, as Keras's `SeedGenerator` counts.
  public let counter: UInt32
  /// Whether the seed was given, rather than drawn because none was.
  public let isChosen: Bool

  /// Creates a chosen seed.
  ///
  /// - Parameters:
  ///   - integer: The integer; 0 is a seed like every other. One beyond 128 bits loses its upper bits.
  ///   - counter: How often the seed has been used before.
  public init(_ integer: some BinaryInteger, counter: UInt32 = 0) {
    self.integer = Int128(truncatingIfNeeded: integer)
    self.counter = counter
    isChosen = true
  }

  private init(drawn value: UInt64) {
    integer = Int128(value)
    counter = 0
    isChosen = false
  }

  /// The lower 64 bits of the integer; in the native stream, the generator's key.
  public var value: UInt64 { UInt64(truncatingIfNeeded: integer) }

  /// A fresh seed of 64 bits from the system's generator, not chosen by anybody.
  public static func drawn() -> Seed {
    var generator = SystemRandomNumberGenerator()
    return Seed(drawn: generator.next())
  }
}
