/// A zip archive to read stored members of.
///
/// Nothing in it is believed: sizes and places are checked against the file, contents against their checksums.
///
/// Source: PKWARE, *APPNOTE.TXT, .ZIP File Format Specification*, version 6.3.10.
public struct ZipArchive: Sendable {
  /// A member, as the directory at the archive's end describes it.
  struct Entry {
    var name: String
    var flags, method: Int
    var checksum: UInt32
    var storedSize, size, offset: Int
  }

  private let path: String
  /// What the archive says of itself.
  let comment: [UInt8]
  private let entries: [Entry]
  private let places: [String: Int]

  /// The names of the members, in the archive's order.
  public var names: [String] { entries.map(\.name) }

  /// Whether a file begins as archives do; `false` also for one that cannot be read.
  ///
  /// - Parameter path: The path of the file.
  /// - Returns: Whether it is worth reading as an archive.
  public static func begins(_ path: String) -> Bool {
    guard let file = try? InputFile(path: path), file.size >= 4,
      let bytes = try? file.bytes(at: 0, count: 4)
    else { return false }
    return [0x0403_4B50, 0x0605_4B50].contains(bytes.uint32(at: 0))
  }

  /// Reads the directory of an archive.
  ///
  /// - Parameter path: The path of the file.
  /// - Throws: ``CheckpointError/Code/unsupported`` if the file is no archive or contradicts itself,
  ///   ``CheckpointError/Code/system(errno:)`` if it cannot be read.
  public init(path: String) throws(CheckpointError) {
    self.path = path
    let file = try InputFile(path: path)
    let directory = ZipDirectoryReader(file: file)
    entries = try directory.entries()
    comment = try directory.comment()
    var places: [String: Int] = [:]
    for (place, entry) in entries.enumerated() {
      guard places.updateValue(place, forKey: entry.name) == nil else {
        throw file.malformed("has two members called \(entry.name)")
      }
      let parts = entry.name.split(separator: "/", omittingEmptySubsequences: false)
      guard !parts.contains(".."), parts.first != "", !entry.name.contains("\\") else {
        throw file.malformed("has a member with the name \(entry.name), which leaves the archive")
      }
    }
    self.places = places
    // Members that share bytes could together be any number of times as large as the archive.
    var end = 0
    for entry in entries.sorted(by: { $0.offset < $1.offset }) {
      guard entry.offset >= end else {
        throw file.malformed("has members that lie over each other, such as \(entry.name)")
      }
      let (sum, overflow) = (entry.offset + Self.headerSize).addingReportingOverflow(
        entry.storedSize)
      guard !overflow, sum <= file.size else {
        throw file.malformed("is cut off, or says wrong sizes")
      }
      end = sum
    }
  }

  /// The size of what stands before a member's name.
  private static let headerSize = 30

  /// The content of a member.
  ///
  /// - Parameters:
  ///   - name: The member's name.
  ///   - limit: The most bytes to read.
  /// - Returns: The bytes; `nil` if there is no such member.
  /// - Throws: ``CheckpointError/Code/unsupported`` if the member is too large, compressed or damaged,
  ///   ``CheckpointError/Code/system(errno:)`` if the file cannot be read.
  public func contents(of name: String, limit: Int) throws(CheckpointError) -> [UInt8]? {
    guard let entry = places[name].map({ entries[$0] }) else { return nil }
    guard entry.size <= limit else {
      throw CheckpointError(
        .unsupported, "\(path): \(name) has \(entry.size) bytes, more than the limit of \(limit)")
    }
    let file = try InputFile(path: path)
    let bytes = try file.bytes(at: place(of: name, in: file) ?? 0, count: entry.size)
    guard CRC32(of: bytes).value == entry.checksum else {
      throw file.malformed("is damaged: the checksum of \(name) is wrong")
    }
    return bytes
  }

  /// The bytes of a member, of which there are as many as its directory says.
  func range(of name: String, in file: InputFile) throws(CheckpointError) -> Range<Int>? {
    guard let entry = places[name].map({ entries[$0] }),
      let start = try place(of: name, in: file)
    else { return nil }
    guard entry.size <= file.size - start else {
      throw file.malformed("is cut off, or says wrong sizes")
    }
    return start..<start + entry.size
  }

  /// Where a member's bytes start.
  private func place(of name: String, in file: InputFile) throws(CheckpointError) -> Int? {
    guard let entry = places[name].map({ entries[$0] }) else { return nil }
    guard entry.method == 0, entry.flags & 1 == 0 else {
      throw CheckpointError(
        .unsupported,
        "\(path): \(name) is compressed or encrypted, which neither Keras nor numpy.savez does; unpack the archive and pack it again without"
      )
    }
    let header = try file.bytes(at: entry.offset, count: Self.headerSize)
    let nameStart = entry.offset + Self.headerSize
    let nameSize = header.uint16(at: 26)
    guard header.uint32(at: 0) == 0x0403_4B50, entry.storedSize == entry.size,
      header.uint16(at: 8) == entry.method,
      try file.bytes(at: nameStart, count: nameSize) == Array(name.utf8)
    else { throw file.malformed("has no member where its directory says \(name) is") }
    return nameStart + nameSize + header.uint16(at: 28)
  }
}
