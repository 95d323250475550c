import Initializers
import InitializerConfigurations
import Testing

/// An initializer of a user's own.
private struct Ramp: ConfigurableInitializer {
  let step: Double
  var configuration: InitializerConfiguration {
    InitializerConfiguration(className: "Ramp", config: ["step": .number(step)])
  }
  func law(for request: FillRequest) -> TensorLaw { .unknown }
  func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    let step = step
    try Elementwise { position, _ in Double(position) * step }.fill(&out, request)
  }
  static func make(
    _ configuration: InitializerConfiguration
  ) throws -> any Initializer {
    Ramp(step: configuration.config["step"]?.double ?? 1)
  }
}

struct InitializerCatalogTests {
  let catalog = InitializerCatalog()

  /// Oracle: the names that Keras 2's module resolves (`globals()` of the seed's file).
  static let keras2Names = [
    "Zeros", "zeros", "zero", "Ones", "ones", "one", "Constant", "constant", "RandomNormal",
    "random_normal", "normal", "RandomUniform", "random_uniform", "uniform", "TruncatedNormal",
    "truncated_normal", "VarianceScaling", "Orthogonal", "orthogonal", "Identity", "identity",
    "lecun_uniform", "lecun_normal", "glorot_uniform", "glorot_normal", "he_uniform", "he_normal",
  ]

  @Test(arguments: keras2Names)
  func everyNameIsKnown(name: String) throws {
    let initializer = try catalog.get(name)
    let tensor: Tensor<Float> = try initializer(shape: [3, 3])
    #expect(tensor.count == 9)
  }

  /// Oracle: the defaults of Keras 2's constructors.
  @Test func namesGiveDefaults() throws {
    #expect(try catalog.get("one") is Ones)
    #expect((try catalog.get("constant") as? Constant)?.value == 0)
    let uniform = try #require(try catalog.get("uniform") as? RandomUniform)
    #expect(uniform.low == -0.05 && uniform.high == 0.05 && uniform.seed?.isChosen == false)
    let normal = try #require(try catalog.get("normal") as? RandomNormal)
    #expect(normal.mean == 0 && normal.standardDeviation == 0.05)
    let truncated = try #require(try catalog.get("truncated_normal") as? TruncatedNormal)
    #expect(truncated.standardDeviation == 0.05 && truncated.bounds == .keras)
    let scaling = try #require(try catalog.get("VarianceScaling") as? VarianceScaling)
    #expect(scaling.scale == 1 && scaling.mode == .fanIn)
    #expect(scaling.distribution == .truncatedNormal)
    #expect((try catalog.get("orthogonal") as? Orthogonal)?.gain == 1)
    #expect((try catalog.get("identity") as? Identity)?.nonSquare == .tiled)
    #expect((try catalog.get("he_normal") as? VarianceScaling)?.name == .heNormal)
  }

  /// Law: an argument that is given as its declared default, which may be null, is as if it were
  /// not given.
  @Test func givenDefaultsChangeNothing() throws {
    let catalog = InitializerCatalog(.own)
    func text(_ name: String, _ config: JSONObject) throws -> String {
      let made = try catalog.deserialize(
        InitializerConfiguration(className: name, config: config))
      return try catalog.serialize(made.seeded(1)).json.text
        .replacing(/"seed":\d+/, with: "").replacing(#""seed":null"#, with: "")
    }
    for declaration in InitializerCatalog.declarations {
      for argument in declaration.arguments {
        // One part after another would each have its own.
        if declaration.className == "Concatenated" && argument.name == "initializer" { continue }
        let name = declaration.className
        #expect(
          try text(name, [argument.name: argument.defaultValue]) == text(name, [:]),
          "\(name) \(argument.name)")
      }
    }
  }

