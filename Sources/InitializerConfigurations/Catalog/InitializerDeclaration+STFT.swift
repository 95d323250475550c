import Initializers

extension InitializerDeclaration {
  /// Keras 3's `STFT`.
  static let spectral = [
    InitializerDeclaration(
      "STFT", aliases: ["stft", "STFTInitializer"],
      summary: "the kernel of a short-time Fourier transform; rank 3",
      arguments: [
        Argument(name: "side", defaultValue: .string("real"), summary: "real or imag"),
        Argument(
          name: "window", defaultValue: .string("hann"),
          summary: "a window's name in SciPy, a list of numbers, or null"),
        Argument(
          name: "scaling", defaultValue: .string("density"), summary: "density, spectrum or null"),
        Argument(name: "periodic", defaultValue: .bool(false), summary: "true or false"),
      ],
      make: { reader, _ throws(InitializationError) in try makeSTFT(reader) },
      write: { initializer, dialect throws(InitializationError) in
        guard let initializer = initializer as? STFT else { return nil }
        guard dialect.hasKeras3 else {
          throw InitializationError(.invalidConfiguration, "only Keras 3 has STFT")
        }
        return written(initializer)
      })
  ]

  private static func makeSTFT(
    _ reader: ConfigurationReader
  ) throws(InitializationError) -> STFT {
    let side = try reader.word("side", of: STFT.Side.allCases.map(\.rawValue))
    let scaling = try reader.optionalWord(
      "scaling", of: STFT.Scaling.allCases.map(\.rawValue))
    var window: STFT.Window?
    switch reader.value("window") {
    case nil, .null: break
    case .string(let name):
      guard let named = SpectralWindow(name: name) else {
        let known = SpectralWindow.allCases.map(\.rawValue).joined(separator: ", ")
        throw reader.invalid("window", "null, a list of numbers, or one of \(known)")
      }
      window = .named(named)
    case .some(let value):
      guard let numbers = value.numbers, numbers.shape.count == 1 else {
        throw reader.invalid("window", "null, a window's name, or a list of numbers")
      }
      window = .values(numbers.elements)
    }
    return STFT(
      side: STFT.Side(rawValue: side) ?? .real, window: window,
      scaling: scaling.flatMap(STFT.Scaling.init(rawValue:)),
      isPeriodic: try reader.bool("periodic"))
  }

  private static func written(_ initializer: STFT) -> Written {
    let window: JSONValue =
      switch initializer.window {
      case nil: .null
      case .named(let window): .string(window.rawValue)
      case .values(let values): .array(values.map(JSONValue.number))
      }
    return Written(config: [
      "side": .string(initializer.side.rawValue), "window": window,
      "scaling": initializer.scaling.map { .string($0.rawValue) } ?? .null,
      "periodic": .bool(initializer.isPeriodic),
    ])
  }
}
