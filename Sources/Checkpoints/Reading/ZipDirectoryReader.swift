/// Reads the directory at the end of a zip archive.
///
/// Archives can say where their directory is in several ways, and readers differ in which they
/// follow. Here all ways have to agree.
struct ZipDirectoryReader {
  let file: InputFile

  /// The size of the record at the archive's end, without the comment; of the locator; of the
  /// 64-bit record.
  private static let (endSize, locatorSize, wideSize) = (22, 20, 56)
  private static let (endSignature, locatorSignature, wideSignature): (UInt32, UInt32, UInt32) = (
    0x0605_4B50, 0x0706_4B50, 0x0606_4B50
  )
  /// A directory above this size is refused.
  private static let limit = 256 << 20

  /// What the directory says.
  struct Directory {
    var members: [ZipMemberEntry] = []
    var comment: [UInt8] = []
    /// Where it starts, which is where the members end.
    var offset = 0
  }

  /// Reads the directory.
  func directory() throws(CheckpointError) -> Directory {
    let (place, comment) = try place()
    guard place.size <= Self.limit else {
      throw file.malformed("has a directory that is too large")
    }
    let bytes = try file.bytes(at: place.offset, count: place.size)
    var members: [ZipMemberEntry] = []
    var at = 0
    while at < bytes.count {
      guard at + 46 <= bytes.count, bytes.uint32(at: at) == 0x0201_4B50 else {
        throw file.malformed("has a damaged directory")
      }
      let nameEnd = at + 46 + bytes.uint16(at: at + 28)
      let extraEnd = nameEnd + bytes.uint16(at: at + 30)
      let end = extraEnd + bytes.uint16(at: at + 32)
      let flags = bytes.uint16(at: at + 8)
      guard end <= bytes.count, bytes.uint16(at: at + 34) == 0 else {
        throw file.malformed("has a damaged directory")
      }
      guard let name = ZipMemberEntry.name(bytes[at + 46..<nameEnd], flags: flags) else {
        throw file.malformed(
          "has a member named \(String(decoding: bytes[at + 46..<nameEnd], as: UTF8.self)), which is outside the archive, or which programs read differently"
        )
      }
      // Programs refuse members that need a later version than they know, or a way of encryption.
      guard bytes.uint16(at: at + 6) <= 63, flags & ~ZipMemberEntry.knownFlags == 0 else {
        throw file.malformed(
          "has the member \(name), which uses a feature that few programs support")
      }
      var entry = ZipMemberEntry(
        name: name, comment: Array(bytes[extraEnd..<end]), flags: flags,
        method: bytes.uint16(at: at + 10), checksum: bytes.uint32(at: at + 16),
        storedSize: Int(bytes.uint32(at: at + 20)), size: Int(bytes.uint32(at: at + 24)),
        offset: Int(bytes.uint32(at: at + 42)))
      try widen(&entry, bytes[nameEnd..<extraEnd])
      members.append(entry)
      at = end
    }
    guard members.count == place.count else {
      throw file.malformed(
        "says that it has \(place.count) members, but its directory lists \(members.count)")
    }
    return Directory(members: members, comment: comment, offset: place.offset)
  }

  /// Where the directory is and how many members it has, and what the archive says of itself.
  private func place() throws(CheckpointError) -> (
    place: (offset: Int, size: Int, count: Int), comment: [UInt8]
  ) {
    let (tail, found) = try endRecord()
    let end = file.size - tail.count + found
    var place = (
      offset: Int(tail.uint32(at: found + 16)), size: Int(tail.uint32(at: found + 12)),
      count: tail.uint16(at: found + 10)
    )
    guard tail.uint16(at: found + 4) == 0, tail.uint16(at: found + 6) == 0,
      tail.uint16(at: found + 8) == place.count
    else { throw file.malformed("is a part of an archive on several disks") }
    var directoryEnd = end
    let locator = try file.bytes(
      at: max(0, end - Self.locatorSize), count: min(end, Self.locatorSize))
    if locator.count == Self.locatorSize, locator.uint32(at: 0) == Self.locatorSignature {
      // A record of 64-bit numbers stands right before the locator, which points to it.
      directoryEnd = end - Self.locatorSize - Self.wideSize
      guard directoryEnd >= 0, locator.integer(at: 8) == directoryEnd, locator.uint32(at: 4) == 0,
        locator.uint32(at: 16) == 1
      else { throw file.malformed("has no 64-bit directory where it should have one") }
      let record = try file.bytes(at: directoryEnd, count: Self.wideSize)
      guard record.uint32(at: 0) == Self.wideSignature, record.integer(at: 4) == 44,
        record.integer(at: 16) == 0, let count = record.integer(at: 32),
        record.integer(at: 24) == count,
        let size = record.integer(at: 40), let offset = record.integer(at: 48),
        [0xFFFF, count].contains(place.count), [0xFFFF_FFFF, size].contains(place.size),
        [0xFFFF_FFFF, offset].contains(place.offset)
      else { throw file.malformed("has two directories that contradict each other") }
      place = (offset, size, count)
    }
    let (sum, overflow) = place.offset.addingReportingOverflow(place.size)
    guard !overflow, sum == directoryEnd else {
      throw file.malformed("does not end with the directory that its last record describes")
    }
    return (place, Array(tail[(found + Self.endSize)...]))
  }

  /// The file's last bytes, and where in them the record at the archive's end is: the only one that
  /// could be it.
  private func endRecord() throws(CheckpointError) -> (tail: [UInt8], found: Int) {
    // A comment of up to 65,535 bytes may follow the end record.
    let tailSize = min(file.size, Self.endSize + 65_535)
    let tail = try file.bytes(at: file.size - tailSize, count: tailSize)
    let places = stride(from: tail.count - Self.endSize, through: 0, by: -1).filter {
      tail[$0] == 0x50 && tail.uint32(at: $0) == Self.endSignature
    }
    guard let found = places.first,
      found + Self.endSize + tail.uint16(at: found + 20) == tail.count
    else { throw file.malformed("is not a zip archive, or is truncated") }
    if places.dropFirst().contains(where: {
      $0 + Self.endSize + tail.uint16(at: $0 + 20) == tail.count
    }) {
      throw file.malformed("has two end records, and programs read one or the other")
    }
    return (tail, found)
  }

  /// Takes in the 64-bit sizes and the 64-bit offset of a large member.
  private func widen(
    _ entry: inout ZipMemberEntry, _ extra: ArraySlice<UInt8>
  ) throws(CheckpointError) {
    guard let wide = ZipMemberEntry.wideSizes(in: extra) else {
      throw file.malformed(
        "has a damaged directory, or describes \(entry.name) in a way that programs read differently"
      )
    }
    var field = 0
    for key in [\ZipMemberEntry.size, \.storedSize, \.offset]
    where entry[keyPath: key] == 0xFFFF_FFFF {
      guard field + 8 <= wide.count, let value = wide.integer(at: field) else {
        throw file.malformed("has a damaged 64-bit size")
      }
      entry[keyPath: key] = value
      field += 8
    }
    guard field == wide.count else { throw file.malformed("has a damaged 64-bit size") }
  }
}
