import Initializers

/// Reads the arguments of one configuration, by name, with the errors a person can act on.
///
/// It is shared by initializers and layers: ``owner`` says in messages whose arguments they are.
struct ConfigurationReader {
  /// Whose arguments these are.
  let owner: String
  /// The arguments.
  let values: [String: JSONValue]

  /// Throws an error about one argument.
  func invalid(_ name: String, _ expected: String) -> InitializationError {
    let given = values[name]?.kind ?? "missing"
    return InitializationError(
      .invalidConfiguration, "\(name) of \(owner) is \(given); it must be \(expected)")
  }

  /// A number; the default if it is absent.
  func double(_ name: String, default fallback: Double) throws(InitializationError) -> Double {
    guard let value = values[name] else { return fallback }
    guard let number = value.double else { throw invalid(name, "a number") }
    return number
  }

  /// An integer of a range; the default if it is absent, an error if there is no default.
  func integer(
    _ name: String, default fallback: Int? = nil, in range: ClosedRange<Int>
  ) throws(InitializationError) -> Int {
    guard let value = values[name] ?? fallback.map({ .integer(Int128($0)) }),
      let number = value.integer, range.contains(number)
    else {
      let bounds =
        range.upperBound == .max
        ? "\(range.lowerBound) or more"
        : "from \(range.lowerBound) to \(range.upperBound)"
      throw invalid(name, "an integer, \(bounds)")
    }
    return number
  }

  /// A truth value; the default if it is absent.
  func bool(_ name: String, default fallback: Bool) throws(InitializationError) -> Bool {
    guard let value = values[name] else { return fallback }
    guard case .bool(let flag) = value else { throw invalid(name, "true or false") }
    return flag
  }

  /// One of a few words; the default if it is absent.
  func word(
    _ name: String, default fallback: String, of words: [String], ignoringCase: Bool = false
  ) throws(InitializationError) -> String {
    guard let value = values[name] else { return fallback }
    guard let word = value.string.map({ ignoringCase ? $0.lowercased() : $0 }),
      words.contains(word)
    else { throw invalid(name, "one of " + words.joined(separator: ", ")) }
    return word
  }

  /// A seed: `nil` for `null` or nothing.
  func seed() throws(InitializationError) -> Seed? {
    guard let value = values["seed"], value != .null else { return nil }
    guard case .integer(let integer) = value, let bits = UInt64(exactly: integer) else {
      throw invalid("seed", "null or an integer from 0 to 2⁶⁴ − 1")
    }
    return Seed(bits)
  }
}
