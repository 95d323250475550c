import Initializers

/// One argument of an initializer: how it is listed, read from a configuration, and written to one.
///
/// `Root` is the initializer that has it, `Value` what is made of it.
struct ArgumentDeclaration<Root, Value>: Sendable {
  typealias Read = @Sendable (ConfigurationReader, Dialect) throws -> Value
  typealias Get<Part> = @Sendable (Root) -> Part

  /// The argument as it is listed, or several that give one value together.
  let listed: [InitializerDeclaration.Argument]
  let read: Read
  /// What stands in a configuration.
  let write: @Sendable (Root, Dialect) throws -> JSONObject

  /// Declares several arguments that give one value together.
  init(
    _ listed: [InitializerDeclaration.Argument], read: @escaping Read,
    write: @escaping @Sendable (Root, Dialect) throws -> JSONObject = { _, _ in [:] }
  ) {
    (self.listed, self.read, self.write) = (listed, read, write)
  }

  /// Declares an argument.
  ///
  /// - Parameters:
  ///   - name: The name, as configurations have it.
  ///   - defaultValue: The value if none is given.
  ///   - help: What it means and what is allowed.
  ///   - origin: Who has the argument. One that no Keras has is written where it is not the
  ///     default.
  ///   - read: Reads it.
  ///   - write: What is written for it; `nil` for nothing.
  init(
    _ name: String, default defaultValue: JSONValue, _ help: String, of origin: Dialect = .keras2,
    read: @escaping Read, write: (@Sendable (Root, Dialect) throws -> JSONValue?)? = nil
  ) {
    self.init(
      [.init(name: name, defaultValue: defaultValue, summary: help)], read: read
    ) { root, dialect in
      guard let value = try write?(root, dialect) else { return [:] }
      if origin == .own {
        if value == defaultValue { return [:] }
        try dialect.require(origin, "the argument \(name) of \(Root.self)")
      }
      return [name: value]
    }
  }

  /// One of a few words, each of which stands for a value; it is not written.
  static func word(
    _ name: String, _ words: [(String, Value)], default defaultValue: String,
    _ help: String? = nil
  ) -> Self where Value: Sendable {
    let names = words.map(\.0)
    return Self(name, default: .string(defaultValue), help ?? names.alternatives) { reader, _ in
      let word = try reader.word(name, of: names)
      return words[names.firstIndex(of: word) ?? 0].1
    }
  }
}

extension ArgumentDeclaration where Value == Double {
  /// A number.
  static func number(
    _ name: String, _ get: Get<Double>? = nil, default defaultValue: Double, _ help: String
  ) -> Self {
    Self(name, default: .number(defaultValue), help) { reader, _ in
      try reader.double(name)
    } write: { root, _ in
      get.map { .number($0(root)) }
    }
  }
}

extension ArgumentDeclaration where Value == Double? {
  /// A number, or `null` where the initializer knows its own.
  static func number(_ name: String, _ get: @escaping Get<Double>, _ help: String) -> Self {
    Self(name, default: .null, help) { reader, _ in
      reader.value(name) == .null ? nil : try reader.double(name)
    } write: { root, _ in
      .number(get(root))
    }
  }
}

extension ArgumentDeclaration where Value == Int {
  /// An integer.
  static func integer(
    _ name: String, _ get: Get<Int>? = nil, default defaultValue: Int,
    atLeast least: Int = .min, _ help: String, of origin: Dialect = .keras2
  ) -> Self {
    Self(name, default: .integer(Int128(defaultValue)), help, of: origin) { reader, _ in
      try reader.integer(name, in: least...Int.max)
    } write: { root, _ in
      get.map { .integer(Int128($0(root))) }
    }
  }
}

extension ArgumentDeclaration where Value == Bool {
  /// A truth value.
  static func flag(
    _ name: String, _ get: @escaping Get<Bool>, default defaultValue: Bool, _ help: String
  ) -> Self {
    Self(name, default: .bool(defaultValue), help) { reader, _ in
      try reader.bool(name)
    } write: { root, _ in
      .bool(get(root))
    }
  }
}

extension ArgumentDeclaration
where Value: RawRepresentable<String> & CaseIterable & Sendable {
  /// One of the cases of a type.
  static func choice(
    _ name: String, _ get: Get<Value>? = nil, default defaultValue: Value
  ) -> Self {
    let words = Value.allCases.map(\.rawValue)
    return Self(name, default: .string(defaultValue.rawValue), words.alternatives) { reader, _ in
      Value(rawValue: try reader.word(name, of: words)) ?? defaultValue
    } write: { root, _ in
      get.map { .string($0(root).rawValue) }
    }
  }
}

extension ArgumentDeclaration where Value == WeightLayout {
  /// Where a weight has its channels.
  static func layout(_ get: @escaping Get<WeightLayout>) -> Self {
    Self(
      "layout", default: .null,
      "keras for (…, input, output), torch for (output, input, …); null for keras, or a recipe's layout"
    ) { reader, _ in
      try reader.layout()
    } write: { root, _ in
      .string(get(root).rawValue)
    }
  }
}

extension ArgumentDeclaration where Value == Seed? {
  /// The seed of a random initializer.
  static var seed: Self {
    Self("seed", default: .null, "an integer, or null for a fresh seed") { reader, _ in
      try reader.seed()
    } write: { root, dialect in
      guard let seed = (root as? any Initializer)?.seed else { return nil }
      if seed.generatorName != nil {
        try dialect.require(.keras3, "the SeedGenerator that \(Root.self) has")
      }
      return try JSONValue(seed)
    }
  }
}

extension ArgumentDeclaration where Value == any Initializer {
  /// An initializer inside of this one.
  static func base(_ get: @escaping Get<any Initializer>, default name: String) -> Self {
    Self(
      "initializer", default: .string(name),
      "the name or the configuration of the other initializer"
    ) { reader, _ in
      try reader.initializer("initializer")
    } write: { root, dialect in
      try InitializerCatalog(dialect).serialize(get(root)).json
    }
  }
}

extension ArgumentDeclaration where Value == Fans.Rule {
  /// How fans are read off a shape: by axes, which only Keras 3 has, or a rule, which no Keras has.
  static func fans(_ get: @escaping Get<Fans.Rule>) -> Self {
    let axes = ["input_axes", "output_axes"].map { name in
      InitializerDeclaration.Argument(
        name: name, defaultValue: .null, summary: "null or the axes of the fan (Keras 3)")
    }
    let rule = InitializerDeclaration.Argument(
      name: "fans", defaultValue: .null,
      summary: "null, or a fan rule (not in Keras): \(Fans.Rule.forms)")
    return Self(axes + [rule]) { reader, dialect in
      try reader.fanRule(dialect)
    } write: { root, dialect in
      let rule = get(root)
      switch rule {
      case .axes: try dialect.require(.keras3, "the axes of fans")
      case .torch, .jax, .convolution:
        try dialect.require(
          .own, "the fans \(rule.json.text); give axes, such as input [1] and output [0]")
        return ["fans": rule.json]
      case .keras2 where dialect == .own: return ["fans": rule.json]
      case .keras2, .keras3: break
      }
      return dialect.hasKeras3 ? JSONValue.axes(of: rule) : [:]
    }
  }
}

extension [String] {
  /// Words of which one may stand: `a, b or c`.
  var alternatives: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " or " + self[count - 1]
  }
}
