import Diagnostics
import Foundation
import Initializers
import InitializerConfigurations
import KerasModels
import SeedCheckpoints
import TestSupport
import Testing

struct ModelCheckTests {
  private func findings(_ json: String, dtype: ScalarType? = nil) throws -> [Finding] {
    let model = try KerasModel(json: Data(json.utf8))
    let plan = try InitializationPlan(parameters: model.variables, seed: 0, scalarType: dtype)
    return ModelCheck(plan).findings
  }

  private func manifest(
    _ entries: [(String, [Int], any Initializer)], _ type: ScalarType = .float32
  ) throws -> [Finding] {
    let parameters = entries.map {
      ModelParameter(name: $0.0, shape: $0.1, scalarType: type, initializer: $0.2)
    }
    return ModelCheck(try InitializationPlan(parameters: parameters, seed: 0)).findings
  }

  private func layer(_ className: String, _ name: String, _ config: String, input: String) -> String
  {
    #"{"module":"keras.layers","class_name":"\#(className)","config":{"name":"\#(name)","dtype":"float32",\#(config)},"registered_name":null,"build_config":{"input_shape":\#(input)}}"#
  }

  private func sequential(_ layers: String...) -> String {
    #"{"module":"keras","class_name":"Sequential","config":{"name":"m","layers":[\#(layers.joined(separator: ","))]},"registered_name":"Sequential","build_config":{"input_shape":[null,8]}}"#
  }

  private let seeded =
    #""kernel_initializer":{"module":"keras.initializers","class_name":"HeNormal","config":{"seed":7},"registered_name":null}"#

