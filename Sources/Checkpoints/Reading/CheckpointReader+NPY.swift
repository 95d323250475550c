import Initializers

extension CheckpointReader {
  /// The one tensor of an npy file; as in a file that a single tensor is written to, its name is `tensor`.
  static func npy(_ file: InputFile) throws(CheckpointError) -> Contents {
    var contents = Contents()
    try add("tensor", 0..<file.size, of: file, to: &contents, inWords: "a tensor")
    return contents
  }

  /// The tensors of an npz archive, in its order.
  static func npz(_ file: InputFile) throws(CheckpointError) -> Contents {
    let archive = try ZipArchive(path: file.path)
    var contents = Contents()
    for member in archive.names {
      guard member.hasSuffix(".npy"), let range = try archive.range(of: member, in: file) else {
        throw file.malformed("has the member \(member), which is no .npy file")
      }
      let name = String(member.dropLast(4))
      try add(name, range, of: file, to: &contents, inWords: "tensor \(name)")
    }
    for line in String(decoding: archive.comment, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { contents.metadata[String(parts[0])] = String(parts[1]) }
    }
    return contents
  }

  /// Adds the tensor of NumPy's format that a part of a file holds.
  private static func add(
    _ name: String, _ range: Range<Int>, of file: InputFile, to contents: inout Contents,
    inWords words: String
  ) throws(CheckpointError) {
    let damaged = "has \(words) with a header that is not NumPy's"
    let prefix = try file.bytes(at: range.lowerBound, count: min(12, range.count))
    guard prefix.count >= 10, prefix.starts(with: [0x93] + Array("NUMPY".utf8)), prefix[6] <= 3,
      prefix[6] == 1 || prefix.count == 12
    else { throw file.malformed(damaged) }
    let start = prefix[6] == 1 ? 10 : 12
    let size = prefix[6] == 1 ? prefix.uint16(at: 8) : Int(prefix.uint32(at: 8))
    // NumPy itself refuses headers that are much longer.
    guard size <= min(range.count - start, 1 << 20) else { throw file.malformed(damaged) }
    let text = String(
      decoding: try file.bytes(at: range.lowerBound + start, count: size), as: UTF8.self)
    guard let header = NPYHeader(text) else { throw file.malformed(damaged) }
    guard let type = ScalarType.allCases.first(where: { $0.npyCode == header.code }) else {
      throw file.malformed("has \(words) of type \(header.code), which is not read")
    }
    guard !header.isFortranOrder || header.shape.count < 2 else {
      throw file.malformed("has \(words) in Fortran's order, which is not read")
    }
    let tensor = TensorDescription(name: name, shape: header.shape, scalarType: type)
    guard let count = tensor.byteCount, range.count - start - size == count else {
      throw file.malformed("has \(words) of another size than its header says")
    }
    contents.tensors.append(tensor)
    contents.ranges.append(range.lowerBound + start + size..<range.upperBound)
  }
}
