import InitializerConfigurations
import Initializers

extension LayerDeclaration {
  /// Layers of signal processing.
  static let signal: [LayerDeclaration] = [
    LayerDeclaration(
      "MelSpectrogram",
      .one { layer, input in
        guard let stride = layer.size("sequence_stride"), stride > 0 else { return nil }
        let steps = input.dimension(1).map { ($0 + stride + 1) / stride }
        return [input[0], layer.size("num_mel_bins"), steps]
      }
    ) { _ in [] },
    LayerDeclaration("STFTSpectrogram", .one(spectrogram)) { layer throws(InitializationError) in
      let frame = try layer.config.integer(
        "frame_length", default: 256, in: 1...LayerReader.dimensionLimit)
      var length = defaultLength(of: frame)
      if layer.config.values["fft_length"] ?? .null != .null {
        length = try layer.config.integer("fft_length", in: frame...LayerReader.dimensionLimit)
      }
      let mode = try layer.config.word(
        "mode", default: "log", of: ["log", "magnitude", "psd", "real", "imag", "angle", "stft"])
      var variables: [ModelParameter] = []
      for (side, other) in [("real", "imag"), ("imag", "real")] where mode != other {
        variables.append(
          try layer.variable(
            "\(side)_kernel", [frame, 1, length / 2 + 1], try fourierTransform(side, of: layer)))
      }
      return variables
    },
  ]

  /// The least power of two that holds a frame.
  private static func defaultLength(of frame: Int) -> Int {
    var length = 1
    while length < frame { length *= 2 }
    return length
  }

  private static func spectrogram(_ layer: LayerShapes, _ input: Shape) -> Shape? {
    guard input.count == 3, let frame = layer.size("frame_length") else { return nil }
    let channels = input[layer.channelAxis(input)]
    let sides = layer.config["mode"] == .string("stft") ? 2 : 1
    let bins = sides * ((layer.size("fft_length") ?? defaultLength(of: frame)) / 2 + 1)
    let output = layer.convolved(
      input, features: channels.map { $0 * bins }, window: "frame_length", strides: "frame_step",
      default: { $0.map { $0 / 2 } })
    guard layer.flag("expand_dims"), let output else { return output }
    return layer.channelAxis(input) == 1
      ? [output[0], channels, output[2], bins] : [output[0], output[1], bins, channels]
  }

  private static func fourierTransform(
    _ side: String, of layer: LayerReader
  ) throws(InitializationError) -> any Initializer {
    var config: JSONObject = ["side": .string(side)]
    for key in ["window", "scaling", "periodic"] { config[key] = layer.config.values[key] }
    do {
      return try InitializerCatalog(.keras3).deserialize(
        InitializerConfiguration(className: "STFT", config: config))
    } catch {
      throw InitializationError(error.code, "\(layer.owner): \(error.message)")
    }
  }
}