  /// Law: layers with one seed of their own get equal kernels, as the plan's values show.
  @Test func identicalWeights() throws {
    let json = sequential(
      layer("Dense", "query", #""units":8,"activation":"linear",\#(seeded)"#, input: "[null,8]"),
      layer("Dense", "key", #""units":8,"activation":"linear",\#(seeded)"#, input: "[null,8]"),
      layer("Dense", "wide", #""units":9,"activation":"linear",\#(seeded)"#, input: "[null,8]"))
    let found = try findings(json)
    #expect(found.map(\.kind) == [.identicalWeights, .sameRandomNumbers])
    #expect(
      found[0].tensors == ["m/query/kernel", "m/key/kernel"] && found[0].severity == .warning)
    #expect(found[1].tensors.count == 3 && found[1].severity == .note)
    // Without seeds every path has values of its own.
    let none = json.replacing(#""seed":7"#, with: #""seed":null"#)
    #expect(try findings(none).isEmpty)
  }

  /// Law: the factor of σ follows from the layers' sums: √(in / out) of a transposed convolution
  /// with fan_in, √channels of a depthwise one.
  @Test func fansOfConvolutions() throws {
    let he = #""kernel_initializer":"he_normal""#
    let found = try findings(
      sequential(
        layer(
          "Conv2D", "plain",
          #""filters":16,"kernel_size":[3,3],"data_format":"channels_last","groups":1,\#(he)"#,
          input: "[null,9,9,4]"),
        layer(
          "Conv2DTranspose", "up",
          #""filters":4,"kernel_size":[3,3],"strides":[1,1],"data_format":"channels_last",\#(he)"#,
          input: "[null,9,9,16]"),
        layer(
          "DepthwiseConv2D", "deep",
          #""kernel_size":[3,3],"data_format":"channels_last","depth_multiplier":1,"depthwise_initializer":"he_normal""#,
          input: "[null,9,9,4]")))
    #expect(found.map(\.kind) == [.transposedFans, .depthwiseFans])
    #expect(found[0].tensors == ["m/up/kernel"] && found[0].summary.contains("σ is 2 times"))
    #expect(found[0].remedy.contains("0.25"))
    #expect(found[1].tensors == ["m/deep/kernel"] && found[1].summary.contains("σ is 0.5 times"))
    // What the remedy says mends it.
    let entry = try VarianceScaling.heNormal(fanRule: .convolution(.transposed)).law(
      for: FillRequest(shape: [3, 3, 4, 16]))
    #expect(try entry == VarianceScaling(scale: 2).law(for: FillRequest(shape: [3, 3, 16, 4])))
  }

  /// Law: an LSTM's matrices hold four gates, a GRU's three; with a matrix for each gate nothing is
  /// found.
  @Test func fusedGates() throws {
    let lstm = layer(
      "LSTM", "lstm",
      #""units":8,"activation":"tanh","recurrent_activation":"sigmoid","use_bias":true,"kernel_initializer":"glorot_uniform","recurrent_initializer":"orthogonal","bias_initializer":"zeros","unit_forget_bias":true"#,
      input: "[null,5,8]")
    let found = try findings(sequential(lstm))
    #expect(found.map(\.kind) == [.fusedGates, .fusedGates])
    #expect(found.allSatisfy { $0.severity == .note && $0.summary.contains("4 gates") })
    #expect(found[0].summary.contains("0.632"))
    let mended = lstm.replacing(
      #""recurrent_initializer":"orthogonal""#,
      with:
        #""recurrent_initializer":{"class_name":"concatenated","config":{"initializer":"orthogonal"}}"#
    )
    .replacing(
      #""kernel_initializer":"glorot_uniform""#,
      with:
        #""kernel_initializer":{"class_name":"concatenated","config":{"initializer":"glorot_uniform"}}"#
    )
    #expect(try findings(sequential(mended)).isEmpty)
  }

  /// Law: constants keep units equal; two zero kernels in a row learn nothing; one alone may be the
  /// end of a branch.
  @Test func equalUnits() throws {
    func dense(_ name: String, _ initializer: String) -> String {
      layer(
        "Dense", name, #""units":8,"activation":"relu","kernel_initializer":"\#(initializer)""#,
        input: "[null,8]")
    }
    let one = try findings(sequential(dense("a", "ones"), dense("b", "he_normal")))
    #expect(one.map(\.kind) == [.equalUnits] && one[0].severity == .warning)
    let last = try findings(sequential(dense("a", "he_normal"), dense("b", "zeros")))
    #expect(last.map(\.severity) == [.note])
    let lost = try findings(sequential(dense("a", "zeros"), dense("b", "zeros")))
    #expect(lost[0].reason.contains("neither ever learns") && lost[0].tensors == ["m/a/kernel"])
  }

  /// Oracle: the values that are made: no plan where some would be infinite, and the share of
  /// zeros.
  @Test func halfPrecision() throws {
    let (large, small) = (
      try RandomNormal(standardDeviation: 30_000, seed: 1),
      try RandomNormal(standardDeviation: 1e-7, seed: 1)
    )
    let found = try manifest(
      [("b", [100, 100], small), ("c", [100], VarianceScaling.heNormal(seed: 2))], .float16)
    #expect(found.filter { $0.severity == .warning }.map(\.kind) == [.flushToZero])
    #expect(throws: InitializationError.self) {
      try manifest([("a", [100, 100], large)], .float16)
    }
    #if !(os(macOS) && arch(x86_64))
    #expect(throws: InitializationError.self) {
      let _: Tensor<Float16> = try large(shape: [100, 100])
    }
    let made: Tensor<Float> = try large(shape: [100, 100])
    #expect(made.elements.contains { !Float16($0).isFinite })
    let tiny: Tensor<Float16> = try small(shape: [100, 100])
    let share = Double(tiny.elements.count { $0 == 0 }) / 10_000
    let told = try #require(found.first { $0.kind == .flushToZero }?.summary.prefix { $0 != "%" })
    #expect(abs(try #require(Double(told)) / 100 - share) < 0.02)
    #endif
    #expect(try manifest([("a", [100], large)], .bfloat16).isEmpty)
  }

  /// Law: what follows a law is found by it, whatever the type; of parts with laws of their own,
  /// each.
  ///
  /// Oracle: the values of `Float16` themselves.
  @Test func underflowOfEveryLaw() throws {
    let tiny = try RandomUniform(from: -1e-9, to: 1e-9, seed: 1)
    let cases: [(any Initializer, [Int])] = [
      (tiny, [64, 64]), (try SIREN(frequency: 1e9, seed: 1), [64, 64]),
      (try Stacked(tiny), [2, 8, 8]), (try Transposed(tiny), [8, 16]),
      (try Concatenated([tiny, try RandomNormal(seed: 3)], axis: 0), [8, 16]),
      (UnitForgetBias(tiny), [64]), (try ICNR(tiny), [4, 16]),
      (try ZeroRows([0], of: tiny), [8, 4]), (try Sparse(tiny, sparsity: 0.5), [8, 8]),
      (try Scaled(tiny, by: 2), [64]),
    ]
    for (initializer, shape) in cases {
      let found = try manifest([("w", shape, initializer)], .float16)
      #expect(found.contains { $0.kind == .flushToZero }, "\(initializer)")
      #if !(os(macOS) && arch(x86_64))
      let made: Tensor<Float16> = try initializer(shape: shape)
      #expect(made.elements.count { $0 == 0 } > made.count / 4, "\(initializer)")
      #endif
    }
    // Zeros that are meant are none that were lost.
    let meant = try ZeroRows([0, 1, 2], of: RandomNormal(seed: 2))
    #expect(try manifest([("w", [4, 64], meant)], .float16).isEmpty)
  }

  /// Law: PyTorch's default bounds with σ = 0.02 are a hundred σ and cut nothing; bounds of 0.02 σ
  /// leave almost nothing.
  @Test func truncationUnits() throws {
    let torch = try InitializerCatalog().get(
      json: #"{"class_name":"trunc_normal_","config":{"std":0.02}}"#)
    let narrow = try TruncatedNormal(
      standardDeviation: 1, bounds: .standardDeviations(-0.02, 0.02), seed: 1)
    let right = try TruncatedNormal(standardDeviation: 0.02, seed: 2)
    let open = try TruncatedNormal(bounds: .standardDeviations(-.infinity, 9), seed: 3)
    let found = try manifest([
      ("a", [9], torch), ("b", [9], narrow), ("c", [9], right), ("d", [9], open),
    ])
    #expect(found.map(\.kind) == [.truncationUnit, .truncationUnit])
    #expect(found[0].tensors == ["a"] && found[0].summary.contains("100 σ"))
    #expect(found[1].tensors == ["b"])
  }

  /// Law: kernels that are right are not found: strides of transposed convolutions, tall orthogonal
  /// kernels, one unit; terminals get no control letters.
  @Test func nothingIsWrong() throws {
    let he = #""kernel_initializer":"he_normal""#
    let strided = layer(
      "Conv2DTranspose", "up",
      #""filters":16,"kernel_size":[2,2],"strides":[2,2],"data_format":"channels_last",\#(he)"#,
      input: "[null,9,9,64]")
    #expect(try findings(sequential(strided)).isEmpty)
    let orthogonal = layer(
      "ConvLSTM2D", "tall",
      #""filters":4,"kernel_size":[3,3],"data_format":"channels_last","activation":"tanh","kernel_initializer":"he_normal","recurrent_initializer":"orthogonal","unit_forget_bias":true"#,
      input: "[null,5,9,9,4]")
    #expect(try findings(sequential(orthogonal)).isEmpty)
    let one = layer(
      "Dense", "one", #""units":1,"activation":"linear","kernel_initializer":"ones""#,
      input: "[null,8]")
    #expect(try findings(sequential(one)).isEmpty)
  }

  /// Law: outputs are √(fan-in · variance) times as large as inputs.
  @Test func signalSizes() throws {
    func dense(_ deviation: String) -> String {
      layer(
        "Dense", "d",
        #""units":8,"activation":"linear","kernel_initializer":{"module":"keras.initializers","class_name":"RandomNormal","config":{"mean":0.0,"stddev":\#(deviation),"seed":null},"registered_name":null}"#,
        input: "[null,400]")
    }
    let large = try findings(sequential(dense("20.0")))
    #expect(large.map(\.kind) == [.signalSize] && large[0].severity == .warning)
    #expect(large[0].summary.contains("4e+02"))
    #expect(try findings(sequential(dense("1.0")))[0].severity == .note)
    #expect(try findings(sequential(dense("0.05"))).isEmpty)
  }
}
