import Platform

/// A name that is told from others by its UTF-8 bytes.
///
/// Swift's strings are equal if they look alike: é as one scalar and as two is one string. Files
/// know bytes only, so that there these are two names.
package struct ByteName: Sendable, Hashable {
  /// The name.
  package let text: String

  /// A name.
  package init(_ text: String) {
    self.text = text
  }

  /// Whether all bytes are equal.
  package static func == (left: ByteName, right: ByteName) -> Bool {
    withBytes(of: left) { left in
      withBytes(of: right) { right in
        guard left.count == right.count, let start = left.baseAddress, let other = right.baseAddress
        else { return left.count == right.count }
        return memcmp(start, other, left.count) == 0
      }
    }
  }

  /// Takes in the bytes.
  package func hash(into hasher: inout Hasher) {
    Self.withBytes(of: self) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  private static func withBytes<Result>(
    of name: ByteName, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    if let result = name.text.utf8.withContiguousStorageIfAvailable(body) { return result }
    // A string of Apple's Foundation may lie elsewhere, and in another encoding.
    var text = name.text
    return text.withUTF8(body)
  }
}
