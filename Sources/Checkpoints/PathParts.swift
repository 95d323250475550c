extension String {
  /// What stands before a path's last name, with the slash; empty if there is none.
  package var folderOfPath: String {
    String(decoding: utf8.prefix(utf8.count - nameSize), as: UTF8.self)
  }

  /// A path's last name.
  package var nameOfPath: String { String(decoding: utf8.suffix(nameSize), as: UTF8.self) }

  /// The size of the last name.
  ///
  /// A slash is a byte: as a letter it may have an accent.
  private var nameSize: Int { utf8.reversed().prefix { $0 != UInt8(ascii: "/") }.count }
}
