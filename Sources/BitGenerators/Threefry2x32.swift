/// The counter-based block function Threefry2x32-20, which JAX draws from.
///
/// Twenty rounds turn a 64-bit counter into two 32-bit words, under a 64-bit key. The outputs are
/// fixed for ever: they are the algorithm's own, checked against the known answers of the Random123
/// library.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, *Parallel random numbers: as easy as
/// 1, 2, 3* (SC 2011).
public enum Threefry2x32 {
  /// Two 32-bit words: a key, a counter, or the words made from it.
  @frozen
  public struct Block: Sendable, Hashable {
    /// Word 0.
    public var word0: UInt32
    /// Word 1.
    public var word1: UInt32

    /// Creates a block of two words.
    @inlinable
    public init(_ word0: UInt32, _ word1: UInt32) {
      self.word0 = word0
      self.word1 = word1
    }
  }

  /// The two words of one counter under a key.
  ///
  /// - Parameters:
  ///   - counter: The counter.
  ///   - key: The key.
  /// - Returns: The block's two words.
  @inlinable
  public static func block(at counter: Block, key: Block) -> Block {
    // The parity constant keeps a key of zeros from being weak.
    let keys = (key.word0, key.word1, key.word0 ^ key.word1 ^ 0x1BD1_1BDA)
    var x = Block(counter.word0 &+ keys.0, counter.word1 &+ keys.1)
    x = fourRounds(x, 13, 15, 26, 6, adding: keys.1, keys.2 &+ 1)
    x = fourRounds(x, 17, 29, 16, 24, adding: keys.2, keys.0 &+ 2)
    x = fourRounds(x, 13, 15, 26, 6, adding: keys.0, keys.1 &+ 3)
    x = fourRounds(x, 17, 29, 16, 24, adding: keys.1, keys.2 &+ 4)
    return fourRounds(x, 13, 15, 26, 6, adding: keys.2, keys.0 &+ 5)
  }

  @inlinable
  @inline(__always)
  static func fourRounds(
    _ x: Block, _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32, adding key0: UInt32,
    _ key1: UInt32
  ) -> Block {
    var x = x
    for rotation in [a, b, c, d] {
      x.word0 &+= x.word1
      x.word1 = (x.word1 &<< rotation | x.word1 &>> (32 &- rotation)) ^ x.word0
    }
    return Block(x.word0 &+ key0, x.word1 &+ key1)
  }
}
