import Foundation
import Initializers
import InitializerConfigurations
import TestSupport
import Testing

/// Oracle: 201 tensors made by Keras 3.15.1 on four backends, tf_keras 2.21 and Keras 2's
/// operations; SHA-256 of their bytes.
struct GoldenTests {
  struct Recorded: Decodable {
    let cases: [Case]
  }

  struct Case: Decodable {
    let framework: String
    let initializer: Description
    let seed: Int
    let shape: [Int]
    let dtype_requested: String
    let dtype: String
    let first8: [String]
    let sha256: String
    let x64: Bool?
    let draw: UInt32?
    let unseeded: Int?

    struct Description: Decodable {
      let class_name: String
    }

    var backend: Backend? {
      switch framework {
      case "keras3/tensorflow": .kerasTensorFlow
      case "keras3/jax": x64 == true ? .kerasJAXWide : .kerasJAX
      case "keras3/torch": .kerasTorch
      case "keras3/numpy": .kerasNumPy
      case "tf_keras": .tfKeras
      case "keras2_tf1", "keras2_orthogonal": .keras2
      default: nil
      }
    }
  }

  /// SHA-256's own test vectors (FIPS 180-4 examples).
  @Test func hashIsSHA256() {
    #expect(
      sha256(Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      sha256([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  /// The bytes of a tensor of the recorded type.
  static func bytes<S: Scalar>(
    _ initializer: any Initializer, _ element: Case, _ type: S.Type
  ) throws -> [UInt8] {
    let tensor = try initializer.tensor(
      of: type, shape: element.shape, backend: try #require(element.backend))
    return tensor.elements.withUnsafeBytes { Array($0) }
  }

  /// The recorded cases, each with the initializer that it describes.
  static func cases() throws -> [(element: Case, initializer: any Initializer)] {
    let data = try Vectors.data("keras.json")
    let cases = try JSONDecoder().decode(Recorded.self, from: data).cases
    let json = try #require(try JSONValue(parsing: data).object?["cases"]?.array)
    var result: [(element: Case, initializer: any Initializer)] = []
    for (element, json) in zip(cases, json) {
      guard let backend = element.backend else { continue }
      var config = json.object?["initializer"]?.object?["config"]?.object ?? [:]
      config["seed"] = nil
      let initializer = try InitializerCatalog(backend == .keras2 ? .keras2 : .keras3).deserialize(
        InitializerConfiguration(className: element.initializer.class_name, config: config))
      var seed = Seed(element.seed, counter: element.draw ?? 0)
      if let uses = element.unseeded {
        var seeds = KerasGlobalSeeds(seed: UInt32(element.seed))
        for _ in 0...uses { seed = seeds.next() }
      }
      result.append((element, initializer.seeded(seed)))
    }
    return result
  }

  /// Everything but `Orthogonal` on TensorFlow, JAX and PyTorch is exact to the bit.
  @Test func valuesAreThePeers() throws {
    var exact = 0
    for (element, initializer) in try Self.cases() {
      let isOrthogonal = element.initializer.class_name == "Orthogonal"
      if isOrthogonal && !["keras3/numpy", "keras2_orthogonal"].contains(element.framework) {
        continue
      }
      let scalar = try #require(ScalarType(rawValue: element.dtype)?.scalar)
      let hash = sha256(try Self.bytes(initializer, element, scalar))
      exact += 1
      #expect(
        hash == element.sha256,
        "\(element.framework) \(element.initializer.class_name) \(element.dtype) \(element.shape) \(element.seed)"
      )
    }
    #expect(exact == 182)
  }

  /// Other QR decompositions of the same matrix differ by its condition: at most 10⁻⁵ in these
  /// cases.
  @Test func orthogonalMatricesAreNear() throws {
    var checked = 0
    for (element, initializer) in try Self.cases()
    where element.initializer.class_name == "Orthogonal" {
      let tensor = try initializer.tensor(
        of: Float.self, shape: element.shape, backend: try #require(element.backend))
      for (value, recorded) in zip(tensor.elements, element.first8) {
        #expect((Double(value) - (Double(recorded) ?? .nan)).magnitude < 1e-5)
      }
      checked += 1
    }
    #expect(checked == 26)
  }

  /// NumPy's legacy normal values, which Keras 2's `Orthogonal` starts from, are exact.
  @Test func legacyNormalsAreNumPys() throws {
    let cases = try Vectors.decode(Recorded.self, from: "keras.json").cases
      .filter { $0.framework == "numpy_legacy" }
    #expect(cases.count == 3)
    for element in cases {
      var normals = LegacyNumPyNormals(seed: UInt32(element.seed))
      let values = (0..<element.shape.reduce(1, *)).map { _ in normals.next() }
      #expect(sha256(values.withUnsafeBytes { Array($0) }) == element.sha256)
    }
  }
}
