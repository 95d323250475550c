import ScalarTypes
import StrictJSON

extension CheckpointReader {
  /// The one tensor of an npy file; as in a file that a single tensor is written to, its name is
  /// `tensor`.
  static func npy(_ file: InputFile) throws(CheckpointError) -> Contents {
    var contents = Contents()
    try add("tensor", 0..<file.size, of: file, to: &contents, inWords: "a tensor")
    return contents
  }

  /// The tensors of an npz archive, in its order.
  static func npz(_ file: InputFile) throws(CheckpointError) -> Contents {
    let archive = try ZipArchive(file)
    var contents = Contents()
    contents.checksums = []
    var names: Set<ByteName> = []
    for member in archive.members {
      guard member.name.hasSuffix(".npy"), member.isPlain else {
        throw file.malformed(
          "has the member \(member.name), which is not an .npy file, or is compressed; numpy.savez does not compress"
        )
      }
      let name = String(member.name.dropLast(4))
      try add(name, member.bytes, of: file, to: &contents, inWords: "tensor \(name)")
      contents.checksums?.append(member.checksum)
      contents.records.append(member.comment)
      names.insert(ByteName(member.name))
    }
    // NumPy would give the member a.npy to who asks for a.npy, and never a.npy.npy.
    for tensor in contents.tensors where names.contains(ByteName(tensor.name)) {
      throw file.malformed("has the member \(tensor.name) and a tensor with the same name")
    }
    for line in archive.comment.split(separator: UInt8(ascii: "\n")) {
      guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let (key, value) = (line[..<equals], line[(equals + 1)...])
      let name = String(decoding: key, as: UTF8.self)
      guard
        contents.metadata.updateValue(String(decoding: value, as: UTF8.self), forKey: name) == nil
      else { throw file.malformed("has two metadata entries called \(name)") }
    }
    return contents
  }

  /// Adds the tensor of NumPy's format that a part of a file holds.
  private static func add(
    _ name: String, _ range: Range<Int>, of file: InputFile, to contents: inout Contents,
    inWords words: @autoclosure () -> String
  ) throws(CheckpointError) {
    func damaged() -> CheckpointError {
      file.malformed("has \(words()) with a header that is not NumPy's")
    }
    // Nearly all headers are in the first bytes.
    let first = try file.bytes(at: range.lowerBound, count: min(256, range.count))
    guard first.count >= 12, first.starts(with: [0x93] + Array("NUMPY".utf8)),
      (1...3).contains(first[6]), first[7] == 0
    else { throw damaged() }
    let start = first[6] == 1 ? 10 : 12
    let size = first[6] == 1 ? first.uint16(at: 8) : Int(first.uint32(at: 8))
    guard size <= min(range.count - start, NPYHeader.limit) else { throw damaged() }
    let text =
      start + size <= first.count
      ? Array(first[start..<start + size])
      : try file.bytes(at: range.lowerBound + start, count: size)
    guard let header = NPYHeader(text) else { throw damaged() }
    guard let type = ScalarType.allCases.first(where: { $0.npyCode == header.code }) else {
      throw file.malformed("has \(words()) of type \(header.code), which is not supported")
    }
    guard !header.isFortranOrder || header.shape.count < 2 else {
      throw file.malformed("has \(words()) in Fortran order, which is not supported")
    }
    let tensor = TensorDescription(name: name, shape: header.shape, scalarType: type)
    guard let count = tensor.byteCount, range.count - start - size == count else {
      throw file.malformed("has \(words()) with another size than its header says")
    }
    contents.tensors.append(tensor)
    contents.ranges.append(range.lowerBound + start + size..<range.upperBound)
    // The checksum of a member is that of header and elements.
    contents.headerChecksums.append(CRC32(of: first[..<start] + text))
  }
}
