import Foundation
import Initializers
import InitializerConfigurations
import TestSupport
import Testing

@testable import KerasModels

/// Every declared class of layers has a rule for the shapes that come out, or says why there can be
/// none.
struct LayerShapeTests {
  struct Case {
    let className: String
    let layer: JSONValue
    let inputs: [Shape]
    let outputs: [Shape]
  }

  static let cases: [Case] = {
    let url = Vectors.repository.appending(path: "Tests/Vectors/layer-shapes.json")
    let root = try? JSONValue(parsing: Data(contentsOf: url))
    return (root?.object?["cases"]?.array ?? []).map { json in
      func shapes(_ key: String) -> [Shape] {
        (json.object?[key]?.array ?? []).map { ($0.array ?? []).map(\.dimension) }
      }
      let layer = json.object?["layer"] ?? .null
      return Case(
        className: layer.object?["class_name"]?.string ?? "", layer: layer,
        inputs: shapes("inputs"), outputs: shapes("outputs"))
    }
  }()

  /// Classes whose layers are recorded under another name.
  static let others = [
    "BatchNormalizationV1": "BatchNormalization", "BatchNormalizationV2": "BatchNormalization",
    "GroupedQueryAttention": "GroupQueryAttention",
    "Model": "Functional", "TernaryDense": "Dense", "Wrapper": "SpectralNormalization",
  ]

  /// Oracle: the shapes of live layers in Keras 3.15.1, and in tf_keras 2.21 of those that only it
  /// has.
  @Test func shapesAreKeras() {
    #expect(Self.cases.count > 200)
    for example in Self.cases {
      let outputs = ShapeInference().complete(example.layer, inputs: example.inputs).outputs
      #expect(
        outputs == example.outputs, "\(example.inputs) into \(example.layer.text.prefix(400))")
    }
  }

  /// Law: adding a layer is adding all about it.
  @Test func everyDeclarationHasShapesOrAReason() {
    let recorded = Set(Self.cases.map(\.className))
    for (className, declaration) in LayerDeclaration.all {
      switch declaration.outputs {
      case .rule:
        let name = Self.others[className] ?? className
        #expect(recorded.contains(name), "no recorded shape of \(className)")
      case .unknown(let reason): #expect(reason.count > 20, "\(className)")
      }
    }
  }

  /// Law: a layer of any class that is open in every dimension, or of which nothing is told, has
  /// some shapes or none, and never traps.
  @Test func nothingIsTold() {
    for className in LayerDeclaration.all.keys {
      for config: JSONObject in [[:], ["data_format": .string("channels_first")]] {
        let layer = JSONValue.object([
          "class_name": .string(className), "config": .object(config),
        ])
        for rank in 0..<6 {
          for size in [nil, 0, 1, LayerReader.dimensionLimit] {
            let shape = Shape(repeating: size, count: rank)
            for count in 0..<4 {
              let inputs = Array(repeating: shape, count: count)
              let outputs = ShapeInference().complete(layer, inputs: inputs).outputs ?? []
              #expect(
                outputs.allSatisfy {
                  $0.allSatisfy { $0.map { (0...LayerReader.dimensionLimit).contains($0) } ?? true }
                }, "\(className) of \(inputs)")
            }
          }
        }
      }
    }
  }

  /// Oracle: shapes by hand.
  ///
  /// A model of Keras 3 as it stands in a `.h5` file has no shapes but that
  /// of its input.
  @Test func sequentialModelWithoutShapes() throws {
    let json = """
      {"class_name":"Sequential","config":{"name":"m","layers":[
       {"class_name":"InputLayer","config":{"name":"i","batch_shape":[null,6,4]}},
       {"class_name":"RMSNormalization","config":{"name":"n","axis":-1}},
       {"class_name":"EinsumDense","config":{"name":"e","equation":"abc,cd->abd","output_shape":[null,5]}},
       {"class_name":"StochasticDepth","config":{"name":"s","drop_path_rate":0.1}},
       {"class_name":"LayerScale","config":{"name":"l","init_values":1e-6,"projection_dim":5}},
       {"class_name":"RNN","config":{"name":"r","return_sequences":true,"cell":{"class_name":"StackedRNNCells",
        "config":{"name":"c","cells":[{"class_name":"LSTMCell","config":{"name":"a","units":3}},
         {"class_name":"GRUCell","config":{"name":"b","units":7}}]}}}},
       {"class_name":"AdaptiveMaxPooling1D","config":{"name":"p","output_size":2}},
       {"class_name":"Flatten","config":{"name":"f"}},
       {"class_name":"Dense","config":{"name":"d","units":3}}]}}
      """
    let variables = try KerasModel(json: Data(json.utf8)).variables
    let kernels = variables.filter { $0.name.hasSuffix("/kernel") }
    #expect(kernels.map(\.shape) == [[4, 5], [5, 12], [3, 21], [14, 3]])
    #expect(kernels.last?.name == "m/d/kernel")
  }

  /// Law: what a weight sums over, and its gates, are its layer's, whatever initializer it has.
  @Test func weightsKnowTheirFans() throws {
    func rules(_ layer: String, _ input: String) throws -> [Fans.Rule?] {
      let json = #"{"class_name":"Sequential","config":{"name":"m","layers":[\#(layer)]}}"#
      let built = json.replacing("}]}}", with: #","build_config":{"input_shape":\#(input)}}]}}"#)
      return try KerasModel(json: Data(built.utf8)).variables.map(\.origin?.fanRule)
    }
    #expect(
      try rules(
        #"{"class_name":"Conv2DTranspose","config":{"name":"x","filters":2,"kernel_size":3,"strides":[2,2],"kernel_initializer":"ones"}}"#,
        "[null,4,4,3]") == [.convolution(.transposed, stride: 2), nil])
    #expect(
      try rules(
        #"{"class_name":"SeparableConv1D","config":{"name":"x","filters":2,"kernel_size":3,"use_bias":false}}"#,
        "[null,4,3]") == [.convolution(.depthwise), .convolution()])
    #expect(
      try rules(
        #"{"class_name":"GRUCell","config":{"name":"x","units":2,"use_bias":false}}"#, "[null,3]")
        == [.convolution(groups: 3), .convolution(groups: 3)])
    #expect(
      try rules(
        #"{"class_name":"EinsumDense","config":{"name":"x","equation":"abc,cd->abd","output_shape":[null,5]}}"#,
        "[null,6,4]") == [.axes(input: [0], output: [1])])
  }
}
