import Initializers

extension InitializerDeclaration {
  /// Initializers with a form of their own.
  @DeclarationList static var structured: [InitializerDeclaration] {
    InitializerDeclaration(
      of: Dirac.self, aliases: ["dirac"], from: .own,
      "an identity convolution; rank 3 to 5 (not in Keras)", exampleShape: [3, 3, 4, 4],
      .integer("groups", \.groups, default: 1, atLeast: 1, "the number of groups, 1 or more"),
      .layout(\.layout), .number("gain", \.gain, default: 1, "a finite number")
    ) { try Dirac(groups: $0, layout: $1, gain: $2) }
    InitializerDeclaration(
      of: DeltaOrthogonal.self,
      aliases: [
        "delta_orthogonal", "ConvolutionDeltaOrthogonal", "convolutional_delta_orthogonal",
      ],
      from: .own, "a norm-preserving convolution; rank 3 to 5 (not in Keras)",
      exampleShape: [3, 3, 4, 8],
      .number("gain", \.gain, default: 1, "a finite number"), .layout(\.layout), .seed
    ) { try DeltaOrthogonal(gain: $0, layout: $1, seed: $2) }
    InitializerDeclaration(
      of: ConvolutionOrthogonal.self,
      aliases: ["convolution_orthogonal"]
        + (1...3).flatMap { ["ConvolutionOrthogonal\($0)D", "convolutional_orthogonal_\($0)d"] },
      from: .own,
      "a norm-preserving convolution, with weights at every tap; rank 3 to 5 (not in Keras)",
      exampleShape: [3, 3, 4, 8],
      .number("gain", \.gain, default: 1, "a finite number"), .layout(\.layout), .seed
    ) { try ConvolutionOrthogonal(gain: $0, layout: $1, seed: $2) }
    InitializerDeclaration(
      of: Mimetic.self, aliases: ["mimetic"], from: .own,
      "attention weights that resemble trained ones; rank 2 or 3 (not in Keras)",
      exampleShape: [8, 8],
      .choice("part", \.part, default: .query),
      .integer("heads", \.heads, default: 1, atLeast: 1, "the number of heads, 1 or more"),
      .number(
        "alpha", \.alpha,
        "the share of random values; null for 0.7, or 0.4 of value and output"),
      .number(
        "beta", \.beta, "the share of the identity; null for 0.7, or 0.4 of value and output"),
      .layout(\.layout), .seed
    ) { try Mimetic($0, heads: $1, alpha: $2, beta: $3, layout: $4, seed: $5) }
    InitializerDeclaration(
      of: Bilinear.self, aliases: ["bilinear"], from: .own,
      "bilinear interpolation, for upsampling convolutions; rank 4 (not in Keras)",
      exampleShape: [3, 3, 4, 4], .layout(\.layout)
    ) { Bilinear(layout: $0) }
    InitializerDeclaration(
      of: ZerO.self, aliases: ["zer_o"], from: .own,
      "identity and Hadamard matrices; rank 2 or more (not in Keras)", .layout(\.layout)
    ) { ZerO(layout: $0) }
    InitializerDeclaration(
      of: HiPPO.self, aliases: ["hippo"], from: .own,
      "the state matrix of a history in orthogonal functions; square (not in Keras)",
      exampleShape: [8, 8], .choice("measure", \.measure, default: .legS)
    ) { HiPPO($0) }
    InitializerDeclaration(
      of: SinusoidalPositions.self, aliases: ["sinusoidal_positions"], from: .own,
      "sines and cosines of positions; rank 2 (not in Keras)",
      .number("base", \.base, default: 10_000, "the slowest wave's length over 2π"),
      .flag(
        "interleaved", \.isInterleaved, default: true, "whether sines and cosines alternate")
    ) { try SinusoidalPositions(base: $0, isInterleaved: $1) }
    InitializerDeclaration(
      of: SIREN.self, aliases: ["siren"], from: .own,
      "uniform values for sine activations (not in Keras)",
      .flag("first", \.isFirst, default: false, "whether this is the first layer"),
      .number("frequency", \.frequency, default: 30, "a positive number"), .seed,
      .fans(\.fanRule)
    ) { try SIREN(isFirst: $0, frequency: $1, fanRule: $3, seed: $2) }
    InitializerDeclaration(
      of: MambaStateMatrix.self, aliases: ["mamba_state_matrix"], from: .own,
      "ln(n + 1) along the last axis: A_log of Mamba (not in Keras)"
    ) { MambaStateMatrix() }
    InitializerDeclaration(
      of: MambaTimeStepBias.self, aliases: ["mamba_time_step_bias"], from: .own,
      "the bias whose softplus is log-uniform: dt_proj.bias of Mamba (not in Keras)",
      .number("minimum", \.minimum, default: 0.001, "the smallest time step before the floor"),
      .number("maximum", \.maximum, default: 0.1, "the upper bound of the time steps"),
      .number("floor", \.floor, default: 1e-4, "the smallest time step of all"), .seed
    ) { try MambaTimeStepBias(minimum: $0, maximum: $1, floor: $2, seed: $3) }
  }

  /// Keras 3's `STFT`.
  @DeclarationList static var spectral: [InitializerDeclaration] {
    InitializerDeclaration(
      of: STFT.self, aliases: ["stft", "STFTInitializer"], from: .keras3,
      "the kernel of a short-time Fourier transform; rank 3", exampleShape: [16, 1, 9],
      .choice("side", \.side, default: .real),
      ArgumentDeclaration<STFT, STFT.Window?>(
        "window", default: .string("hann"), "a window's name in SciPy, a list of numbers, or null",
        read: { reader, _ in try window(reader) },
        write: { stft, _ in
          switch stft.window {
          case nil: .null
          case .named(let window): .string(window.rawValue)
          case .values(let values): .array(values.map(JSONValue.number))
          }
        }),
      ArgumentDeclaration<STFT, STFT.Scaling?>(
        "scaling", default: .string("density"), "density, spectrum or null",
        read: { reader, _ in
          try reader.optionalWord("scaling", of: STFT.Scaling.allCases.map(\.rawValue))
            .flatMap(STFT.Scaling.init(rawValue:))
        },
        write: { stft, _ in stft.scaling.map { .string($0.rawValue) } ?? .null }),
      .flag("periodic", \.isPeriodic, default: false, "true or false")
    ) { STFT(side: $0, window: $1, scaling: $2, isPeriodic: $3) }
  }

  private static func window(_ reader: ConfigurationReader) throws -> STFT.Window? {
    switch reader.value("window") {
    case nil, .null: return nil
    case .string(let name):
      guard let named = SpectralWindow(name: name) else {
        let known = SpectralWindow.allCases.map(\.rawValue).joined(separator: ", ")
        throw reader.invalid("window", "null, a list of numbers, or one of \(known)")
      }
      return .named(named)
    case .some(let value):
      guard let numbers = value.numbers, numbers.shape.count == 1 else {
        throw reader.invalid("window", "null, a window's name, or a list of numbers")
      }
      return .values(numbers.elements)
    }
  }
}
