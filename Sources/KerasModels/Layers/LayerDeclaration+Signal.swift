import InitializerConfigurations
import Initializers

extension LayerDeclaration {
  /// Layers of signal processing.
  static let signal: [LayerDeclaration] = [
    LayerDeclaration("STFTSpectrogram") { layer throws(InitializationError) in
      let frame = try layer.config.integer(
        "frame_length", default: 256, in: 1...LayerReader.dimensionLimit)
      var length = 1
      while length < frame { length *= 2 }
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
    }
  ]

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
