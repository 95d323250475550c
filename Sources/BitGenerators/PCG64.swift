/// The generator PCG64 (XSL-RR), NumPy's default.
///
/// A 128-bit linear congruential state, folded and rotated into 64 bits. The outputs are fixed for
/// ever: they are the algorithm's own, checked against NumPy's.
///
/// Source: M. E. O'Neill, *PCG: A Family of Simple Fast Space-Efficient Statistically Good
/// Algorithms for Random Number Generation* (Harvey Mudd College, 2014).
public struct PCG64: RandomNumberGenerator, Sendable, Hashable {
  private var state: UInt128
  private let increment: UInt128

  private static let multiplier: UInt128 = 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645

  /// Creates the generator that `numpy.random.default_rng` makes of seed words.
  ///
  /// - Parameter sequence: The seed sequence.
  public init(_ sequence: SeedSequence) {
    let words = sequence.words(8)
    func number(_ first: Int) -> UInt128 {
      // Pairs of words are 64-bit numbers, low word first; pairs of those are 128-bit, high first.
      let high = UInt64(words[first + 1]) << 32 | UInt64(words[first])
      let low = UInt64(words[first + 3]) << 32 | UInt64(words[first + 2])
      return UInt128(high) << 64 | UInt128(low)
    }
    increment = number(4) << 1 | 1
    state = increment
    state &+= number(0)
    step()
  }

  private mutating func step() {
    state = state &* Self.multiplier &+ increment
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    step()
    let folded = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
    let rotation = UInt64(truncatingIfNeeded: state >> 122)
    return folded &>> rotation | folded &<< (64 &- rotation)
  }
}
