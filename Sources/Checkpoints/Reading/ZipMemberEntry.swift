/// A member of a zip archive, as the directory at the archive's end describes it.
struct ZipMemberEntry {
  var name: String
  /// What the directory says of the member besides: room for a text of up to 65,535 bytes.
  var comment: [UInt8]
  var flags, method: Int
  var checksum: UInt32
  var storedSize, size, offset: Int
  /// Where its content lies; known when the header before it has been read.
  var bytes = 0..<0

  /// Whether the content is neither compressed nor encrypted.
  var isPlain: Bool { method == 0 && flags & 1 == 0 && storedSize == size }

  /// Names in UTF-8; without it they are in an old code page, of which ASCII is the part that all
  /// readers agree on.
  static let unicodeFlag = 0x800
  /// Sizes and checksum follow the content.
  static let descriptorFlag = 0x8
  /// Encryption, hints of compression, and the two above; others say what few readers know.
  static let knownFlags = 0x1 | 0x6 | descriptorFlag | unicodeFlag

  /// The name that a member's bytes and flags say, if all readers take it for the same, and for a
  /// file inside of the archive.
  static func name(_ bytes: ArraySlice<UInt8>, flags: Int) -> String? {
    guard let name = String(validating: bytes, as: UTF8.self),
      flags & unicodeFlag != 0 || bytes.allSatisfy({ $0 < 0x80 }), isSafe(name)
    else { return nil }
    return name
  }

  /// Whether a name leads to a file inside of the archive, on every system.
  static func isSafe(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    let hasDrive = bytes.count > 1 && bytes[1] == UInt8(ascii: ":")
    let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return !bytes.contains(0) && !bytes.contains(UInt8(ascii: "\\")) && !hasDrive
      && bytes.first != UInt8(ascii: "/") && !parts.contains { $0.elementsEqual("..".utf8) }
  }

  /// The kinds of extra fields that change neither names nor places: times, owners, and fillers
  /// that align contents.
  private static let harmlessFields: Set<Int> = [
    0x000A, 0x5455, 0x5855, 0x7855, 0x7875, 0x4246, 0xCAFE, 0xD935,
  ]

  /// Reads extra fields: the 64-bit sizes among them, if there are any.
  ///
  /// - Returns: The 64-bit field's bytes, empty if there is none; `nil` if the fields are damaged,
  ///   or of a kind that could say another name.
  static func wideSizes(in extra: ArraySlice<UInt8>) -> [UInt8]? {
    let extra = Array(extra)
    var wide: [UInt8]?
    var at = 0
    while at + 4 <= extra.count {
      let (kind, end) = (extra.uint16(at: at), at + 4 + extra.uint16(at: at + 2))
      guard end <= extra.count else { return nil }
      if kind == 1 {
        guard wide == nil else { return nil }
        wide = Array(extra[at + 4..<end])
      } else if !harmlessFields.contains(kind) {
        return nil
      }
      at = end
    }
    // Some programs align with zeros too few for a field.
    return extra[at...].allSatisfy { $0 == 0 } ? wide ?? [] : nil
  }
}
