package import BitGenerators

/// The native stream of random words: Philox4x32-10 under a seed, one stream a path.
///
/// Word *i* of field *f* is word *i* mod 4 of the block with counter *f* · 2⁵⁶ + ⌊*i* / 4⌋, where
/// the upper half of the 128-bit counter is the stream's ``id`` and the key is the seed. *i* is the
/// row-major position of an element in the whole tensor, so an element's words depend on the seed,
/// the path and the position alone. Fields keep apart the purposes that one element needs words
/// for: field 0 is the value, and field 1 its lower bits in 64-bit types.
public struct NativeStream: Sendable, Hashable {
  /// The version that files record.
  ///
  /// The values of a version never change; what would change them becomes a new version.
  public static let version = "native-1"

  /// The most elements a tensor can have: 2⁵⁸, the positions of one field.
  public static let elementLimit = 1 << 58

  /// The key of the generator: the seed's bits.
  public let key: UInt64
  /// The upper half of the counter: 64-bit FNV-1a of the path's UTF-8 bytes, 0 for the empty path.
  public let id: UInt64

  /// Creates the stream of a path.
  ///
  /// - Parameters:
  ///   - seed: The seed.
  ///   - path: The path; its bytes are taken as they are, without Unicode normalization.
  public init(seed: Seed, path: String = "") {
    id = Self.id(of: path)
    key = Self.key(of: seed)
  }

  /// Checks that a seed is one of the stream's.
  static func require(_ seed: Seed) throws(InitializationError) {
    guard UInt64(exactly: seed.integer) != nil else {
      throw InitializationError(
        .invalidParameter,
        "the native stream does not accept the seed \(seed.integer); give one from 0 to 2⁶⁴ − 1")
    }
  }

  private init(key: UInt64) {
    self.key = key
    id = 0
  }

  /// The seed itself, or for further uses of it two words of its own stream's field for derived
  /// seeds.
  private static func key(of seed: Seed) -> UInt64 {
    if seed.counter == 0 { return seed.value }
    let stream = NativeStream(key: seed.value)
    let position = 2 * Int(seed.counter)
    return UInt64(stream.word(at: position, field: 255)) << 32
      | UInt64(stream.word(at: position + 1, field: 255))
  }

  /// The stream id of a path: 64-bit FNV-1a of its UTF-8 bytes; 0 for the empty path.
  ///
  /// - Parameter path: The path.
  /// - Returns: The id.
  ///
  /// Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, *The FNV Non-Cryptographic Hash
  /// Algorithm* (draft-eastlake-fnv).
  public static func id(of path: String) -> UInt64 {
    if path.isEmpty { return 0 }
    return path.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  /// A word of the stream.
  ///
  /// - Parameters:
  ///   - position: The row-major position of an element in the whole tensor, from 0 to 2⁵⁸ − 1.
  ///   - field: The purpose, from 0 to 255.
  /// - Returns: The word.
  public func word(at position: Int, field: UInt8 = 0) -> UInt32 {
    block(UInt64(position) >> 2, field: field)[position & 3]
  }

  /// Four words of the stream, which cost as much as one.
  ///
  /// - Parameters:
  ///   - index: The block's index, from 0 to 2⁵⁶ − 1: its words are those of the positions 4 ·
  ///     index to 4 · index + 3.
  ///   - field: The purpose, from 0 to 255.
  /// - Returns: The words.
  public func words(ofBlock index: Int, field: UInt8 = 0) -> SIMD4<UInt32> {
    let block = block(UInt64(index), field: field)
    return SIMD4(block.word0, block.word1, block.word2, block.word3)
  }

  @inline(__always)
  package func block(_ index: UInt64, field: UInt8) -> Philox4x32.Block {
    Philox4x32.block(
      at: Philox4x32.Block(low: UInt64(field) &<< 56 | index, high: id), key: key)
  }
}
