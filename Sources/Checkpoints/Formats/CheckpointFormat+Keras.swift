import ScalarTypes

extension CheckpointFormat {
  /// The name of the weights in a `.keras` archive.
  package static let archivedWeights = "model.weights.h5"

  /// The name of the model's description in a `.keras` archive.
  package static let archivedConfiguration = "config.json"

  /// A whole model of Keras 3: a zip archive of stored members, one of which is the weights file;
  /// with the trait `HDF5`.
  public static let keras = CheckpointFormat("keras", isKeras: true) {
    tensors, structure, metadata, _ throws(CheckpointError) in
    guard structure.members.contains(where: { $0.name == archivedConfiguration }) else {
      throw CheckpointError(
        .unsupported,
        "a .keras file contains the description of a Keras 3 model, from model.to_json(), which is missing here; "
          + "use .weights.h5 or .safetensors")
    }
    let weights = try weightsLayout("keras", tensors, structure.groups, metadata)
    var layout = CheckpointLayout(needsChecksums: true)
    var members: [ZipMember] = []
    var end = 0
    func add(_ name: String, size: Int) -> Int {
      let member = ZipMember(name: Array(name.utf8), offset: end, size: size)
      layout.fixed.append((end, member.localHeader))
      members.append(member)
      let start = end + member.localHeader.count
      end = start + size
      return start
    }
    // Assets follow the weights, as Keras has it.
    let isAsset = { (member: ArchiveMember) in member.name.hasPrefix("assets/") }
    let files = structure.members.filter { !isAsset($0) }
    let assets = structure.members.filter(isAsset)
    for file in files { layout.fixed.append((add(file.name, size: file.bytes.count), file.bytes)) }
    let start = add(archivedWeights, size: weights.byteCount)
    layout.fixed += weights.fixed.map { (start + $0.offset, $0.bytes) }
    layout.tensors = weights.tensors.map { start + $0.lowerBound..<start + $0.upperBound }
    for file in assets { layout.fixed.append((add(file.name, size: file.bytes.count), file.bytes)) }

    let directory = ZipDirectory(members: members, offset: end, comment: [])
    let empty = directory.bytes(checksums: Array(repeating: 0, count: members.count))
    layout.fixed.append((end, empty))
    let before = files.map { CRC32(of: $0.bytes).value }
    let after = assets.map { CRC32(of: $0.bytes).value }
    layout.patches = { [members, end] dataChecksums in
      let checksums = before + [weights.checksum(dataChecksums).value] + after
      return zip(members, checksums).map {
        ($0.offset + ZipMember.checksumOffset, $1.littleEndianBytes)
      } + [(end, directory.bytes(checksums: checksums))]
    }
    return layout
  }
}
