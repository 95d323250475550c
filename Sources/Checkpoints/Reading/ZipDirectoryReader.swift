/// Reads the directory at the end of a zip archive.
struct ZipDirectoryReader {
  let file: InputFile

  /// The size of the record at the archive's end, without the comment.
  private static let endSize = 22
  /// A directory above this size is refused.
  private static let limit = 64 << 20

  /// The members, in order.
  func entries() throws(CheckpointError) -> [ZipArchive.Entry] {
    let place = try directory()
    guard place.size <= Self.limit else {
      throw file.malformed("has a directory that is too large")
    }
    let bytes = try file.bytes(at: place.offset, count: place.size)
    var entries: [ZipArchive.Entry] = []
    var at = 0
    while at + 46 <= bytes.count, bytes.uint32(at: at) == 0x0201_4B50 {
      let nameEnd = at + 46 + bytes.uint16(at: at + 28)
      let extraEnd = nameEnd + bytes.uint16(at: at + 30)
      guard extraEnd <= bytes.count,
        let name = String(validating: bytes[at + 46..<nameEnd], as: UTF8.self)
      else { throw file.malformed("has a damaged directory") }
      var entry = ZipArchive.Entry(
        name: name, flags: bytes.uint16(at: at + 8), method: bytes.uint16(at: at + 10),
        checksum: bytes.uint32(at: at + 16), storedSize: Int(bytes.uint32(at: at + 20)),
        size: Int(bytes.uint32(at: at + 24)), offset: Int(bytes.uint32(at: at + 42)))
      try widen(&entry, Array(bytes[nameEnd..<extraEnd]))
      entries.append(entry)
      at = extraEnd + bytes.uint16(at: at + 32)
    }
    guard entries.count == place.count else {
      throw file.malformed(
        "says that it has \(place.count) members, but its directory lists \(entries.count)")
    }
    return entries
  }

  /// What the archive says of itself.
  func comment() throws(CheckpointError) -> [UInt8] {
    let end = try endRecord()
    return Array(end.tail[(end.found + Self.endSize)...])
  }

  /// The file's last bytes, and where in them the record at the archive's end is.
  private func endRecord() throws(CheckpointError) -> (tail: [UInt8], found: Int) {
    // A comment of up to 65,535 bytes may follow the end record.
    let tailSize = min(file.size, Self.endSize + 65_535)
    let tail = try file.bytes(at: file.size - tailSize, count: tailSize)
    let last = tail.count - Self.endSize
    let found = stride(from: last, through: max(last - 65_535, 0), by: -1).first {
      $0 >= 0 && tail.uint32(at: $0) == 0x0605_4B50
        && $0 + Self.endSize + tail.uint16(at: $0 + 20) == tail.count
    }
    guard let found else { throw file.malformed("is not a zip archive, or is cut off") }
    return (tail, found)
  }

  /// Where the directory is and how many members it has.
  private func directory() throws(CheckpointError) -> (offset: Int, size: Int, count: Int) {
    let (tail, found) = try endRecord()
    let start = file.size - tail.count
    let offset = Int(tail.uint32(at: found + 16))
    let size = Int(tail.uint32(at: found + 12))
    let count = tail.uint16(at: found + 10)
    guard offset == 0xFFFF_FFFF || size == 0xFFFF_FFFF || count == 0xFFFF else {
      return (offset, size, count)
    }
    // Large archives have a record of 64-bit numbers, which a locator right before the end record points to.
    let locator = try file.bytes(at: start + found - 20, count: 20)
    guard locator.uint32(at: 0) == 0x0706_4B50, let place = locator.integer(at: 8) else {
      throw file.malformed("has no 64-bit directory where it should")
    }
    let record = try file.bytes(at: place, count: 56)
    guard record.uint32(at: 0) == 0x0606_4B50, let count = record.integer(at: 32),
      let size = record.integer(at: 40), let offset = record.integer(at: 48)
    else { throw file.malformed("has no 64-bit directory where it should") }
    return (offset, size, count)
  }

  /// Takes in the 64-bit sizes and the 64-bit offset of a large member.
  private func widen(
    _ entry: inout ZipArchive.Entry, _ extra: [UInt8]
  ) throws(CheckpointError) {
    var at = 0
    while at + 4 <= extra.count {
      let end = at + 4 + extra.uint16(at: at + 2)
      guard end <= extra.count else { break }
      if extra.uint16(at: at) == 1 {
        var field = at + 4
        for key in [\ZipArchive.Entry.size, \.storedSize, \.offset]
        where entry[keyPath: key] == 0xFFFF_FFFF {
          guard field + 8 <= end, let value = extra.integer(at: field) else {
            throw file.malformed("has a damaged 64-bit size")
          }
          entry[keyPath: key] = value
          field += 8
        }
      }
      at = end
    }
  }
}
