/// Where everything stands in a file: the bytes between tensors, and the places of the tensors.
package struct CheckpointLayout {
  /// Bytes that do not depend on the tensors' elements, by offset.
  package var fixed: [(offset: Int, bytes: [UInt8])] = []
  /// Where each tensor's bytes are, in the order of the tensors.
  package var tensors: [Range<Int>] = []
  /// Whether the checksum of each tensor's bytes is needed for ``patches``.
  var needsChecksums = false
  /// Bytes that are known when all elements are, from their checksums.
  var patches: @Sendable ([UInt32]) -> [(offset: Int, bytes: [UInt8])] = { _ in [] }

  /// The size of the file.
  var byteCount: Int {
    max(
      fixed.map { $0.offset + $0.bytes.count }.max() ?? 0, tensors.map(\.upperBound).max() ?? 0)
  }

  /// The checksum of all bytes of a layout without gaps, from those of the tensors.
  func checksum(_ tensorChecksums: [UInt32]) -> CRC32 {
    var parts = fixed.map {
      (offset: $0.offset, checksum: CRC32(of: $0.bytes), count: $0.bytes.count)
    }
    for (range, checksum) in zip(tensors, tensorChecksums) where !range.isEmpty {
      parts.append((range.lowerBound, CRC32(value: checksum), range.count))
    }
    parts.sort { $0.offset < $1.offset }
    return parts.reduce(CRC32()) { $0.appending($1.checksum, of: $1.count) }
  }

  /// Where a tensor's bytes end that start at a place; all must leave room for what else a file
  /// has.
  static func end(of tensor: TensorDescription, from start: Int) throws(CheckpointError) -> Int {
    guard let count = tensor.byteCount, count < 1 << 60, start + count < 1 << 61 else {
      throw CheckpointError(.unsupported, "tensor \(tensor.name) is too large for a file")
    }
    return start + count
  }
}

extension FixedWidthInteger {
  /// The bytes, least significant first.
  var littleEndianBytes: [UInt8] {
    withUnsafeBytes(of: littleEndian) { Array($0) }
  }
}
