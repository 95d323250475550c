import Synchronization

/// The checksums of pieces of tensors, collected in any order.
final class PieceChecksums: Sendable {
  private struct Piece {
    let offset: Int
    let count: Int
    let checksum: UInt32
  }

  private let pieces = Mutex<[Int: [Piece]]>([:])

  /// Takes in the checksum of a piece.
  func add(_ checksum: UInt32, of count: Int, toTensor tensor: Int, at offset: Int) {
    pieces.withLock {
      $0[tensor, default: []].append(Piece(offset: offset, count: count, checksum: checksum))
    }
  }

  /// The checksum of a tensor, all of whose pieces have been taken in.
  func checksum(ofTensor tensor: Int) -> UInt32 {
    let sorted = pieces.withLock { $0[tensor, default: []] }.sorted { $0.offset < $1.offset }
    return sorted.reduce(CRC32()) { whole, piece in
      whole.appending(CRC32(value: piece.checksum), of: piece.count)
    }.value
  }
}
