/// A stored member of a zip archive.
///
/// Source: PKWARE, *APPNOTE.TXT, .ZIP File Format Specification*, version 6.3.10.
struct ZipMember {
  /// The name's bytes in UTF-8.
  let name: [UInt8]
  /// What the directory says of the member, at most 65,535 bytes.
  var comment: [UInt8] = []
  /// Where the local header starts.
  let offset: Int
  /// The size of the data.
  let size: Int

  /// Where the checksum stands in the local header.
  static let checksumOffset = 14

  /// Whether the size needs 64 bits.
  private var isLarge: Bool { size >= 0xFFFF_FFFF }

  /// The header before the data, with a checksum of 0.
  var localHeader: [UInt8] {
    let size32 = isLarge ? UInt32.max : UInt32(size)
    let extra: [UInt8] =
      isLarge
      ? UInt16(1).littleEndianBytes + UInt16(16).littleEndianBytes
        + UInt64(size).littleEndianBytes + UInt64(size).littleEndianBytes
      : []
    return UInt32(0x0403_4B50).littleEndianBytes + common(version: isLarge ? 45 : 20, checksum: 0)
      + size32.littleEndianBytes + size32.littleEndianBytes
      + UInt16(name.count).littleEndianBytes + UInt16(extra.count).littleEndianBytes + name + extra
  }

  /// The entry in the directory at the archive's end.
  func directoryEntry(checksum: UInt32) -> [UInt8] {
    let isFar = offset >= 0xFFFF_FFFF
    var extra: [UInt8] = []
    if isLarge { extra += UInt64(size).littleEndianBytes + UInt64(size).littleEndianBytes }
    if isFar { extra += UInt64(offset).littleEndianBytes }
    if !extra.isEmpty {
      extra = UInt16(1).littleEndianBytes + UInt16(extra.count).littleEndianBytes + extra
    }
    let version: UInt16 = extra.isEmpty ? 20 : 45
    let size32 = isLarge ? UInt32.max : UInt32(size)
    return UInt32(0x0201_4B50).littleEndianBytes + version.littleEndianBytes
      + common(version: version, checksum: checksum)
      + size32.littleEndianBytes + size32.littleEndianBytes
      + UInt16(name.count).littleEndianBytes + UInt16(extra.count).littleEndianBytes
      + UInt16(comment.count).littleEndianBytes + [UInt8](repeating: 0, count: 8)
      + (isFar ? UInt32.max : UInt32(offset)).littleEndianBytes + name + extra + comment
  }

  /// What both headers share: version needed, UTF-8 flag, no compression, the earliest date zip
  /// knows (so that the same tensors make the same file), checksum.
  private func common(version: UInt16, checksum: UInt32) -> [UInt8] {
    version.littleEndianBytes + UInt16(0x0800).littleEndianBytes + UInt16(0).littleEndianBytes
      + UInt16(0).littleEndianBytes + UInt16(0x0021).littleEndianBytes + checksum.littleEndianBytes
  }
}

/// The directory at the end of a zip archive.
struct ZipDirectory {
  let members: [ZipMember]
  /// Where the directory starts.
  let offset: Int
  /// The archive's comment, at most 65,535 bytes.
  let comment: [UInt8]

  /// The directory's bytes.
  func bytes(checksums: [UInt32]) -> [UInt8] {
    let entries = zip(members, checksums).flatMap { $0.directoryEntry(checksum: $1) }
    let needs64 = members.count >= 0xFFFF || offset >= 0xFFFF_FFFF || entries.count >= 0xFFFF_FFFF
    var end: [UInt8] = []
    if needs64 {
      end += UInt32(0x0606_4B50).littleEndianBytes + UInt64(44).littleEndianBytes
      end += UInt16(45).littleEndianBytes + UInt16(45).littleEndianBytes
      end += UInt32(0).littleEndianBytes + UInt32(0).littleEndianBytes
      end += UInt64(members.count).littleEndianBytes + UInt64(members.count).littleEndianBytes
      end += UInt64(entries.count).littleEndianBytes + UInt64(offset).littleEndianBytes
      end += UInt32(0x0706_4B50).littleEndianBytes + UInt32(0).littleEndianBytes
      end += UInt64(offset + entries.count).littleEndianBytes + UInt32(1).littleEndianBytes
    }
    let count = needs64 ? UInt16.max : UInt16(members.count)
    end += UInt32(0x0605_4B50).littleEndianBytes + UInt32(0).littleEndianBytes
    end += count.littleEndianBytes + count.littleEndianBytes
    end += (needs64 ? UInt32.max : UInt32(entries.count)).littleEndianBytes
    end += (needs64 ? UInt32.max : UInt32(offset)).littleEndianBytes
    end += UInt16(comment.prefix(65_535).count).littleEndianBytes + comment.prefix(65_535)
    return entries + end
  }
}