  /// Oracle: MXNet 1.9's `Xavier` and `MSRAPrelu`, whose σ² or, for uniform values, limit² is
  /// magnitude / factor, with magnitude 2 / (1 + slope²) for the latter.
  @Test func mxnet() throws {
    func scaling(_ name: String, _ config: JSONObject) throws -> VarianceScaling {
      try #require(
        try catalog.deserialize(InitializerConfiguration(className: name, config: config))
          as? VarianceScaling)
    }
    let prelu = try scaling("MSRAPrelu", [:])
    #expect(prelu.mode == .fanAverage && prelu.distribution == .untruncatedNormal)
    #expect(abs(prelu.scale - 1.8823529411764706) < 1e-15 && prelu.fanRule == .torch)
    let uniform = try scaling("Xavier", ["factor_type": .string("in")])
    #expect(uniform.mode == .fanIn && uniform.distribution == .uniform && uniform.scale == 1)
    let gaussian = try scaling(
      "Xavier", ["rnd_type": .string("gaussian"), "factor_type": .string("out")])
    #expect(gaussian.mode == .fanOut && gaussian.scale == 3)
    #expect(gaussian.distribution == .untruncatedNormal)
    let bias = try catalog.deserialize(
      InitializerConfiguration(className: "LSTMBias", config: ["forget_bias": .number(2)]))
    let values: Tensor<Float> = try bias(shape: [8])
    #expect(values.elements == [0, 0, 2, 2, 0, 0, 0, 0])
  }

  /// Oracle: the JSON that Keras 2's `serialize` gives.
  @Test func configurationsAreKeras2s() throws {
    let cases: [(any Initializer, String)] = [
      (Zeros(), #"{"class_name":"Zeros","config":{}}"#),
      (Constant(2.5), #"{"class_name":"Constant","config":{"value":2.5}}"#),
      (
        VarianceScaling.glorotUniform(),
        #"{"class_name":"VarianceScaling","config":{"distribution":"uniform","mode":"fan_avg","scale":1,"seed":null}}"#
      ),
      (
        VarianceScaling.heNormal(seed: 7),
        #"{"class_name":"VarianceScaling","config":{"distribution":"normal","mode":"fan_in","scale":2,"seed":7}}"#
      ),
      (
        try RandomNormal(mean: 1, standardDeviation: 0.02, seed: Seed(UInt64.max)),
        #"{"class_name":"RandomNormal","config":{"mean":1,"seed":18446744073709551615,"stddev":0.02}}"#
      ),
      (
        try RandomUniform(in: -1..<2, seed: 0),
        #"{"class_name":"RandomUniform","config":{"maxval":2,"minval":-1,"seed":0}}"#
      ),
      (
        try Orthogonal(gain: 1.5, seed: 1),
        #"{"class_name":"Orthogonal","config":{"gain":1.5,"seed":1}}"#
      ),
      (try Identity(gain: 3), #"{"class_name":"Identity","config":{"gain":3}}"#),
    ]
    for (initializer, text) in cases {
      #expect(try catalog.serialize(initializer).json.text == text)
      // Round trip: reading and writing again changes nothing.
      #expect(try catalog.serialize(try catalog.get(json: text)).json.text == text)
    }
  }

  /// Law: an initializer with a chosen seed gives the same values after a round trip.
  @Test func roundTripsKeepValues() throws {
    let all: [any Initializer] = [
      VarianceScaling.glorotNormal(seed: 1), VarianceScaling.lecunUniform(seed: 2),
      try TruncatedNormal(mean: 0.1, seed: 3),
      try VarianceScaling(scale: 0.3, mode: .fanOut, distribution: .uniform, seed: 4),
      try Orthogonal(gain: 0.7, seed: 5), try Identity(gain: -2),
    ]
    for initializer in all {
      let again = try catalog.deserialize(try catalog.serialize(initializer))
      let before: Tensor<Double> = try initializer(shape: [4, 2])
      let after: Tensor<Double> = try again(shape: [4, 2])
      #expect(before == after)
    }
  }

  /// Oracle: `Initializer.from_config` of the seed drops tf.keras's `dtype`; modes are lower-cased.
  @Test func toleratedForms() throws {
    let zeros = try catalog.get(json: #"{"class_name":"Zeros","config":{"dtype":"float32"}}"#)
    #expect(zeros is Zeros)
    let glorot = try catalog.get(
      json: #"{"class_name":"GlorotUniform","config":{"seed":3,"dtype":"float32"}}"#)
    #expect(glorot as? VarianceScaling == VarianceScaling.glorotUniform(seed: 3))
    let scaling = try catalog.get(
      json:
        #"{"class_name":"VarianceScaling","config":{"mode":"FAN_Out","distribution":"Uniform"}}"#)
    #expect((scaling as? VarianceScaling)?.mode == .fanOut)
    #expect((try catalog.get(json: #""he_uniform""#) as? VarianceScaling)?.name == .heUniform)
    #expect(try catalog.get(json: #"{"class_name":"ones"}"#) is Ones)
  }

  /// Oracle: a configuration that Keras 3.15 writes, which means Keras 3's rules.
  @Test func keras3Form() throws {
    let text = """
      {"module": "keras.initializers", "class_name": "VarianceScaling", "config": {"seed": null,
      "scale": 2.0, "mode": "fan_out", "distribution": "truncated_normal", "input_axes": null,
      "output_axes": null}, "registered_name": null}
      """
    let scaling = try #require(try catalog.get(json: text) as? VarianceScaling)
    #expect(scaling.fanRule == .keras3 && scaling.scale == 2 && scaling.mode == .fanOut)
    let identity = try catalog.get(
      json: #"{"module":"keras.initializers","class_name":"Identity","config":{}}"#)
    #expect((identity as? Identity)?.nonSquare == .padded)
  }

  /// By value, and with custom objects of the catalog or of one call.
  @Test func customObjects() throws {
    let make: InitializerCatalog.CustomInitializer = Ramp.make
    let configuration = try catalog.serialize(Ramp(step: 2))
    #expect(configuration.json.text == #"{"class_name":"Ramp","config":{"step":2}}"#)
    #expect(throws: InitializationError.self) { try catalog.deserialize(configuration) }
    let custom = InitializerCatalog(customObjects: ["Ramp": make])
    let ramp = try custom.deserialize(configuration)
    let values: Tensor<Float> = try ramp(shape: [3])
    #expect(values.elements == [0, 2, 4])
    let once = try catalog.deserialize(configuration, customObjects: ["Ramp": make])
    let others: Tensor<Float> = try once(shape: [3])
    #expect(others == values)
    // A custom object may take a built-in name, as in Keras.
    let shadowing = InitializerCatalog(customObjects: ["zeros": make])
    #expect(try shadowing.get("zeros") is Ramp)
  }

  /// Unknown names tell the nearest known ones.
  @Test(arguments: [
    ("glorot_unifrom", "glorot_uniform"), ("GLOROT_UNIFORM", "glorot_uniform"),
    ("henormal", "he_normal"), ("Zeroes", "Zeros"), ("orthagonal", "orthogonal"),
  ])
  func nearestNames(name: String, nearest: String) throws {
    let error = #expect(throws: InitializationError.self) { try catalog.get(name) }
    #expect(error?.code == .unknownName)
    #expect(error?.message.contains(nearest) == true)
    #expect(error?.message.contains("\"\(name)\"") == true)
  }

  /// Everything else that is wrong is a typed error too.
  @Test(arguments: [
    ("", "this is not JSON"), ("{", "this is not JSON"), ("[]", "an array"), ("null", "null"),
    ("true", "true"), ("3", "3"), ("{}", "class_name"), (#"{"class_name":3}"#, "class_name"),
    (#"{"class_name":"Zeros","config":[]}"#, "must be an object"),
    (#"{"class_name":"Zeros","config":{"value":1}}"#, "has no argument value"),
    (#"{"class_name":"Constant","config":{"value":"1"}}"#, "must be a number"),
    (#"{"class_name":"Constant","config":{"value":true}}"#, "must be a number"),
    (#"{"class_name":"RandomNormal","config":{"stddev":NaN}}"#, "nan"),
    (#"{"class_name":"RandomNormal","config":{"stddev":-1}}"#, "standard deviation"),
    (#"{"class_name":"RandomNormal","config":{"seed":{"class_name":"X"}}}"#, "SeedGenerator"),
    (#"{"class_name":"RandomNormal","config":{"seed":1.5}}"#, "seed"),
    (#"{"class_name":"RandomNormal","config":{"seed":true}}"#, "seed"),
    (#"{"class_name":"RandomNormal","config":{"seed":18446744073709551616}}"#, "seed"),
    (#"{"class_name":"RandomUniform","config":{"minval":1,"maxval":0}}"#, "bounds"),
    (#"{"class_name":"VarianceScaling","config":{"scale":0}}"#, "scale"),
    (#"{"class_name":"VarianceScaling","config":{"mode":"fan"}}"#, "fan_in, fan_out, fan_avg"),
    (
      #"{"class_name":"VarianceScaling","config":{"distribution":"normals"}}"#,
      "normal, uniform"
    ),
    (
      #"{"class_name":"GlorotUniform","config":{"input_axes":["a"],"output_axes":[0]}}"#,
      "input_axes"
    ),
    (#"{"class_name":"Constant","config":{"value":[[1],[1,2]]}}"#, "equal lengths"),
    (#"{"class_name":"__lambda__","config":{"value":["x"]}}"#, "Python function"),
    (#"{"module":"builtins","class_name":"function","config":"fn"}"#, "Python function, fn"),
    (#"{"module":null,"class_name":"C","config":{},"registered_name":"pk>C"}"#, "pk>C"),
    (#"{"class_name":"Orthogonal","config":{"gain":null}}"#, "gain"),
    (#"{"class_name":"initializer_that_nobody_knows","config":{}}"#, "known ones are"),
  ])
  func mistakes(json: String, part: String) {
    let error = #expect(throws: InitializationError.self) { try catalog.get(json: json) }
    #expect(error?.message.contains(part) == true, "\(error?.message ?? "no error")")
    #expect(error?.message.contains("\n") == false)
  }
}
