import Initializers

/// Reads a regular expression, in the form that Perl, Python and ICU have in common.
struct ExpressionReader {
  /// What is looked for before or after a place; what is inside another comes first.
  private(set) var looks: [(part: NameExpression.Part, isBehind: Bool)] = []
  private var rest: Substring.UnicodeScalarView
  private var ignoresCase = false
  private var depth = 0

  init(_ text: String) { rest = Substring(text).unicodeScalars }

  /// The whole expression.
  mutating func expression() throws(InitializationError) -> NameExpression.Part {
    let part = try alternatives()
    guard rest.isEmpty else { throw error("a ) has no (") }
    return part
  }

  private func error(_ fault: String) -> InitializationError {
    InitializationError(.invalidConfiguration, fault)
  }

  private mutating func skip(_ text: String) -> Bool {
    guard rest.starts(with: text.unicodeScalars) else { return false }
    rest.removeFirst(text.unicodeScalars.count)
    return true
  }

  private mutating func alternatives() throws(InitializationError) -> NameExpression.Part {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 32 else { throw error("its groups are nested more than 32 levels deep") }
    let ignoredCase = ignoresCase
    defer { ignoresCase = ignoredCase }
    var (alternatives, parts): ([NameExpression.Part], [NameExpression.Part]) = ([], [])
    while let next = rest.first, next != ")" {
      if skip("|") {
        alternatives.append(.sequence(parts))
        parts = []
      } else if skip("(?i)") {
        ignoresCase = true
      } else {
        parts.append(try repeated(try part()))
      }
    }
    return .either(alternatives + [.sequence(parts)])
  }

  private mutating func repeated(
    _ part: NameExpression.Part
  ) throws(InitializationError) -> NameExpression.Part {
    var part = part
    if skip("*") {
      part = .repeated(part, 0, nil)
    } else if skip("+") {
      part = .repeated(part, 1, nil)
    } else if skip("?") {
      part = .repeated(part, 0, 1)
    } else if skip("{") {
      let least = try count()
      let most = skip(",") ? (rest.first == "}" ? nil : try count()) : least
      guard skip("}"), most ?? least >= least else { throw error("a repetition is like {2,4}") }
      part = .repeated(part, least, most)
    } else {
      return part
    }
    // Whether as few or as many as possible are taken first makes no difference to what is found.
    guard !skip("+") else { throw error("possessive repetitions are not supported") }
    _ = skip("?")
    if let next = rest.first, "*+?{".unicodeScalars.contains(next) {
      throw error("\(next) repeats nothing")
    }
    return part
  }

  private mutating func count() throws(InitializationError) -> Int {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    guard let count = Int(String(digits)), count <= 1000 else {
      throw error("a repetition is like {2,4}, with numbers up to 1000")
    }
    rest.removeFirst(digits.count)
    return count
  }

  private mutating func part() throws(InitializationError) -> NameExpression.Part {
    guard let letter = rest.popFirst() else { throw error("it ends too early") }
    switch letter {
    case "(": return try group()
    case "[": return .letter(try letterClass())
    case ".":
      return .letter(LetterSet(ranges: LetterSet.lineEnds.map { $0...$0 }, isNegated: true))
    case "^": return .place(.start)
    case "$": return .place(.lastLine)
    case "\\": return try escaped()
    case "*", "+", "?", "{": throw error("\(letter) repeats nothing")
    default: return .letter(set(letter))
    }
  }

  private func set(_ letter: Unicode.Scalar) -> LetterSet {
    LetterSet(ranges: [letter...letter], ignoresCase: ignoresCase)
  }

