import Initializers

/// A pattern that names of parameters match: a glob for the whole name, or a regular expression for
/// a part of it.
///
/// In a glob `*` stands for any letters, dots and slashes among them, `?` for one, `[abc]` for one
/// of several, `[!abc]` for one of all others; `\` takes the next letter as it is.
struct NamePattern: Sendable {
  /// How one letter of a glob is matched.
  private enum Part: Sendable {
    case any
    case one
    case letter(Unicode.Scalar)
    case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)

    func matches(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .any, .one: true
      case .letter(let letter): letter == scalar
      case .set(let ranges, let isNegated):
        ranges.contains { $0.contains(scalar) } != isNegated
      }
    }
  }

  private enum Kind: Sendable {
    case glob([Part])
    case expression(NameExpression)
  }

  /// The pattern as it was given.
  let text: String
  private let kind: Kind

  /// Creates a pattern from a glob.
  init(glob: String) throws(InitializationError) {
    var parts: [Part] = []
    var rest = glob.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      // Any letters twice are any letters; names are then found in no more steps than letters times
      // parts.
      case "*": if case .any? = parts.last { continue } else { parts.append(.any) }
      case "?": parts.append(.one)
      case "[": parts.append(try Self.set(&rest, of: glob))
      case "\\": parts.append(.letter(rest.popFirst() ?? scalar))
      default: parts.append(.letter(scalar))
      }
    }
    text = glob
    kind = .glob(parts)
  }

  /// Creates a pattern from a regular expression.
  init(expression: String) throws(InitializationError) {
    kind = .expression(try NameExpression(expression))
    text = expression
  }

  private static func set(
    _ rest: inout String.UnicodeScalarView.SubSequence, of glob: String
  ) throws(InitializationError) -> Part {
    let isNegated = rest.first == "!" || rest.first == "^"
    if isNegated { rest.removeFirst() }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while let first = rest.popFirst() {
      if first == "]" && !ranges.isEmpty { return .set(ranges, isNegated: isNegated) }
      if rest.first == "-", let last = rest.dropFirst().first, last != "]", first <= last {
        rest.removeFirst(2)
        ranges.append(first...last)
      } else {
        ranges.append(first...first)
      }
    }
    throw InitializationError(
      .invalidConfiguration, "the pattern \(glob) has a [ without a ]; write \\[ for the character")
  }

  /// Whether a name matches.
  func matches(_ name: String) -> Bool {
    switch kind {
    case .glob(let parts): Self.matches(parts, Array(name.unicodeScalars))
    case .expression(let expression): expression.isFound(in: name)
    }
  }

  /// Matches letter by letter; after a mismatch the last `*` takes one letter more.
  private static func matches(_ parts: [Part], _ name: [Unicode.Scalar]) -> Bool {
    var (part, letter) = (0, 0)
    var retry: (part: Int, letter: Int)?
    while letter < name.count {
      if part < parts.count, case .any = parts[part] {
        retry = (part, letter)
        part += 1
      } else if part < parts.count, parts[part].matches(name[letter]) {
        part += 1
        letter += 1
      } else if let last = retry {
        (part, letter) = (last.part + 1, last.letter + 1)
        retry = (last.part, letter)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { if case .any = $0 { true } else { false } }
  }
}
