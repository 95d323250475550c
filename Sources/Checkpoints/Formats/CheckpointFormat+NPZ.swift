import ScalarTypes
import StrictJSON

extension CheckpointFormat {
  /// NumPy's archive of arrays: a zip file of stored `.npy` members, with zip64 sizes where they
  /// are needed.
  ///
  /// Sizes are known in advance; checksums are patched in when the elements are. Facts are the
  /// archive's comment, and the record of a tensor the comment of its member, for which a directory
  /// has room for 65,535 bytes.
  public static let npz = CheckpointFormat("npz", recordLimit: 65_535, read: CheckpointReader.npz) {
    tensors, _, metadata, records throws(CheckpointError) in
    var layout = CheckpointLayout(needsChecksums: true)
    var members: [ZipMember] = []
    var headerChecksums: [CRC32] = []
    var end = 0
    let memberNames = Set(tensors.map { ByteName($0.name + ".npy") })
    for (place, tensor) in tensors.enumerated() {
      let header = npyHeader(of: tensor)
      let name = Array((tensor.name + ".npy").utf8)
      guard name.count <= 65_535 else {
        throw CheckpointError(
          .unsupported, "the name of a tensor has \(name.count) bytes, more than zip's limit")
      }
      // Programs that unpack archives would write such members outside of the folder, and NumPy
      // would take one for the other.
      guard ZipMemberEntry.isSafe(tensor.name), !memberNames.contains(ByteName(tensor.name)) else {
        throw CheckpointError(
          .unsupported,
          "a tensor called \(tensor.name) cannot be in an archive; write .safetensors")
      }
      let size = try CheckpointLayout.end(of: tensor, from: header.count)
      let member = ZipMember(
        name: name, comment: records.isEmpty ? [] : records[place], offset: end, size: size)
      let local = member.localHeader
      layout.fixed.append((end, local + header))
      let start = end + local.count + header.count
      end += local.count + size
      guard end < 1 << 61 else {
        throw CheckpointError(.unsupported, "the tensors together are too large for a file")
      }
      layout.tensors.append(start..<end)
      members.append(member)
      headerChecksums.append(CRC32(of: header))
    }
    let comment = metadata.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
    guard comment.utf8.count <= 65_535 else {
      throw CheckpointError(
        .unsupported,
        "the file's metadata is longer than zip's limit; write .safetensors")
    }
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
