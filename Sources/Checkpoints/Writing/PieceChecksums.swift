import Synchronization

/// The checksums of pieces of tensors, collected in any order.
final class PieceChecksums: Sendable {
  private struct Piece {
    let count: Int
    let checksum: UInt32
  }

  /// The pieces of each tensor, by where they start.
  private let pieces = Mutex<[Int: [Int: Piece]]>([:])

  /// Takes in the checksum of a piece.
  func add(_ checksum: UInt32, of count: Int, toTensor tensor: Int, at offset: Int) {
    // Nothing, read in between, divides no piece.
    if count == 0 { return }
    pieces.withLock {
      $0[tensor, default: [:]][offset] = Piece(count: count, checksum: checksum)
    }
  }

  /// The checksum of a tensor's bytes; `nil` if the pieces do not cover them, each once.
  func checksum(ofTensor tensor: Int, of count: Int) -> UInt32? {
    let sorted = pieces.withLock { $0[tensor, default: [:]] }.sorted { $0.key < $1.key }
    var (whole, end) = (CRC32(), 0)
    for (offset, piece) in sorted {
      guard offset == end else { return nil }
      whole = whole.appending(CRC32(value: piece.checksum), of: piece.count)
      end += piece.count
    }
    return end == count ? whole.value : nil
  }
}
