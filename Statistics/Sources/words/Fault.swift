import ArgumentParser

/// A mistake that an implementation of the stream could have.
enum Fault: String, CaseIterable, ExpressibleByArgument {
  /// Three of the ten rounds.
  case rounds
  /// A wrong multiplier: 2¹⁶ + 1.
  case constant
  /// The lowest bit of `Float` values, bit 8 of words, is never set: 23 bits for 24.
  case bits
  /// Words 0 and 1 of the counter are swapped: the stream is another, and as good.
  case swapped
  /// The seed's lowest bit is lost.
  case seeds
  /// The lowest 52 bits of the path's id are lost.
  case paths
  /// Of the block's index 20 bits are used, so that long tensors repeat.
  case index

  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
