import Foundation
import Initializers
import InitializerConfigurations
import TestSupport
import Testing

/// Oracle: the hashes that were recorded when `native-1` was frozen; they never change.
///
/// CONTRIBUTING.md says what to do where one would, under *value-breaking*.
struct NativeVersionTests {
  struct Case: Decodable {
    let dtype: String
    let seed: String
    let path: String
    let shape: [Int]
    let slice: [[Int]]?
    let large: Bool?
    let first: String
    let sha256: String
  }

  struct Recorded: Decodable {
    let version: String
    let cases: [Case]
  }

  static let isExhaustive = ProcessInfo.processInfo.environment["EXHAUSTIVE"] != nil

  @Test func valuesAreThoseOfTheFrozenVersion() throws {
    try check { $0.large != true }
  }

  /// It takes minutes without optimization, so it runs with the exhaustive tests.
  @Test(.enabled(if: isExhaustive))
  func largeTensorsAreThoseOfTheFrozenVersionExhaustive() throws {
    try check { $0.large == true }
  }

  private func check(_ isAsked: (Case) -> Bool) throws {
    let data = try Vectors.data("native-1.json")
    let recorded = try JSONDecoder().decode(Recorded.self, from: data)
    #expect(recorded.version == NativeStream.version)
    let json = try #require(try JSONValue(parsing: data).object?["cases"]?.array)
    var count = 0
    for (element, json) in zip(recorded.cases, json) where isAsked(element) {
      let description = try #require(json.object?["initializer"])
      let configuration = try InitializerConfiguration(json: description)
      var initializer = try InitializerCatalog().deserialize(configuration)
      initializer.seed = Seed(try #require(UInt64(element.seed)))
      let type = try #require(ScalarType(rawValue: element.dtype)?.scalar)
      let bytes = try Self.bytes(initializer, element, type)
      let first = bytes.prefix(16).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
      #expect(first.joined() == element.first, "\(description), \(element)")
      #expect(sha256(bytes) == element.sha256, "\(description), \(element)")
      count += 1
    }
    #expect(count > 10)
  }

  private static func bytes<S: Scalar>(
    _ initializer: any Initializer, _ element: Case, _ type: S.Type
  ) throws -> [UInt8] {
    let tensor = try initializer.tensor(
      of: type, shape: element.shape, slice: element.slice?.map { $0[0]..<$0[1] },
      path: element.path)
    return tensor.elements.withUnsafeBytes { Array($0) }
  }
}
