import Initializers

/// The stream's words, by the library or with a fault.
struct WordSource {
  let seed: UInt64
  let fault: Fault?

  /// The four words of a block.
  ///
  /// - Parameters:
  ///   - index: The block's index.
  ///   - seed: The seed.
  ///   - path: The parameter's path.
  /// - Returns: The words.
  func block(_ index: UInt64, seed: UInt64, path: String) -> SIMD4<UInt32> {
    guard let fault else {
      return NativeStream(seed: Seed(seed), path: path).words(ofBlock: Int(index))
    }
    return Self.faulty(
      index, key: seed, id: path.isEmpty ? 0 : NativeStream.id(of: path), fault)
  }

  /// Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011) with a fault.
  private static func faulty(
    _ index: UInt64, key: UInt64, id: UInt64, _ fault: Fault
  ) -> SIMD4<UInt32> {
    let index =
      fault == .index ? index & 0xF_FFFF : fault == .swapped ? index << 32 | index >> 32 : index
    let id = fault == .paths ? id >> 52 : id
    let key = fault == .seeds ? key & ~1 : key
    func low(_ word: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: word) }
    func high(_ word: UInt64) -> UInt32 { low(word >> 32) }
    var x = SIMD4(low(index), high(index), low(id), high(id))
    var (key0, key1) = (low(key), high(key))
    for _ in 0..<(fault == .rounds ? 3 : 10) {
      let product0 = UInt64(x[0]) * (fault == .constant ? 0x1_0001 : 0xD251_1F53)
      let product1 = UInt64(x[2]) * 0xCD9E_8D57
      x = SIMD4(
        high(product1) ^ x[1] ^ key0, low(product1), high(product0) ^ x[3] ^ key1, low(product0))
      key0 &+= 0x9E37_79B9
      key1 &+= 0xBB67_AE85
    }
    return fault == .bits ? x & ~SIMD4(repeating: 0x100) : x
  }
}
