/// A name that is told from others by its UTF-8 bytes.
///
/// Swift's strings are equal if they look alike: é as one scalar and as two is one string. Files know bytes only, so that there these are
/// two names.
package struct ByteName: Sendable, Hashable {
  /// The name.
  package let text: String

  /// A name.
  package init(_ text: String) {
    self.text = text
  }

  /// Whether all bytes are equal.
  package static func == (left: ByteName, right: ByteName) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Takes in the bytes.
  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
