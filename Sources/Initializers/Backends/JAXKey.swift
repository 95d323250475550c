import BitGenerators

/// A raw key of JAX's: Threefry2x32-20 with the counter of an element its position (the
/// "partitionable" form).
struct JAXKey {
  private let key: Threefry2x32.Block

  /// A key of two words.
  init(_ word0: UInt32, _ word1: UInt32) {
    key = Threefry2x32.Block(word0, word1)
  }

  /// The two words of an element.
  func words(at position: Int) -> Threefry2x32.Block {
    let counter = Threefry2x32.Block(
      UInt32(truncatingIfNeeded: position >> 32), UInt32(truncatingIfNeeded: position))
    return Threefry2x32.block(at: counter, key: key)
  }
}
