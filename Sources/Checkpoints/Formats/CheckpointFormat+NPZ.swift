import Initializers

extension CheckpointFormat {
  /// A zip archive of stored `.npy` members, with zip64 sizes where they are needed.
  ///
  /// Sizes are known in advance; checksums are patched in when the elements are.
  func npzLayout(
    of tensors: [TensorDescription], metadata: [(key: String, value: String)]
  ) throws(CheckpointError) -> CheckpointLayout {
    var layout = CheckpointLayout(needsChecksums: true)
    var members: [ZipMember] = []
    var headerChecksums: [CRC32] = []
    var end = 0
    for tensor in tensors {
      let header = npyHeader(of: tensor)
      let size = header.count + (try CheckpointLayout.byteCount(of: tensor))
      let name = Array((tensor.name + ".npy").utf8)
      guard name.count <= 65_535 else {
        throw CheckpointError(
          .unsupported, "the name of a tensor has \(name.count) bytes, more than zip's limit")
      }
      // Programs that unpack archives would write such members outside of the folder.
      let parts = tensor.name.utf8.split(
        separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      guard tensor.name.utf8.first != UInt8(ascii: "/"), !tensor.name.utf8.contains(0),
        !parts.contains(where: { String($0) == ".." })
      else {
        throw CheckpointError(
          .unsupported,
          "a tensor called \(tensor.name) cannot stand in an archive; write .safetensors")
      }
      let member = ZipMember(name: name, offset: end, size: size)
      let local = member.localHeader
      layout.fixed.append((end, local + header))
      let start = end + local.count + header.count
      end = end + local.count + size
      layout.tensors.append(start..<end)
      members.append(member)
      headerChecksums.append(CRC32(of: header))
    }
    let comment = metadata.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
    let directory = ZipDirectory(members: members, offset: end, comment: Array(comment.utf8))
    layout.fixed.append(
      (end, directory.bytes(checksums: Array(repeating: 0, count: members.count))))
    let dataSizes = layout.tensors.map(\.count)
    layout.patches = { [members, headerChecksums, end] dataChecksums in
      let checksums = members.indices.map { index in
        headerChecksums[index]
          .appending(CRC32(value: dataChecksums[index]), of: dataSizes[index]).value
      }
      return zip(members, checksums).map {
        ($0.offset + ZipMember.checksumOffset, $1.littleEndianBytes)
      }
        + [(end, directory.bytes(checksums: checksums))]
    }
    return layout
  }
}
