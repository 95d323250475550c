import StrictJSON

/// A zip archive to read stored members of.
///
/// Nothing in it is believed: sizes and places are checked against the file, contents against their
/// checksums, and what stands before each member against the directory at the end, so that programs
/// which follow one or the other find the same.
///
/// Source: PKWARE, *APPNOTE.TXT, .ZIP File Format Specification*, version 6.3.10.
public struct ZipArchive: Sendable {
  private let path: String
  /// What the archive says of itself.
  let comment: [UInt8]
  /// The members, in the directory's order.
  let members: [ZipMemberEntry]
  private let places: [ByteName: Int]

  /// The names of the members, in the archive's order.
  public var names: [String] { members.map(\.name) }

  /// Whether a file begins as archives do; `false` also for one that cannot be read, or only once,
  /// as a pipe.
  ///
  /// - Parameter path: The path of the file.
  /// - Returns: Whether it is worth reading as an archive.
  public static func begins(_ path: String) -> Bool {
    guard let file = try? InputFile(path: path), let bytes = try? file.bytes(at: 0, count: 4) else {
      return false
    }
    return begins(with: bytes)
  }

  /// Whether bytes are the beginning of an archive.
  ///
  /// - Parameter bytes: The first four bytes of a file, or more.
  /// - Returns: Whether the file is worth reading as an archive.
  public static func begins(with bytes: [UInt8]) -> Bool {
    bytes.count >= 4 && [0x0403_4B50, 0x0605_4B50].contains(bytes.uint32(at: 0))
  }

  /// Reads the directory of an archive.
  ///
  /// - Parameter path: The path of the file.
  /// - Throws: ``CheckpointError/Code/unsupported`` if the file is no archive or contradicts
  ///   itself, ``CheckpointError/Code/system(errno:)`` if it cannot be read.
  public init(path: String) throws(CheckpointError) {
    try self.init(try InputFile(path: path))
  }

  /// Reads the directory of an archive, and what stands before each member.
  init(_ file: InputFile) throws(CheckpointError) {
    path = file.path
    let directory = try ZipDirectoryReader(file: file).directory()
    comment = directory.comment
    var members = directory.members
    var places: [ByteName: Int] = [:]
    for (place, member) in members.enumerated()
    where places.updateValue(place, forKey: ByteName(member.name)) != nil {
      throw file.malformed("has two members called \(member.name)")
    }
    // Members follow each other: bytes between them would be seen by programs that read from the
    // front, and by no others.
    var end = 0
    for place in members.indices.sorted(by: { members[$0].offset < members[$1].offset }) {
      let name = members[place].name
      guard members[place].offset >= end else {
        throw file.malformed("has overlapping members, such as \(name)")
      }
      guard members[place].offset == end else {
        throw file.malformed("has bytes that belong to no member, before \(name)")
      }
      let start = try Self.contentStart(of: members[place], in: file)
      let (contentEnd, overflow) = start.addingReportingOverflow(members[place].storedSize)
      guard !overflow, contentEnd <= directory.offset else {
        throw file.malformed("is truncated, or has wrong sizes")
      }
      members[place].bytes = start..<contentEnd
      end = contentEnd + (try Self.descriptorSize(of: members[place], in: file))
    }
    guard end == directory.offset, Self.begins(with: try file.bytes(at: 0, count: 4)) else {
      throw file.malformed("has bytes that belong to no member, before its directory")
    }
    self.places = places
    self.members = members
  }

  /// The size of what stands before a member's name.
  private static let headerSize = 30

