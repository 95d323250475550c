import Initializers
import InitializerConfigurations
import Testing

struct DialectTests {
  private func written(
    _ initializer: any Initializer, _ dialect: Dialect
  ) throws -> String {
    try InitializerCatalog(dialect).serialize(initializer).json.text
  }

  /// Oracle: what `keras.saving.serialize_keras_object` of Keras 3.15 and `serialize` of tf.keras
  /// 2.12 write, with keys sorted.
  @Test func configurationsInEachDialect() throws {
    let glorot = VarianceScaling.glorotUniform(seed: 3)
    #expect(
      try written(glorot, .keras3)
        == #"{"class_name":"GlorotUniform","config":{"input_axes":null,"output_axes":null,"seed":3},"module":"keras.initializers","registered_name":null}"#
    )
    #expect(
      try written(glorot, .tfKeras) == #"{"class_name":"GlorotUniform","config":{"seed":3}}"#)
    let scaling = try VarianceScaling(fanRule: .axes(input: [0], output: [1, 2]), seed: 1)
    #expect(
      try written(scaling, .keras3)
        == #"{"class_name":"VarianceScaling","config":{"distribution":"truncated_normal","input_axes":[0],"mode":"fan_in","output_axes":[1,2],"scale":1,"seed":1},"module":"keras.initializers","registered_name":null}"#
    )
    #expect(
      try written(try VarianceScaling(seed: 1), .tfKeras)
        == #"{"class_name":"VarianceScaling","config":{"distribution":"truncated_normal","mode":"fan_in","scale":1,"seed":1}}"#
    )
    // Keras 3 itself forgets the gain when it writes; it reads it.
    #expect(
      try written(try Identity(gain: 2, nonSquare: .padded), .keras3)
        == #"{"class_name":"Identity","config":{"gain":2},"module":"keras.initializers","registered_name":null}"#
    )
  }

  private static func areEqual(_ left: any Initializer, _ right: any Initializer) -> Bool {
    String(reflecting: left) == String(reflecting: right)
  }

  /// Law: reading what was written gives the same initializer: seeds and numbers at their ends,
  /// arrays, generators, nested fans.
  @Test(arguments: Dialect.allCases)
  func roundTrips(dialect: Dialect) throws {
    let catalog = InitializerCatalog(dialect)
    var all: [any Initializer] = [
      try ConstantArray(shape: [2, 1], elements: [1, -2]),
      try RandomNormal(mean: -0.0, seed: Seed(-5)),
      try RandomUniform(in: -0.0..<1, seed: Seed(UInt64.max)),
    ]
    if dialect == .keras3 || dialect == .own {
      var generated = Seed(7)
      generated.generatorName = "seed_generator"
      all += [
        VarianceScaling.lecunNormal(seed: generated, fanRule: .axes(input: [-1], output: [0])),
        try RandomNormal(seed: generated),
        STFT(side: .imaginary, window: nil, scaling: nil, isPeriodic: true),
      ]
    }
    if dialect == .own {
      all += [
        try TruncatedNormal(bounds: .standardDeviations(-.infinity, 1), seed: 3),
        try Scaled(.glorotUniform(seed: 3, fanRule: .jax(batch: [0])), by: 0.3),
        try Transposed(
          .heNormal(seed: 3, fanRule: .convolution(.transposed, groups: 2)), [1, 0]),
      ]
    }
    for initializer in all {
      let text = try catalog.serialize(initializer).json.text
      let again = try catalog.get(json: text)
      let isSame = Self.areEqual(initializer, again)
      #expect(isSame, "\(text)")
    }
  }

  /// Law: parts keep their initializers, shares and axis.
  @Test func concatenatedRoundTrip() throws {
    let catalog = InitializerCatalog(.own)
    let parts = try Concatenated(
      [VarianceScaling.heNormal(seed: 3), Zeros(), Scaled(RandomNormal(seed: 4), by: 2)],
      shares: [2, 1, 1],
      axis: 0)
    let text = try catalog.serialize(parts).json.text
    let again = try #require(try catalog.get(json: text) as? Concatenated)
    #expect(again.shares == parts.shares && again.axis == 0)
    #expect(try catalog.serialize(again).json.text == text)
    #expect(Self.areEqual(again.initializers[2], try Scaled(RandomNormal(seed: 4), by: 2)))
    #expect(throws: InitializationError.self) { try InitializerCatalog(.keras3).serialize(parts) }
    let equal = try #require(
      try catalog.get(
        json: #"{"class_name":"concatenated","config":{"initializer":"zeros","count":3}}"#)
        as? Concatenated)
    #expect(equal.shares == [1, 1, 1] && equal.axis == -1)
  }

  /// Law: what a dialect has no words for is an error, not a loss.
  @Test func whatCannotBeWritten() throws {
    var generated = Seed(7)
    generated.generatorName = "g"
    let cases: [(any Initializer, Dialect)] = [
      (try VarianceScaling(distribution: .untruncatedNormal, seed: 1), .keras2),
      (try VarianceScaling(fanRule: .axes(input: [0], output: [1]), seed: 1), .tfKeras),
      (VarianceScaling.heNormal(seed: 1, fanRule: .torch), .keras3),
      (VarianceScaling.heNormal(seed: generated), .keras2),
      (try VarianceScaling(mode: .fanGeometricAverage, seed: 1), .keras3),
      (try TruncatedNormal(bounds: .standardDeviations(-3, 3), seed: 1), .keras3),
      (Elementwise { _, _ in 0 }, .keras3), (STFT(), .tfKeras),
      (VarianceScaling.heNormal(seed: Seed(5, counter: 3)), .keras3),
      (VarianceScaling.heNormal(seed: Seed(Int128.max)), .keras3),
    ]
    for (initializer, dialect) in cases {
      #expect(throws: InitializationError.self) { try written(initializer, dialect) }
    }
  }

  /// Oracle: forms that stand in files of Keras 2 to 3.15.
  @Test func formsOnDisk() throws {
    let catalog = InitializerCatalog()
    func read(_ text: String) throws -> any Initializer { try catalog.get(json: text) }
    // tf.keras 1.x names.
    #expect((try read(#""GlorotUniformV2""#) as? VarianceScaling)?.fanRule == .keras3)
    #expect(
      (try read(#"{"class_name":"IdentityV2","config":{}}"#) as? Identity)?.nonSquare == .padded)
    #expect((try read(#""he_normalV2""#) as? VarianceScaling)?.name == .heNormal)
    // Keras 3.0 to 3.6, and an object that is shared in a file.
    let orthogonal = try read(
      #"{"module":"keras.initializers","class_name":"OrthogonalInitializer","config":{"gain":1.0,"seed":null},"registered_name":null,"shared_object_id":3}"#
    )
    #expect(orthogonal is Orthogonal)
    // Seed generators, with the name of 3.14 and without.
    for name in [#","name":"g""#, ""] {
      let text =
        #"{"module":"keras.initializers","class_name":"HeNormal","config":{"seed":{"module":"keras.random","class_name":"SeedGenerator","config":{"seed":5\#(name)},"registered_name":null}},"registered_name":null}"#
      let seed = try #require((try read(text) as? VarianceScaling)?.seed)
      #expect(seed.integer == 5 && seed.isChosen && seed.generatorName == (name.isEmpty ? "" : "g"))
      #expect(seed.advanced(by: 2).counter == 2 && (3 as Seed).advanced(by: 2) == 3)
    }
    // Arrays as constants.
    let array =
      #"{"module":"keras.initializers","class_name":"Constant","config":{"value":{"class_name":"__numpy__","config":{"value":[[1.0,2.0],[3.0,4.0]],"dtype":"float64"}}},"registered_name":null}"#
    let constant = try read(array)
    let matrix: Tensor<Float> = try constant(shape: [2, 2])
    #expect(matrix.elements == [1, 2, 3, 4])
    let list = try read(#"{"class_name":"Constant","config":{"value":[1,2,3]}}"#)
    let broadcast: Tensor<Int32> = try list(shape: [2, 3])
    #expect(broadcast.elements == [1, 2, 3, 1, 2, 3])
    #expect(throws: InitializationError.self) { try list.tensor(of: Float.self, shape: [2]) }
    #expect(try catalog.initializer(describedBy: .null) == nil)
    // tf.keras's words in two keys, and a config of null.
    let scaling = try read(
      #"{"class_name":"VarianceScaling","config":{"distribution":"untruncated_normal"}}"#)
    #expect((scaling as? VarianceScaling)?.fanRule == .keras3)
    #expect(try read(#"{"class_name":"Zeros","config":null}"#) is Zeros)
  }

  /// Custom classes are found by their registered name first.
  @Test func registeredNames() throws {
    let catalog = InitializerCatalog(customObjects: ["pk>C": { _ in Ones() }])
    let custom = try catalog.get(
      json: #"{"module":null,"class_name":"C","config":{},"registered_name":"pk>C"}"#)
    #expect(custom is Ones)
    let functions = InitializerCatalog(customObjects: ["my_function": { _ in Zeros() }])
    let function = try functions.get(
      json: #"{"module":"builtins","class_name":"function","config":"my_function"}"#)
    #expect(function is Zeros)
  }

  /// Law: constants that JSON has no numbers for come back.
  @Test func nonFiniteConstants() throws {
    let catalog = InitializerCatalog(.keras3)
    for value in [Double.infinity, -.infinity] {
      let text = try catalog.serialize(Constant(value)).json.text
      #expect(try catalog.get(json: text) as? Constant == Constant(value))
    }
  }

  /// Oracle: torch.nn.init 2.15's formulas, on weights in PyTorch's layout (out, in, …).
  @Test func torchNames() throws {
    let catalog = InitializerCatalog()
    func law(_ json: String, _ shape: [Int]) throws -> Law {
      try #require(try catalog.get(json: json).law(for: FillRequest(shape: shape)).common)
    }
    #expect(
      try law(#""kaiming_normal""#, [64, 16, 3, 3])
        == .normal(standardDeviation: (2.0 / 144).squareRoot()))
    #expect(
      try law(#"{"class_name":"kaiming_uniform_","config":{"a":1,"mode":"fan_out"}}"#, [27, 8])
        == .uniform(from: -(3.0 / 27).squareRoot(), to: (3.0 / 27).squareRoot()))
    #expect(
      try law(#"{"class_name":"xavier_normal","config":{"gain":3}}"#, [4, 14])
        == .normal(standardDeviation: 1))
    #expect(
      try law(#"{"class_name":"kaiming_normal_","config":{"nonlinearity":"tanh"}}"#, [2, 25])
        == .normal(standardDeviation: (25.0 / 9 / 25).squareRoot()))
    let truncated = try catalog.get(
      json: #"{"class_name":"trunc_normal_","config":{"mean":1,"std":0.5}}"#)
    #expect((truncated as? TruncatedNormal)?.bounds == (try .standardDeviations(-6, 2)))
    #expect(throws: InitializationError.self) {
      try catalog.get(json: #"{"class_name":"trunc_normal_","config":{"std":0}}"#)
    }
    let error = #expect(throws: InitializationError.self) { try law(#""xavier_uniform""#, [3]) }
    #expect(error?.code == .invalidShape)
  }
}
