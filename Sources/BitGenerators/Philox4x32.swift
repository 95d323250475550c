/// The counter-based generator Philox4x32-10.
///
/// Ten rounds of a keyed bijection turn a 128-bit counter into four 32-bit words, so any word of a
/// stream is computed alone, from its position. ``block(at:key:)`` is that pure function; a value
/// of this type is a generator that walks through the blocks of one stream.
///
/// The outputs are fixed for ever: they are the algorithm's own, checked against the known answers
/// of the Random123 library.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, *Parallel random numbers: as easy as
/// 1, 2, 3* (SC 2011).
@frozen
public struct Philox4x32: RandomNumberGenerator, Sendable, Hashable {
  /// Four 32-bit words: a counter or the words made from it, word 0 first.
  @frozen
  public struct Block: Sendable, Hashable {
    /// Word 0, the least significant word of a counter.
    public var word0: UInt32
    /// Word 1.
    public var word1: UInt32
    /// Word 2.
    public var word2: UInt32
    /// Word 3, the most significant word of a counter.
    public var word3: UInt32

    /// Creates a block of four words.
    @inlinable
    public init(_ word0: UInt32, _ word1: UInt32, _ word2: UInt32, _ word3: UInt32) {
      self.word0 = word0
      self.word1 = word1
      self.word2 = word2
      self.word3 = word3
    }

    /// Creates a counter from its two halves, each with its low word first.
    @inlinable
    public init(low: UInt64, high: UInt64) {
      self.init(
        UInt32(truncatingIfNeeded: low), UInt32(truncatingIfNeeded: low &>> 32),
        UInt32(truncatingIfNeeded: high), UInt32(truncatingIfNeeded: high &>> 32))
    }

    /// The word at a position from 0 to 3; positions are taken modulo 4.
    @inlinable
    public subscript(position: Int) -> UInt32 {
      switch position & 3 {
      case 0: word0
      case 1: word1
      case 2: word2
      default: word3
      }
    }
  }

  /// The key: 64 bits, low word first.
  public let key: UInt64
  /// The upper half of the counter, which names one of 2⁶⁴ streams of the key.
  public let stream: UInt64
  /// The position of the next 64-bit output in the stream; two outputs make a block.
  public private(set) var position: UInt64

  /// Creates a generator at the start of a stream.
  ///
  /// - Parameters:
  ///   - key: The key; in this project, the seed.
  ///   - stream: The upper half of the counter.
  public init(key: UInt64, stream: UInt64 = 0) {
    self.key = key
    self.stream = stream
    position = 0
  }

  /// The next 64 bits: words 0 and 1 of a block, low word first, then words 2 and 3.
  public mutating func next() -> UInt64 {
    let block = Self.block(at: Block(low: position >> 1, high: stream), key: key)
    let isUpperHalf = position & 1 == 1
    position &+= 1
    return isUpperHalf
      ? UInt64(block.word3) << 32 | UInt64(block.word2)
      : UInt64(block.word1) << 32 | UInt64(block.word0)
  }

  /// The four words of one counter under a key: ten rounds, the key raised between them.
  ///
  /// - Parameters:
  ///   - counter: The 128-bit counter, word 0 least significant.
  ///   - key: The 64-bit key, low word first.
  /// - Returns: The block's four words.
  @inlinable
  public static func block(at counter: Block, key: UInt64) -> Block {
    var x = counter
    var key0 = UInt32(truncatingIfNeeded: key)
    var key1 = UInt32(truncatingIfNeeded: key &>> 32)
    var round = 0
    while true {
      // The multipliers and, below, the key's Weyl increments are the paper's (golden ratio and
      // √3−1).
      let product0 = UInt64(x.word0) &* 0xD251_1F53
      let product1 = UInt64(x.word2) &* 0xCD9E_8D57
      x = Block(
        UInt32(truncatingIfNeeded: product1 &>> 32) ^ x.word1 ^ key0,
        UInt32(truncatingIfNeeded: product1),
        UInt32(truncatingIfNeeded: product0 &>> 32) ^ x.word3 ^ key1,
        UInt32(truncatingIfNeeded: product0))
      round &+= 1
      if round == 10 { return x }
      key0 &+= 0x9E37_79B9
      key1 &+= 0xBB67_AE85
    }
  }
}
