import Initializers

/// An argument of another framework's name for an initializer, and what it is of that initializer.
struct PeerArgument: Sendable {
  /// How it is listed; as the initializer's own argument if not given.
  private(set) var listed: InitializerDeclaration.Argument?
  /// The initializer's argument that it gives.
  let target: String
  /// What it gives.
  let value: @Sendable (ConfigurationReader) throws -> JSONValue

  /// The initializer's argument itself, with its default.
  static func own(_ name: String) -> PeerArgument {
    PeerArgument(target: name) { $0.value(name) ?? .null }
  }

  /// The seed.
  static let seed = own("seed")

  /// A number under another name, with another default, or from which the initializer's is
  /// computed.
  static func number(
    _ name: String, as target: String? = nil, default value: Double, _ help: String,
    transform: @escaping @Sendable (Double) -> Double = { $0 }
  ) -> PeerArgument {
    PeerArgument(
      listed: .init(name: name, defaultValue: .number(value), summary: help),
      target: target ?? name
    ) { .number(transform(try $0.double(name))) }
  }

  /// An integer under another name.
  static func integer(
    _ name: String, as target: String? = nil, default value: Int, _ help: String
  ) -> PeerArgument {
    PeerArgument(
      listed: .init(name: name, defaultValue: .integer(Int128(value)), summary: help),
      target: target ?? name
    ) { .integer(Int128(try $0.integer(name, in: Int.min...Int.max))) }
  }
}

extension InitializerDeclaration {
  /// Declares a peer's name as a row: what it stands for, with other defaults and names of
  /// arguments.
  ///
  /// It is read as what it stands for, and written as that.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - aliases: Other names.
  ///   - className: The class that it stands for, one of ``own``.
  ///   - summary: The law in a few words.
  ///   - arguments: The arguments.
  ///   - fixed: Arguments of the class that the peer does not have.
  init(
    peer name: String, aliases: [String] = [], of className: String, _ summary: String,
    _ arguments: PeerArgument..., fixed: JSONObject = [:]
  ) {
    guard let base = Self.own.first(where: { $0.className == className }) else {
      preconditionFailure("\(name) stands for \(className), which nobody declares")
    }
    let listed = arguments.compactMap { argument in
      argument.listed ?? base.arguments.first { $0.name == argument.target }
    }
    let read = ArgumentDeclaration<Never, any Initializer>(listed) { reader, _ in
      var config = fixed
      for argument in arguments { config[argument.target] = try argument.value(reader) }
      let reader = ConfigurationReader(
        owner: reader.owner, values: config, defaults: base.defaults, catalog: reader.catalog)
      // The fixed words are the library's own, whatever Keras the catalog reads.
      return try base.make(reader, .own)
    }
    self.init(
      named: name, aliases: aliases, summary, exampleShape: base.exampleShape, read,
      make: { $0 })
  }
}
