package import Initializers

/// Reads the arguments of one configuration, by name, with the errors a person can act on.
///
/// It is shared by initializers and layers: ``owner`` says in messages whose arguments they are.
package struct ConfigurationReader {
  /// Whose arguments these are.
  package let owner: String
  /// The arguments that are given.
  package let values: JSONObject
  /// The values of arguments that are not given, where they are declared.
  package let defaults: JSONObject
  /// What reads initializers among the arguments.
  package let catalog: InitializerCatalog

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - owner: Whose arguments these are.
  ///   - values: The arguments that are given.
  ///   - defaults: The values of arguments that are not given, where they are declared.
  ///   - catalog: What reads initializers among the arguments.
  package init(
    owner: String, values: JSONObject, defaults: JSONObject = [:],
    catalog: InitializerCatalog = InitializerCatalog()
  ) {
    (self.owner, self.values, self.defaults, self.catalog) = (owner, values, defaults, catalog)
  }

  /// Throws an error about one argument.
  package func invalid(_ name: String, _ expected: String) -> InitializationError {
    let given = values[name]?.kind ?? "missing"
    return InitializationError(
      .invalidConfiguration, "\(name) of \(owner) is \(given); it must be \(expected)")
  }

  /// What is given for an argument, or what is declared for it.
  package func value(_ name: String) -> JSONValue? { values[name] ?? defaults[name] }

  /// A number; the default if it is absent, an error if there is no default.
  package func double(
    _ name: String, default fallback: Double? = nil
  ) throws(InitializationError) -> Double {
    guard let number = (value(name) ?? fallback.map(JSONValue.number))?.double else {
      throw invalid(name, "a number")
    }
    return number
  }

  /// An integer of a range; the default if it is absent, an error if there is no default.
  package func integer(
    _ name: String, default fallback: Int? = nil, in range: ClosedRange<Int>
  ) throws(InitializationError) -> Int {
    guard let value = value(name) ?? fallback.map({ .integer(Int128($0)) }),
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

  /// A truth value; the default if it is absent, an error if there is no default.
  package func bool(_ name: String, default fallback: Bool? = nil) throws(InitializationError)
    -> Bool
  {
    guard case .bool(let flag) = value(name) ?? fallback.map(JSONValue.bool) else {
      throw invalid(name, "true or false")
    }
    return flag
  }

  /// One of a few words; the default if it is absent, an error if there is no default.
  package func word(
    _ name: String, default fallback: String? = nil, of words: [String],
    ignoringCase: Bool = false
  ) throws(InitializationError) -> String {
    let given = (value(name) ?? fallback.map(JSONValue.string))?.string
    guard let word = ignoringCase ? given?.lowercased() : given, words.contains(word) else {
      throw invalid(name, "one of " + words.joined(separator: ", "))
    }
    return word
  }

  /// One of a few words; `nil` for `null` or nothing.
  package func optionalWord(
    _ name: String, of words: [String]
  ) throws(InitializationError) -> String? {
    value(name) ?? .null == .null ? nil : try word(name, of: words)
  }

  /// An initializer, by its name or configuration.
  package func initializer(_ name: String) throws(InitializationError) -> any Initializer {
    try initializer(describedBy: value(name) ?? .null, name)
  }

  /// An initializer inside this one; no Keras writes such, so that there is nothing to pass over.
  package func initializer(
    describedBy json: JSONValue, _ name: String
  ) throws(InitializationError) -> any Initializer {
    do throws(InitializationError) {
      return try catalog.inside().deserialize(InitializerConfiguration(written: json))
    } catch {
      throw InitializationError(error.code, "\(name) of \(owner): \(error.message)")
    }
  }

  /// A list of integers; `nil` for `null` or nothing.
  package func integers(_ name: String) throws(InitializationError) -> [Int]? {
    guard let value = values[name], value != .null else { return nil }
    let list = value.array?.compactMap(\.integer) ?? []
    guard list.count == value.array?.count else {
      throw invalid(name, "null or a list of integers")
    }
    return list
  }

  /// Where a weight has its channels: what is given, else PyTorch's layout where fans are read as
  /// PyTorch's, else Keras's.
  package func layout() throws(InitializationError) -> WeightLayout {
    let fallback: WeightLayout =
      switch catalog.fanRule {
      case .torch, .convolution(_, layout: .torch, groups: _, stride: _): .torch
      default: .keras
      }
    let name = try optionalWord("layout", of: WeightLayout.allCases.map(\.rawValue))
    return name.flatMap(WeightLayout.init(rawValue:)) ?? fallback
  }

  /// A seed: `nil` for `null` or nothing; an integer, or a `SeedGenerator` with one.
  package func seed() throws(InitializationError) -> Seed? {
    guard let value = values["seed"], value != .null else { return nil }
    guard let seed = Seed(json: value) else {
      throw invalid("seed", "null, an integer from −2⁶³ to 2⁶⁴ − 1, or a SeedGenerator with either")
    }
    return seed
  }

  /// The rule of fans by its name, or that the axes give; the default, or the dialect's, if they
  /// are not both there.
  package func fanRule(_ dialect: Dialect) throws(InitializationError) -> Fans.Rule {
    let input = try axes("input_axes")
    let output = try axes("output_axes")
    if let written = values["fans"], written != .null {
      guard input == nil, output == nil else {
        throw InitializationError(
          .invalidConfiguration,
          "\(owner) has both fans and axes; give axes as fans, such as {\"input\": [0], \"output\": [1]}"
        )
      }
      guard let rule = Fans.Rule(json: written) else {
        throw invalid("fans", "one of \(Fans.Rule.forms)")
      }
      return rule
    }
    guard let input, let output else { return catalog.fanRule ?? dialect.fanRule }
    return .axes(input: input, output: output)
  }

  private func axes(_ name: String) throws(InitializationError) -> [Int]? {
    guard let value = values[name], value != .null else { return nil }
    // A single axis is taken for a list of it, where Keras refuses it.
    let elements = value.array ?? [value]
    let axes = elements.compactMap(\.integer)
    guard axes.count == elements.count else { throw invalid(name, "null or a list of integers") }
    return axes
  }
}