  private mutating func group() throws(InitializationError) -> NameExpression.Part {
    var look: (isBehind: Bool, isNegated: Bool)?
    let ignoredCase = ignoresCase
    defer { ignoresCase = ignoredCase }
    if skip("?") {
      if skip("=") {
        look = (false, false)
      } else if skip("!") {
        look = (false, true)
      } else if skip("<=") {
        look = (true, false)
      } else if skip("<!") {
        look = (true, true)
      } else if skip("i:") {
        ignoresCase = true
      } else if skip("<") || skip("P<") {
        let name = rest.prefix { $0 != ">" && $0 != ")" }
        rest.removeFirst(name.count)
        guard !name.isEmpty, skip(">") else { throw error("the name of a group is like (?<name>") }
      } else if !skip(":") {
        throw error(
          "groups that begin with (?\(rest.first.map(String.init) ?? "") are not supported")
      }
    }
    let part = try alternatives()
    guard skip(")") else { throw error("a ( has no )") }
    guard let look else { return part }
    looks.append((part, look.isBehind))
    return .look(looks.count - 1, isNegated: look.isNegated)
  }

  private mutating func escaped() throws(InitializationError) -> NameExpression.Part {
    switch rest.first {
    case "A": rest.removeFirst(); return .place(.start)
    case "z": rest.removeFirst(); return .place(.end)
    case "Z": rest.removeFirst(); return .place(.lastLine)
    case "b": rest.removeFirst(); return .place(.wordEdge)
    case "B": rest.removeFirst(); return .place(.insideWord)
    default: break
    }
    if let kind = kind() { return .letter(LetterSet(kinds: [kind])) }
    return .letter(set(try escapedLetter()))
  }

  private mutating func kind() -> (kind: LetterSet.Kind, isNegated: Bool)? {
    let kinds: [Unicode.Scalar: LetterSet.Kind] = ["d": .digit, "w": .word, "s": .space]
    guard let letter = rest.first else { return nil }
    let lower = letter.properties.lowercaseMapping.unicodeScalars.first ?? letter
    guard letter.isASCII, let kind = kinds[lower] else { return nil }
    rest.removeFirst()
    return (kind, lower != letter)
  }

  private mutating func escapedLetter() throws(InitializationError) -> Unicode.Scalar {
    guard let letter = rest.popFirst() else { throw error(#"a \ stands at its end"#) }
    let known: [Unicode.Scalar: Unicode.Scalar] = [
      "t": "\t", "n": "\n", "r": "\r", "f": "\u{C}", "a": "\u{7}", "e": "\u{1B}",
    ]
    if let letter = known[letter] { return letter }
    if letter == "x" || letter == "u" || letter == "U" {
      let isBraced = letter == "x" && skip("{")
      let most = isBraced ? 6 : letter == "x" ? 2 : letter == "u" ? 4 : 8
      let digits = rest.prefix(most).prefix { $0.properties.isASCIIHexDigit }
      rest.removeFirst(digits.count)
      guard isBraced ? skip("}") : digits.count == most,
        let scalar = UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init)
      else { throw error(#"\\#(letter) needs the number of a letter"#) }
      return scalar
    }
    switch letter {
    case "a"..."z", "A"..."Z", "0"..."9": throw error(#"\\#(letter) is not supported"#)
    default: return letter
    }
  }

  private mutating func letterClass() throws(InitializationError) -> LetterSet {
    var set = LetterSet(ignoresCase: ignoresCase)
    set.isNegated = skip("^")
    var isFirst = true
    while let letter = rest.first, letter != "]" || isFirst {
      isFirst = false
      if skip("&&") || skip("--") || skip("[") {
        throw error(#"sets in sets are not supported; write \[, \& or \- for the letter"#)
      }
      rest.removeFirst()
      if letter == "\\", let kind = kind() {
        set.kinds.append(kind)
        continue
      }
      let first = letter == "\\" ? try escapedLetter() : letter
      guard rest.first == "-", let end = rest.dropFirst().first, end != "]" else {
        set.ranges.append(first...first)
        continue
      }
      rest.removeFirst(2)
      guard end != "[" else { throw error(#"write \[ for the letter"#) }
      let last = end == "\\" ? try escapedLetter() : end
      guard first <= last else { throw error("\(first)-\(last) is no range") }
      set.ranges.append(first...last)
    }
    guard skip("]") else { throw error("a [ has no ]") }
    return set
  }
}
