extension Unicode.Scalar {
  /// Whether this controls a terminal, ends a line or turns the direction of writing, rather than
  /// being seen.
  package var steers: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension String {
  /// The text with a sign in place of every character that steers rather than being seen: of
  /// somebody else's text for a terminal or a page.
  package var withoutSteering: String {
    guard unicodeScalars.contains(where: \.steers) else { return self }
    return String(
      String.UnicodeScalarView(unicodeScalars.map { $0.steers ? "\u{FFFD}" : $0 }))
  }
}
