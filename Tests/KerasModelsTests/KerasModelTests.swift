import Checkpoints
import Foundation
import Initializers
import InitializerConfigurations
import KerasModels
import TestSupport
import Testing

struct KerasModelTests {
  struct Recorded: Decodable {
    let name: String
    let json: String?
    let variables: [Variable]
    let saved: [Group]?

    struct Group: Decodable {
      let path: String
      let layerName: String
      let variables: [Int]

      init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        path = try container.decode(String.self)
        layerName = try container.decode(String.self)
        variables = try container.decode([Int].self)
      }
    }

    struct Variable: Decodable {
      let path: String
      let shape: [Int]
      let dtype: String

      init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        path = try container.decode(String.self)
        shape = try container.decode([Int].self)
        dtype = try container.decode(String.self)
      }
    }
  }

  /// Every recorded model, of which there are more than the layers have families.
  static let names = Vectors.names(in: "models")

  static func recorded(_ name: String) throws -> (record: Recorded, json: Data) {
    let record = try Vectors.decode(Recorded.self, from: "models/\(name).json")
    let example = Vectors.repository.appending(path: "Examples/resnet50.json")
    return (record, try record.json.map { Data($0.utf8) } ?? Data(contentsOf: example))
  }

  /// Oracle: `[(v.path, v.shape, v.dtype) for v in model.weights]` of the live model in Keras
  /// 3.15.1.
  @Test(arguments: names)
  func variablesAreKeras(name: String) throws {
    #expect(Self.names.count > 30)
    let (record, json) = try Self.recorded(name)
    let model = try KerasModel(json: json)
    #expect(model.name == record.name)
    #expect(model.variables.count == record.variables.count)
    var seen: [String: Int] = [:]
    for (variable, expected) in zip(model.variables, record.variables) {
      let repetition = seen[expected.path, default: 0]
      seen[expected.path] = repetition + 1
      #expect(variable.name == expected.path + (repetition > 0 ? "~\(repetition)" : ""))
      #expect(variable.shape == expected.shape)
      #expect(variable.scalarType.rawValue == expected.dtype)
    }
  }

  /// Oracle: the groups of the file that `model.save_weights` of Keras 3.15.1 writes.
  ///
  /// Keras also writes groups without variables for what is no layer, such as activations, which
  /// ours leave out.
  @Test(arguments: names)
  func savedGroupsAreKeras(name: String) throws {
    let (record, json) = try Self.recorded(name)
    guard let saved = record.saved else { return }
    let groups = try KerasModel(json: json).savedGroups
    func text(_ path: String, _ name: String, _ variables: [Int]) -> String {
      "\(path) \(name) \(variables)"
    }
    let ours = groups.map { text($0.path, $0.layerName, $0.tensors) }
    let theirs = saved.map { text($0.path, $0.layerName, $0.variables) }
    #expect(Set(ours).count == ours.count)
    #expect(Set(theirs).isSuperset(of: ours), "\(Set(ours).subtracting(theirs).sorted())")
    let full = saved.filter { !$0.variables.isEmpty }.map {
      text($0.path, $0.layerName, $0.variables)
    }
    #expect(Set(ours).isSuperset(of: full), "\(Set(full).subtracting(ours).sorted())")
  }

  /// Oracle: the arguments in `model_zoo.py`.
  @Test func initializersAreTheLayers() throws {
    func variable(_ path: String, in name: String) throws -> ModelParameter {
      let model = try KerasModel(json: Self.recorded(name).json)
      return try #require(model.variables.first { $0.name == path })
    }
    #expect(
      (try variable("conv2d/kernel", in: "convolutions").initializer as? VarianceScaling)?.name
        == .heNormal)
    #expect(try variable("conv2d/bias", in: "convolutions").initializer is Ones)
    #expect(
      try variable("dense_1/kernel", in: "policies").initializer as? VarianceScaling
        == VarianceScaling.glorotUniform(seed: 5, fanRule: .keras3))
    let orthogonal = try Orthogonal(gain: 2, seed: 0)
    #expect(try variable("dense_2/kernel", in: "policies").initializer as? Orthogonal == orthogonal)
    #expect(try variable("dense_3/bias", in: "policies").initializer as? Constant == Constant(0.5))
    let stem =
      try variable("stem_conv/kernel", in: "EfficientNetB0").initializer as? VarianceScaling
    #expect(stem?.scale == 2 && stem?.mode == .fanOut && stem?.distribution == .truncatedNormal)
    let forget = try variable("classifier/lstm/lstm_cell/bias", in: "text_classifier").initializer
    #expect(forget is UnitForgetBias)
    #expect(try variable("plain/lstm_cell/bias", in: "recurrent").initializer is Zeros)
  }

  static func layer(_ className: String, _ config: String, build: String = "[null, 4]") -> String {
    """
    {"class_name": "\(className)", "config": {"name": "x", \(config)},
     "build_config": {"input_shape": \(build)}}
    """
  }

  static func model(_ layers: String...) -> String {
    #"{"class_name":"Functional","config":{"name":"m","layers":[\#(layers.joined(separator: ","))]}}"#
  }

  /// Every mistake names the layer where there is one, in one line.
  @Test(arguments: [
    ("[]", "not a Keras model"), ("3", "not a Keras model"),
    (#"{"class_name":"Functional"}"#, "not a Keras model"),
    (#"{"class_name":"MyModel","config":{}}"#, "MyModel"),
    (#"{"class_name":"Functional","config":{}}"#, "layers"),
    (#"{"class_name":"Functional","config":{"layers":{}}}"#, "layers"),
    (#"{"class_name":"Functional","config":{"layers":[3]}}"#, "no class_name"),
    (model(layer("Swish9000", #""a":1"#)), "layer x is of the unknown class Swish9000"),
    (model(layer("Dens", #""units":1"#)), "did you mean Dense"),
    (model(layer("Dense", #""a":1"#)), "units of layer x (Dense) is missing"),
    (model(layer("Dense", #""units":-1"#)), "units of layer x (Dense) is -1"),
    (model(layer("Dense", #""units":2.5"#)), "units"),
    (model(layer("Dense", #""units":true"#)), "units"),
    (model(layer("Dense", #""units":99999999999"#)), "units"),
    (model(layer("Dense", #""units":2"#, build: "null")), "build the model"),
    (model(layer("Dense", #""units":2"#, build: "[null, null]")), "axis -1"),
    (model(layer("Dense", #""units":2"#, build: "[]")), "axis -1"),
    (model(layer("Dense", #""units":2"#, build: #"["a"]"#)), "input_shape"),
    (model(layer("Dense", #""units":2"#, build: "[null, -3]")), "input_shape"),
    (model(layer("Dense", #""units":2,"use_bias":3"#)), "use_bias"),
    (
      model(layer("Dense", #""units":2,"dtype":"int8_from_float32""#)),
      "dtype policy int8_from_float32"
    ),
    (model(layer("Dense", #""units":2,"dtype":3"#)), "dtype"),
    (model(layer("Dense", #""units":2,"lora_rank":-4"#)), "lora_rank"),
    (
      model(layer("Dense", #""units":2,"kernel_initializer":"nope""#)),
      "kernel_initializer of layer x"
    ),
    (
      model(layer("Dense", #""units":2,"kernel_initializer":3"#)),
      "kernel_initializer of layer x"
    ),
    (
      model(layer("Conv2D", #""filters":2,"kernel_size":[3]"#, build: "[null,4,4,3]")),
      "kernel_size"
    ),
    (model(layer("Conv2D", #""filters":2"#, build: "[null,4,4,3]")), "kernel_size"),
    (
      model(
        layer("Conv2D", #""filters":2,"kernel_size":3,"data_format":"x""#, build: "[null,4,4,3]")),
      "data_format"
    ),
    (model(layer("BatchNormalization", #""axis":9"#)), "axis of layer x"),
    (model(layer("BatchNormalization", #""renorm":3"#)), "renorm"),
    (model(layer("LayerNormalization", #""axis":[7]"#)), "axis"),
    (model(layer("Bidirectional", #""a":1"#)), "layer of layer x"),
    (
      model(
        layer(
          "Conv3D", #""filters":2147483647,"kernel_size":[2147483647,2147483647,2147483647]"#,
          build: "[null,4,4,4,3]")), "2⁵⁸"
    ),
  ])
  func mistakes(json: String, part: String) {
    let error = #expect(throws: InitializationError.self) { try KerasModel(json: Data(json.utf8)) }
    #expect(error?.message.contains(part) == true, "\(error?.message ?? "no error")")
    #expect(error?.message.contains("\n") == false)
  }

  @Test func unknownLayersCanBeLeftOut() throws {
    let json = Self.model(
      Self.layer("Mystery", #""a":1"#), Self.layer("Dense", #""units":2"#))
    let model = try KerasModel(json: Data(json.utf8), skippingUnknown: true)
    #expect(model.skipped == ["x (Mystery)"])
    #expect(model.variables.map(\.name) == ["x/kernel", "x/bias"])
  }

  /// A class of the user's own is not the built-in one of the same name; Keras operations have no
  /// weights.
  @Test func registeredClassesAndOperations() throws {
    let custom = #"{"class_name":"Dense","config":{"name":"d"},"registered_name":"my>Dense"}"#
    #expect(throws: InitializationError.self) {
      try KerasModel(json: Data(Self.model(custom).utf8))
    }
    let operation = #"{"module":"keras.src.ops.numpy","class_name":"Dense","config":{"name":"d"}}"#
    #expect(try KerasModel(json: Data(Self.model(operation).utf8)).variables.isEmpty)
  }
}
