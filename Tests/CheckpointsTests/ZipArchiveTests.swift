import Checkpoints
import Foundation
import Testing

/// Oracle: PKWARE's APPNOTE 6.3.10, by which the archives here are put together, and then broken.
struct ZipArchiveTests {
  /// One member, and the ways in which it can lie.
  struct Member {
    var name = "config.json"
    var content = Array("{}".utf8)
    var method: UInt16 = 0
    var flags: UInt16 = 0
    var checksum: UInt32?
    var size: UInt32?
    var storedSize: UInt32?
    var offset: UInt32?
    var extra: [UInt8] = []
  }

  static func little(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  static func archive(
    _ members: [Member], count: Int? = nil, directoryOffset: Int? = nil, comment: String = ""
  ) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let size = member.size ?? UInt32(member.content.count)
      let checksum = member.checksum ?? CRC32(of: member.content).value
      let common =
        little(UInt64(member.flags), 2) + little(UInt64(member.method), 2) + little(0, 4)
        + little(UInt64(checksum), 4) + little(UInt64(member.storedSize ?? size), 4)
        + little(UInt64(size), 4) + little(UInt64(member.name.utf8.count), 2)
      directory += Array("PK\u{1}\u{2}".utf8) + little(20, 2) + little(20, 2) + common
      directory += little(UInt64(member.extra.count), 2) + little(0, 2 + 2 + 2 + 4)
      directory += little(UInt64(member.offset ?? UInt32(file.count)), 4)
      directory += Array(member.name.utf8) + member.extra
      file += Array("PK\u{3}\u{4}".utf8) + little(20, 2) + common
      file += little(UInt64(member.extra.count), 2) + Array(member.name.utf8) + member.extra
      file += member.content
    }
    let start = UInt64(directoryOffset ?? file.count)
    let number = UInt64(count ?? members.count)
    file += directory + Array("PK\u{5}\u{6}".utf8) + little(0, 4) + little(number, 2)
    file += little(number, 2) + little(UInt64(directory.count), 4) + little(start, 4)
    return file + little(UInt64(comment.utf8.count), 2) + Array(comment.utf8)
  }

  static func inFile<T>(_ bytes: [UInt8], _ body: (String) throws -> T) throws -> T {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(filePath: path))
    return try body(path)
  }

  static func content(_ bytes: [UInt8], limit: Int = 1000) throws -> [UInt8]? {
    try inFile(bytes) {
      try ZipArchive(path: $0).contents(of: "config.json", limit: limit)
    }
  }

  @Test func membersAreRead() throws {
    let other = Member(name: "assets/ä.txt", content: Array("x".utf8), flags: 0x800)
    #expect(try Self.content(Self.archive([other, Member()])) == Array("{}".utf8))
    #expect(try Self.content(Self.archive([Member()], comment: "PK\u{5} a note")) != nil)
    #expect(try Self.content(Self.archive([other])) == nil)
    #expect(try Self.content(Self.archive([])) == nil)
    let extra = Self.little(1, 2) + Self.little(16, 2) + Self.little(2, 8) + Self.little(2, 8)
    let wide = Member(size: .max, storedSize: .max, extra: extra)
    #expect(try Self.content(Self.archive([wide])) == Array("{}".utf8))
  }

  /// What is wrong with an archive, how it is made, and a part of the message.
  static let broken: [(String, [UInt8], String)] = [
    ("nothing", [], "is truncated"),
    ("a start alone", Array("PK\u{3}\u{4}".utf8), "is truncated"),
    ("no end", Array(archive([Member()]).dropLast(3)), "is truncated"),
    ("no start", Array(archive([Member()]).dropFirst(20)), "does not end with the directory"),
    ("more members than listed", archive([Member()], count: 2), "2 members"),
    ("fewer members than listed", archive([Member()], count: 0), "0 members"),
    (
      "a directory elsewhere", archive([Member()], directoryOffset: 3),
      "does not end with the directory"
    ),
    (
      "a directory beyond the end", archive([Member()], directoryOffset: 1 << 30),
      "does not end with the directory"
    ),
    (
      "64-bit numbers that are missing", archive([Member()], directoryOffset: 0xFFFF_FFFF),
      "does not end with the directory"
    ),
    ("a size beyond the end", archive([Member(size: 900)]), "is truncated"),
    ("a size of 4 GB", archive([Member(size: 0xFFFF_FFF0)]), "is truncated"),
    ("a 64-bit size that is missing", archive([Member(size: .max)]), "64-bit size"),
    (
      "a size of 2⁶³",
      archive([Member(size: .max, extra: little(1, 2) + little(8, 2) + little(1 << 63, 8))]),
      "64-bit"
    ),
    ("a wrong size", archive([Member(size: 1)]), "belong to no member"),
    ("sizes that differ", archive([Member(storedSize: 1)]), "belong to no member"),
    ("a wrong place", archive([Member(offset: 1)]), "no member"),
    ("a place beyond the end", archive([Member(offset: 0xFFFF_FF00)]), "belong to no member"),
    ("a wrong checksum", archive([Member(checksum: 1)]), "checksum"),
    (
      "another name inside", archive([Member(name: "config.json"), Member(name: "x", offset: 0)]),
      "overlapping"
    ),
    ("compression", archive([Member(method: 8)]), "compressed"),
    ("encryption", archive([Member(flags: 1)]), "encrypted"),
    ("the same name twice", archive([Member(), Member()]), "two members"),
    ("a name that leaves the archive", archive([Member(), Member(name: "../x")]), "outside"),
    ("a name deep inside that does", archive([Member(), Member(name: "a/../../x")]), "outside"),
    ("an absolute name", archive([Member(), Member(name: "/etc/x")]), "outside"),
    ("a name for Windows", archive([Member(), Member(name: "..\\x")]), "outside"),
  ]

  @Test(arguments: broken)
  func mistakes(name: String, file: [UInt8], part: String) throws {
    let error = #expect(throws: CheckpointError.self, "\(name)") { try Self.content(file) }
    #expect(error?.description.contains(part) == true, "\(name): \(error?.description ?? "")")
  }

  @Test func membersMayBeTooLarge() throws {
    let error = #expect(throws: CheckpointError.self) {
      try Self.content(Self.archive([Member()]), limit: 1)
    }
    #expect(error?.description.contains("limit of 1") == true)
  }

  /// Law: whatever byte of an archive is changed, it is read as it was, read otherwise, or refused,
  /// never a crash.
  @Test func everyByteMayLie() throws {
    let whole = Self.archive([Member(name: "a.txt"), Member()], comment: "note")
    for place in whole.indices {
      for change: UInt8 in [1, 0x80, 0xFF] {
        var file = whole
        file[place] ^= change
        _ = try? Self.content(file)
      }
      _ = try? Self.content(Array(whole[..<place]))
    }
  }
}