  /// The content of a member.
  ///
  /// - Parameters:
  ///   - name: The member's name.
  ///   - limit: The most bytes to read.
  /// - Returns: The bytes; `nil` if there is no such member.
  /// - Throws: ``CheckpointError/Code/unsupported`` if the member is too large, compressed or
  ///   damaged, ``CheckpointError/Code/system(errno:)`` if the file cannot be read.
  public func contents(of name: String, limit: Int) throws(CheckpointError) -> [UInt8]? {
    guard let member = places[ByteName(name)].map({ members[$0] }) else { return nil }
    guard member.size <= limit else {
      throw CheckpointError(
        .unsupported, "\(path): \(name) has \(member.size) bytes, more than the limit of \(limit)")
    }
    guard member.isPlain else {
      throw CheckpointError(
        .unsupported,
        "\(path): \(name) is compressed or encrypted, which neither Keras nor numpy.savez does; unpack the archive and pack it again without either"
      )
    }
    let file = try InputFile(path: path)
    let bytes = try file.bytes(at: member.bytes.lowerBound, count: member.size)
    guard CRC32(of: bytes).value == member.checksum else {
      throw file.malformed("is damaged: the checksum of \(name) is wrong")
    }
    return bytes
  }

  /// Where a member's content starts, after a header that says the same as the directory.
  private static func contentStart(
    of member: ZipMemberEntry, in file: InputFile
  ) throws(CheckpointError) -> Int {
    let nameStart = member.offset + headerSize
    guard member.offset <= file.size - headerSize else {
      throw file.malformed("is truncated, or has wrong sizes")
    }
    let header = try file.bytes(at: member.offset, count: headerSize)
    let (nameSize, extraSize) = (header.uint16(at: 26), header.uint16(at: 28))
    let rest = try file.bytes(at: nameStart, count: nameSize + extraSize)
    guard header.uint32(at: 0) == 0x0403_4B50, rest[..<nameSize].elementsEqual(member.name.utf8)
    else {
      throw file.malformed("has no member where its directory says \(member.name) is")
    }
    let contradiction = "says two different things about the member \(member.name)"
    guard header.uint16(at: 6) == member.flags, header.uint16(at: 8) == member.method,
      header.uint16(at: 4) <= 63, let wide = ZipMemberEntry.wideSizes(in: rest[nameSize...])
    else { throw file.malformed(contradiction) }
    let hasDescriptor = member.flags & ZipMemberEntry.descriptorFlag != 0
    let checksum = header.uint32(at: 14)
    guard checksum == member.checksum || hasDescriptor && checksum == 0 else {
      throw file.malformed(contradiction)
    }
    var sizes = [Int(header.uint32(at: 22)), Int(header.uint32(at: 18))]
    // A field of 64-bit sizes holds both. Beside sizes that are no placeholders it may only say the
    // same.
    if !wide.isEmpty {
      guard wide.count == 16, let size = wide.integer(at: 0), let stored = wide.integer(at: 8),
        sizes == [0xFFFF_FFFF, 0xFFFF_FFFF] || sizes == [size, stored]
      else { throw file.malformed(contradiction) }
      sizes = [size, stored]
    }
    guard sizes == [member.size, member.storedSize] || hasDescriptor && sizes == [0, 0] else {
      throw file.malformed(contradiction)
    }
    return nameStart + nameSize + extraSize
  }

  /// The size of what follows a member's content: checksum and sizes, where the header does not
  /// have them.
  private static func descriptorSize(
    of member: ZipMemberEntry, in file: InputFile
  ) throws(CheckpointError) -> Int {
    guard member.flags & ZipMemberEntry.descriptorFlag != 0 else { return 0 }
    let end = member.bytes.upperBound
    let bytes = try file.bytes(at: end, count: min(24, file.size - end))
    // With a signature, which nearly all programs write, and sizes of 32 or 64 bits.
    if bytes.count >= 16, bytes.uint32(at: 0) == 0x0807_4B50, bytes.uint32(at: 4) == member.checksum
    {
      if bytes.count == 24, bytes.integer(at: 8) == member.storedSize,
        bytes.integer(at: 16) == member.size
      {
        return 24
      }
      if Int(bytes.uint32(at: 8)) == member.storedSize, Int(bytes.uint32(at: 12)) == member.size {
        return 16
      }
    }
    throw file.malformed("says two different things about the member \(member.name)")
  }
}
