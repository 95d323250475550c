/// Where a text stops being the JSON that is asked for, and why.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The line, from 1.
  public let line: Int
  /// The column in the line, in Unicode scalars, from 1.
  public let column: Int
  /// What is wrong there, in words.
  public let fault: String

  /// The error in one line, such as `line 2, column 7: the key "a" is repeated`.
  public var description: String { "line \(line), column \(column): \(fault)" }

  /// An error at a byte of a text.
  init(_ fault: String, at offset: Int, in bytes: [UInt8]) {
    let before = bytes[..<min(offset, bytes.count)]
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    self.fault = fault
    line = 1 + before.count { $0 == UInt8(ascii: "\n") }
    // Bytes that continue a scalar are not counted.
    column = 1 + before[start...].count { $0 & 0xC0 != 0x80 }
  }
}
