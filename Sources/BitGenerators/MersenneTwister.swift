/// The generator MT19937, which PyTorch, NumPy's legacy functions and Python's `random` draw from.
///
/// Its period is 2¹⁹⁹³⁷ − 1. The outputs are fixed for ever: they are the algorithm's own, checked
/// against those of its authors' program.
///
/// Source: M. Matsumoto, T. Nishimura, *Mersenne Twister: a 623-dimensionally equidistributed
/// uniform pseudo-random number generator* (ACM TOMACS 8, 1998), with the seeding of 2002.
public struct MersenneTwister: RandomNumberGenerator, Sendable, Hashable {
  private var state: [UInt32]
  private var index: Int

  private static let count = 624
  private static let shift = 397

  /// Creates a generator from a 32-bit seed (the authors' `init_genrand`).
  ///
  /// - Parameter seed: The seed.
  public init(seed: UInt32) {
    state = [seed]
    state.reserveCapacity(Self.count)
    for position in 1..<Self.count {
      let last = state[position - 1]
      state.append(1_812_433_253 &* (last ^ last >> 30) &+ UInt32(position))
    }
    index = Self.count
  }

  /// Creates a generator from words (the authors' `init_by_array`), as Python's `random.seed` does.
  ///
  /// - Parameter words: The words; at least one.
  public init(words: [UInt32]) {
    precondition(!words.isEmpty, "a seed of 0 words was given; give at least one")
    self.init(seed: 19_650_218)
    var i = 1
    var j = 0
    for _ in 0..<max(Self.count, words.count) {
      let last = state[i - 1]
      state[i] = (state[i] ^ (last ^ last >> 30) &* 1_664_525) &+ words[j] &+ UInt32(j)
      advance(&i)
      j = (j + 1) % words.count
    }
    for _ in 1..<Self.count {
      let last = state[i - 1]
      state[i] = (state[i] ^ (last ^ last >> 30) &* 1_566_083_941) &- UInt32(i)
      advance(&i)
    }
    state[0] = 0x8000_0000
  }

  private mutating func advance(_ i: inout Int) {
    i += 1
    if i == Self.count {
      state[0] = state[Self.count - 1]
      i = 1
    }
  }

  /// The next 32-bit word.
  public mutating func nextWord() -> UInt32 {
    if index == Self.count { twist() }
    var word = state[index]
    index += 1
    word ^= word >> 11
    word ^= word << 7 & 0x9D2C_5680
    word ^= word << 15 & 0xEFC6_0000
    return word ^ word >> 18
  }

  /// The next two words, the first above the second.
  public mutating func next() -> UInt64 {
    let high = nextWord()
    return UInt64(high) << 32 | UInt64(nextWord())
  }

  private mutating func twist() {
    for position in 0..<Self.count {
      let next = state[(position + 1) % Self.count]
      let mixed = state[position] & 0x8000_0000 | next & 0x7FFF_FFFF
      let matrix: UInt32 = next & 1 == 1 ? 0x9908_B0DF : 0
      state[position] = state[(position + Self.shift) % Self.count] ^ mixed >> 1 ^ matrix
    }
    index = 0
  }
}
