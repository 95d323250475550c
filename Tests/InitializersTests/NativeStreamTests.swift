import Foundation
import Initializers
import TestSupport
import Testing

struct NativeStreamTests {
  struct Recorded: Decodable {
    struct Word: Decodable {
      let seed: String
      let path: String
      let position: Int
      let field: UInt8
      let word: UInt32
    }

    struct Uniform: Decodable {
      let dtype: String
      let seed: String
      let path: String
      let low: Double
      let high: Double
      let values: [Double]
    }

    struct Matrix: Decodable {
      let seed: String
      let path: String
      let shape: [Int]
      let gain: Double
      let values: [Double]
    }

    let words: [Word]
    let uniforms: [Uniform]
    let matrices: [Matrix]
  }

  static let recorded = Result { try Vectors.decode(Recorded.self, from: "native-stream.json") }

  static func seed(_ text: String) throws -> Seed { Seed(try #require(UInt64(text))) }

  /// Oracle: the second implementation in `Conformance/native_stream.py`.
  @Test func wordsFollowTheDefinition() throws {
    for element in try Self.recorded.get().words {
      let stream = NativeStream(seed: try Self.seed(element.seed), path: element.path)
      #expect(stream.word(at: element.position, field: element.field) == element.word)
      let four = stream.words(ofBlock: element.position / 4, field: element.field)
      #expect(four[element.position % 4] == element.word)
      let first = element.position / 4 * 4
      #expect((0..<4).allSatisfy { four[$0] == stream.word(at: first + $0, field: element.field) })
    }
  }

  /// Oracle: the FNV authors' test vectors for 64-bit FNV-1a; the empty path is no path.
  @Test func idsAreFNV1a() {
    #expect(NativeStream.id(of: "") == 0)
    #expect(NativeStream.id(of: "a") == 0xaf63_dc4c_8601_ec8c)
    #expect(NativeStream.id(of: "foobar") == 0x8594_4171_f739_67e8)
    #expect(NativeStream.id(of: "e\u{301}") != NativeStream.id(of: "\u{e9}"))
  }

  /// Oracle: `Conformance/native_stream.py`, whose words 2n and 2n + 1 of field 255 are the key of
  /// a seed that has been used n times.
  @Test func usedSeedsFollowTheDefinition() {
    for (uses, word) in [(UInt32(1), UInt32(0x48dc_afca)), (3, 0x6d03_1686)] {
      #expect(NativeStream(seed: Seed(42, counter: uses), path: "a").word(at: 5) == word)
    }
  }

  /// Oracle: `Conformance/native_stream.py`, bit for bit in both precisions.
  @Test func uniformValuesFollowTheDefinition() throws {
    for element in try Self.recorded.get().uniforms {
      let initializer = try RandomUniform(
        from: element.low, to: element.high, seed: Self.seed(element.seed))
      let path = element.path
      if element.dtype == "float32" {
        let tensor: Tensor<Float> = try initializer(shape: [9], path: path)
        #expect(tensor.elements.map(Double.init) == element.values)
      } else {
        let tensor: Tensor<Double> = try initializer(shape: [9], path: path)
        #expect(tensor.elements == element.values)
      }
    }
  }

  /// Oracle: products of dense reflectors in NumPy, of mpmath's normal quantiles.
  @Test func orthogonalMatricesFollowTheDefinition() throws {
    for element in try Self.recorded.get().matrices {
      let initializer = try Orthogonal(gain: element.gain, seed: Self.seed(element.seed))
      let double: Tensor<Double> = try initializer(shape: element.shape, path: element.path)
      let single: Tensor<Float> = try initializer(shape: element.shape, path: element.path)
      for (index, value) in element.values.enumerated() {
        #expect((double.elements[index] - value).magnitude < 1e-13)
        #expect((Double(single.elements[index]) - value).magnitude < 2e-6)
      }
    }
  }
}
