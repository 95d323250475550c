/// NumPy's way from any number of seed words to the initial state of a generator.
///
/// Entropy words are hashed and mixed into a pool of four, from which as many words as needed are
/// hashed. The outputs are fixed for ever: they are NumPy's own, checked against it.
///
/// Source: `numpy.random.SeedSequence`, after M. E. O'Neill, *Developing a seed_seq Alternative*
/// (2015).
public struct SeedSequence: Sendable, Hashable {
  private let pool: [UInt32]

  /// Mixes entropy into the pool.
  ///
  /// - Parameter entropy: The words; missing ones count as 0.
  public init(entropy: [UInt32]) {
    var constant: UInt32 = 0x43B0_D7E5
    func hash(_ value: UInt32) -> UInt32 {
      var value = value ^ constant
      constant &*= 0x931E_8875
      value &*= constant
      return value ^ value >> 16
    }
    func mix(_ x: UInt32, _ y: UInt32) -> UInt32 {
      let result = 0xCA01_F9DD &* x &- 0x4973_F715 &* y
      return result ^ result >> 16
    }
    var pool = (0..<4).map { hash($0 < entropy.count ? entropy[$0] : 0) }
    for source in 0..<4 {
      for target in 0..<4 where target != source {
        pool[target] = mix(pool[target], hash(pool[source]))
      }
    }
    for word in entropy.dropFirst(4) {
      for target in 0..<4 { pool[target] = mix(pool[target], hash(word)) }
    }
    self.pool = pool
  }

  /// Words for the state of a generator.
  ///
  /// - Parameter count: How many.
  /// - Returns: The words.
  public func words(_ count: Int) -> [UInt32] {
    var constant: UInt32 = 0x8B51_F9DD
    return (0..<count).map { index in
      var value = pool[index % 4] ^ constant
      constant &*= 0x58F3_8DED
      value &*= constant
      return value ^ value >> 16
    }
  }
}
