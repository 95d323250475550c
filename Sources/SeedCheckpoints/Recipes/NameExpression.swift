import Initializers

/// A regular expression, looked for in names.
///
/// A search takes a time proportional to the name's length times the expression's, whatever both
/// are: all ways to match are followed at once, letter by letter (K. Thompson, "Regular Expression
/// Search Algorithm", CACM 11 (1968)). So there is nothing that only remembers one way can know: no
/// references back, no atomic groups.
struct NameExpression: Sendable {
  /// What an expression is made of.
  indirect enum Part: Sendable {
    case letter(LetterSet)
    case place(Place)
    /// What another part, by its number, matches before or after this place.
    case look(Int, isNegated: Bool)
    case sequence([Part])
    case either([Part])
    case repeated(Part, Int, Int?)
  }

  /// A place between letters.
  enum Place: Sendable { case start, end, lastLine, wordEdge, insideWord }

  private enum Step: Sendable {
    case letter(LetterSet)
    case place(Place)
    case look(Int, isNegated: Bool)
    case either(Int, Int)
    case found
  }

  /// A part as steps, read towards the end or towards the start.
  private struct Program: Sendable {
    let goesBack: Bool
    private(set) var steps: [Step] = []

    init(_ part: Part, goesBack: Bool) throws(InitializationError) {
      self.goesBack = goesBack
      try add(part)
      steps.append(.found)
    }

    private mutating func add(_ part: Part) throws(InitializationError) {
      guard steps.count < 10_000 else {
        throw InitializationError(.invalidConfiguration, "the regular expression is too long")
      }
      switch part {
      case .letter(let set): steps.append(.letter(set))
      case .place(let place): steps.append(.place(place))
      case .look(let number, let isNegated): steps.append(.look(number, isNegated: isNegated))
      case .sequence(let parts):
        // A step of its own for nothing, so that repetitions of it end.
        if parts.isEmpty { steps.append(.either(steps.count + 1, steps.count + 1)) }
        for part in goesBack ? parts.reversed() : parts { try add(part) }
      case .either(let parts):
        var ends: [Int] = []
        for part in parts.dropLast() {
          let start = steps.count
          steps.append(.found)
          try add(part)
          ends.append(steps.count)
          steps.append(.found)
          steps[start] = .either(start + 1, steps.count)
        }
        if let last = parts.last { try add(last) }
        for end in ends { steps[end] = .either(steps.count, steps.count) }
      case .repeated(let part, let least, let most):
        for _ in 0..<least { try add(part) }
        for _ in least..<max(least, most ?? least + 1) {
          let start = steps.count
          steps.append(.found)
          try add(part)
          if most == nil { steps.append(.either(start, start)) }
          steps[start] = .either(start + 1, steps.count)
        }
      }
    }
  }

  private let looks: [Program]
  private let whole: Program

  /// Reads an expression.
  ///
  /// - Parameter text: The text.
  /// - Throws: `InitializationError.Code.invalidConfiguration` for what is no expression or not
  ///   supported.
  init(_ text: String) throws(InitializationError) {
    do {
      var reader = ExpressionReader(text)
      let part = try reader.expression()
      var looks: [Program] = []
      // What follows a place is found from the end on, so that one search finds it for all places.
      for look in reader.looks {
        looks.append(try Program(look.part, goesBack: !look.isBehind))
      }
      self.looks = looks
      whole = try Program(part, goesBack: false)
    } catch {
      throw InitializationError(
        .invalidConfiguration, "\(text) is not a regular expression: \(error.message)")
    }
  }

  /// Whether the expression matches any part of a name.
  func isFound(in name: String) -> Bool {
    let name = Array(name.unicodeScalars)
    var found: [[Bool]] = []
    for look in looks { found.append(Self.places(of: look, in: name, found)) }
    return Self.places(of: whole, in: name, found).contains(true)
  }

  /// The places where a match ends, or begins if the program goes back; between letters, from 0 to
  /// their number.
  private static func places(
    of program: Program, in name: [Unicode.Scalar], _ looks: [[Bool]]
  ) -> [Bool] {
    var places = Array(repeating: false, count: name.count + 1)
    var seen = Array(repeating: -1, count: program.steps.count)
    var ready: [Int] = []
    for moment in 0...name.count {
      let place = program.goesBack ? name.count - moment : moment
      var waiting: [(step: Int, set: LetterSet)] = []
      ready.append(0)
      while let step = ready.popLast() {
        if seen[step] == moment { continue }
        seen[step] = moment
        switch program.steps[step] {
        case .letter(let set): waiting.append((step, set))
        case .place(let wanted): if wanted.isAt(place, in: name) { ready.append(step + 1) }
        case .look(let number, let isNegated):
          if looks[number][place] != isNegated { ready.append(step + 1) }
        case .either(let first, let second): ready += [first, second]
        case .found: places[place] = true
        }
      }
      guard moment < name.count else { break }
      let letter = name[program.goesBack ? place - 1 : place]
      for (step, set) in waiting where set.contains(letter) { ready.append(step + 1) }
    }
    return places
  }
}

extension NameExpression.Place {
  fileprivate func isAt(_ place: Int, in name: [Unicode.Scalar]) -> Bool {
    switch self {
    case .start: return place == 0
    case .end: return place == name.count
    case .lastLine:
      return place == name.count
        || (place == name.count - 1 && LetterSet.lineEnds.contains(name[place]))
    case .wordEdge, .insideWord:
      let before = place > 0 && LetterSet.isOfWord(name[place - 1])
      let after = place < name.count && LetterSet.isOfWord(name[place])
      return (before != after) == (self == .wordEdge)
    }
  }
}

/// A set of letters in a regular expression.
struct LetterSet: Sendable {
  enum Kind: Sendable { case digit, word, space }

  var ranges: [ClosedRange<Unicode.Scalar>] = []
  var kinds: [(kind: Kind, isNegated: Bool)] = []
  var isNegated = false
  var ignoresCase = false

  /// The letters that end a line, which a dot does not match.
  static let lineEnds: [Unicode.Scalar] = [
    "\n", "\u{B}", "\u{C}", "\r", "\u{85}", "\u{2028}", "\u{2029}",
  ]

  func contains(_ letter: Unicode.Scalar) -> Bool {
    var letters = [letter]
    if ignoresCase {
      letters += letter.properties.lowercaseMapping.unicodeScalars.prefix(1)
      letters += letter.properties.uppercaseMapping.unicodeScalars.prefix(1)
    }
    return letters.contains { letter in
      ranges.contains { $0.contains(letter) }
        || kinds.contains { Self.isOf($0.kind, letter) != $0.isNegated }
    } != isNegated
  }

  static func isOfWord(_ letter: Unicode.Scalar) -> Bool { isOf(.word, letter) }

  private static func isOf(_ kind: Kind, _ letter: Unicode.Scalar) -> Bool {
    if letter.isASCII {
      switch (kind, letter) {
      case (.digit, "0"..."9"), (.word, "0"..."9"), (.word, "a"..."z"), (.word, "A"..."Z"),
        (.word, "_"), (.space, "\t"), (.space, "\n"), (.space, "\u{B}"), (.space, "\u{C}"),
        (.space, "\r"), (.space, " "):
        return true
      default: return false
      }
    }
    let properties = letter.properties
    switch kind {
    case .digit: return properties.generalCategory == .decimalNumber
    case .space: return properties.isWhitespace
    case .word:
      return properties.isAlphabetic || letter == "\u{200C}" || letter == "\u{200D}"
        || [.nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation]
          .contains(properties.generalCategory)
    }
  }
}
