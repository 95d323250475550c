import Foundation
import Initializers
import InitializerConfigurations
import TestSupport
import Testing

struct STFTTests {
  struct Recorded: Decodable {
    struct Window: Decodable {
      let window: String
      let periodic: Bool
      let count: Int
      let values: [Double]
    }

    struct Kernel: Decodable {
      let shape: [Int]
      let made: [Int]
      let values: [Double]
    }

    let windows: [Window]
    let kernels: [Kernel]
  }

  /// Oracle: `scipy.signal.get_window` of SciPy 1.17.1.
  @Test func windowsAreSciPys() throws {
    for element in try Vectors.decode(Recorded.self, from: "stft.json").windows {
      let window = try #require(SpectralWindow(name: element.window))
      let values = window.values(count: element.count, isPeriodic: element.periodic)
      #expect(values.count == element.values.count)
      for (value, expected) in zip(values, element.values) {
        #expect((value - expected).magnitude < 1e-14, "\(element.window) \(element.count)")
      }
    }
    #expect(SpectralWindow(name: "han") == .hann && SpectralWindow(name: "kaiser") == nil)
  }

  /// Oracle: `keras.initializers.STFT` of Keras 3.15.1, in float32.
  @Test func kernelsAreKeras() throws {
    let data = try Vectors.data("stft.json")
    let json = try #require(try JSONValue(parsing: data).object?["kernels"]?.array)
    let kernels = try Vectors.decode(Recorded.self, from: "stft.json").kernels
    for (element, json) in zip(kernels, json) {
      var config = try #require(json.object)
      for key in ["shape", "made", "values"] { config[key] = nil }
      let catalog = InitializerCatalog(.keras3)
      let initializer = try catalog.deserialize(
        InitializerConfiguration(className: "STFT", config: config))
      let again = try catalog.deserialize(try catalog.serialize(initializer))
      #expect(again as? STFT == initializer as? STFT)
      let tensor: Tensor<Float> = try initializer(shape: element.made)
      for (value, expected) in zip(tensor.elements, element.values) {
        #expect((Double(value) - expected).magnitude < 2e-6)
      }
      // Further channels are like the first.
      let wide: Tensor<Float> = try initializer(shape: element.shape)
      #expect(wide[1, element.shape[1] - 1, 1] == tensor[1, 0, 1])
    }
  }

  @Test func refusals() throws {
    for shape in [[], [4], [4, 1], [4, 1, 1], [4, 1, 0], [2, 2, 2, 2]] {
      #expect(throws: InitializationError.self) { try STFT().tensor(of: Float.self, shape: shape) }
    }
    for shape in [[0, 1, Int.max], [0, 0, 1 << 62]] {
      let empty: Tensor<Float> = try STFT(window: nil)(shape: shape)
      #expect(empty.elements.isEmpty)
    }
    let short = STFT(window: .values([1, 2]))
    #expect(throws: InitializationError.self) {
      try short.tensor(of: Float.self, shape: [3, 1, 4])
    }
    let catalog = InitializerCatalog(.keras3)
    for (key, value) in [("side", "both"), ("window", "kaiser"), ("scaling", "power")] {
      let json = #"{"class_name":"STFT","config":{"\#(key)":"\#(value)"}}"#
      let error = #expect(throws: InitializationError.self) { try catalog.get(json: json) }
      #expect(error?.message.contains(key) == true)
    }
  }
}
