/// The seed of an initializer: 64 bits, and whether somebody chose them.
///
/// ```swift
/// let chosen = GlorotUniform(seed: 42)   // the same values in every process
/// let drawn = GlorotUniform()            // drawn from the system once, readable as drawn.seed
/// ```
///
/// A seed that nobody chose is drawn when the initializer is made and kept, so any result can be made
/// again. Configurations write such a seed as `null`.
public struct Seed: Sendable, Hashable {
  /// The 64 bits; in the native stream, the generator's key.
  public let value: UInt64
  /// Whether the seed was given, rather than drawn because none was.
  public let isChosen: Bool

  /// Creates a chosen seed.
  ///
  /// - Parameter value: Any 64-bit value; 0 is a seed like every other.
  public init(_ value: UInt64) {
    self.value = value
    isChosen = true
  }

  private init(drawn value: UInt64) {
    self.value = value
    isChosen = false
  }

  /// A fresh seed from the system's generator, not chosen by anybody.
  public static func drawn() -> Seed {
    var generator = SystemRandomNumberGenerator()
    return Seed(drawn: generator.next())
  }
}
