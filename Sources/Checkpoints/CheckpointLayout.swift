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

  /// The size of a tensor's bytes, which must leave room for what else a file has.
  static func byteCount(of tensor: TensorDescription) throws(CheckpointError) -> Int {
    guard let count = tensor.byteCount, count < 1 << 60 else {
      throw CheckpointError(.unsupported, "tensor \(tensor.name) is too large for a file")
    }
    return count
  }
}

extension FixedWidthInteger {
  /// The bytes, least significant first.
  var littleEndianBytes: [UInt8] {
    withUnsafeBytes(of: littleEndian) { Array($0) }
  }
}
