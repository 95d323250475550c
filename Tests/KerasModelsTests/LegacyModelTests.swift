import Foundation
import Initializers
import InitializerConfigurations
import KerasModels
import TestSupport
import Testing

/// Models of tf.keras, the last Keras 2, and the descriptions of models in `.h5` files, which hold
/// few shapes.
struct LegacyModelTests {
  static let names = Vectors.names(in: "legacy")

  static func withoutShapes(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let values): .array(values.map(withoutShapes))
    case .object(let values):
      .object(
        values.reduce(into: [:]) { kept, entry in
          if entry.key != "build_config" { kept[entry.key] = withoutShapes(entry.value) }
        })
    default: value
    }
  }

  static func texts(_ variables: [ModelParameter]) -> [String] {
    variables.map { "\($0.name) \($0.shape) \($0.scalarType.rawValue)" }
  }

  static func texts(_ variables: [KerasModelTests.Recorded.Variable]) -> [String] {
    var seen: [String: Int] = [:]
    return variables.map {
      let repetition = seen[$0.path, default: 0]
      seen[$0.path] = repetition + 1
      return "\($0.path)\(repetition > 0 ? "~\(repetition)" : "") \($0.shape) \($0.dtype)"
    }
  }

  /// Oracle: `model.weights` of the live model in tf_keras 2.21; older versions wrote no shapes
  /// that layers were built with.
  @Test(arguments: names)
  func variablesAreTFKeras(name: String) throws {
    #expect(Self.names.count > 10)
    let record = try Vectors.decode(KerasModelTests.Recorded.self, from: "legacy/\(name).json")
    let root = try JSONValue(parsing: Data(#require(record.json).utf8))
    let expected = Self.texts(record.variables)
    for json in [root, Self.withoutShapes(root)] {
      #expect(Self.texts(try KerasModel(json: Data(json.text.utf8)).variables) == expected)
    }
  }

  /// Law: without the shapes that layers were built with, which the description of a model in a
  /// `.h5` file of Keras 3 leaves out, the same variables are found.
  @Test(arguments: KerasModelTests.names)
  func variablesAreKerasWithoutShapes(name: String) throws {
    let (record, json) = try KerasModelTests.recorded(name)
    guard case .object(var root) = Self.withoutShapes(try JSONValue(parsing: json)) else { return }
    root["module"] = nil
    root["registered_name"] = nil
    let model = try KerasModel(json: Data(JSONValue.object(root).text.utf8))
    #expect(Self.texts(model.variables) == Self.texts(record.variables))
  }

  /// Keras 2.2.4's JSON: names have no cell, initializers are functions' or VarianceScaling, GRU
  /// has one bias.
  ///
  /// Oracle: the sources of Keras 2.2.4, `keras/engine/sequential.py`, `keras/layers/recurrent.py`
  /// and `keras/layers/wrappers.py`.
  @Test(arguments: ["2.2.4", "2.0.8"])
  func keras2(version: String) throws {
    let scaling =
      #"{"class_name":"VarianceScaling","config":{"scale":1.0,"mode":"fan_avg","distribution":"uniform","seed":null}}"#
    let layers = """
      [{"class_name":"Embedding","config":{"name":"embedding_1","batch_input_shape":[null,9],"input_dim":50,"output_dim":4,
        "embeddings_initializer":{"class_name":"RandomUniform","config":{"minval":-0.05,"maxval":0.05,"seed":null}}}},
       {"class_name":"Bidirectional","config":{"name":"bidirectional_1","merge_mode":"concat","layer":{"class_name":"GRU",
        "config":{"name":"gru_1","units":3,"return_sequences":true,"kernel_initializer":\(scaling),"use_bias":true,
        "recurrent_initializer":{"class_name":"Orthogonal","config":{"gain":1.0,"seed":null}}}}}},
       {"class_name":"TimeDistributed","config":{"name":"time_distributed_1","layer":{"class_name":"Dense",
        "config":{"name":"dense_1","units":5,"kernel_initializer":\(scaling),"use_bias":false}}}},
       {"class_name":"LSTM","config":{"name":"lstm_1","units":2,"kernel_initializer":\(scaling),"unit_forget_bias":true}}]
      """
    // Before 2.2 a Sequential model's configuration was the list of its layers.
    let config = version == "2.2.4" ? #"{"name":"sequential_1","layers":\#(layers)}"# : layers
    let json =
      #"{"class_name":"Sequential","keras_version":"\#(version)","backend":"tensorflow","config":\#(config)}"#
    let model = try KerasModel(json: Data(json.utf8))
    #expect(
      Self.texts(model.variables) == [
        "embedding_1/embeddings [50, 4] float32",
        "bidirectional_1/forward_gru_1/kernel [4, 9] float32",
        "bidirectional_1/forward_gru_1/recurrent_kernel [3, 9] float32",
        "bidirectional_1/forward_gru_1/bias [9] float32",
        "bidirectional_1/backward_gru_1/kernel [4, 9] float32",
        "bidirectional_1/backward_gru_1/recurrent_kernel [3, 9] float32",
        "bidirectional_1/backward_gru_1/bias [9] float32",
        "time_distributed_1/kernel [6, 5] float32",
        "lstm_1/kernel [5, 8] float32", "lstm_1/recurrent_kernel [2, 8] float32",
        "lstm_1/bias [8] float32",
      ])
    // Keras 2 has fans of its own.
    let kernel = model.variables[1].initializer as? VarianceScaling
    #expect(kernel?.fanRule == .keras2)
  }

  /// A layer behind one whose output nobody can tell has no shape, and says so.
  @Test func unknownShapes() throws {
    let json = """
      {"class_name":"Sequential","config":{"name":"s","layers":[
       {"class_name":"Dense","config":{"name":"a","batch_input_shape":[null,4],"units":3}},
       {"class_name":"Lambda","config":{"name":"l"}}, {"class_name":"Dense","config":{"name":"b","units":3}}]},
       "keras_version":"2.11.0"}
      """
    let error = #expect(throws: InitializationError.self) {
      try KerasModel(json: Data(json.utf8))
    }
    #expect(error?.message.contains("layer b (Dense)") == true, "\(error?.message ?? "")")
  }
}
