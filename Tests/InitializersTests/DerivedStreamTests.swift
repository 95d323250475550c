import Initializers
import Testing

/// Law: the streams that a tensor is said to derive are those that its parts draw from when they
/// are made alone, and no others.
struct DerivedStreamTests {
  private static func derives(
    _ initializer: any Initializer, _ other: String, of path: String = "p", _ shape: [Int]
  ) -> Bool {
    let found = initializer.derivesStream(at: other, of: path, shape: shape)
    let prefixes = initializer.derivedStreamPrefixes(of: path)
    if found {
      #expect(
        prefixes.contains {
          other.utf8.elementsEqual($0.utf8) || other.utf8.starts(with: ($0 + "/").utf8)
        }, "\(other) \(prefixes)")
    }
    return found
  }

  @Test func partsAndTensors() throws {
    let normal = VarianceScaling.heNormal(seed: 1)
    let parts = try Concatenated([normal, Zeros(), try Stacked(normal)])
    let shape = [2, 6, 9]
    for (other, expected) in [
      ("p/0", true), ("p/1", false), ("p/2", false), ("p/2/0", true), ("p/2/1", true),
      ("p/2/2", false), ("p", false), ("p/3", false), ("p/00", false), ("p/0/0", false),
      ("p/", false), ("q/0", false), ("p/-0", false), ("p/2/01", false), ("pp/0", false),
      ("p/9223372036854775808", false), ("", false),
    ] {
      #expect(Self.derives(parts, other, shape) == expected, "\(other)")
    }
    #expect(Self.derives(try Transposed(parts, [2, 1, 0]), "p/2/8", [9, 6, 9]) == true)
    #expect(Self.derives(try Transposed(parts, [2, 1, 0]), "p/2/9", [9, 6, 9]) == false)
    #expect(Self.derives(try Stacked(normal, axes: 2), "p/11", [3, 4, 5]))
    #expect(!Self.derives(try Stacked(normal, axes: 2), "p/12", [3, 4, 5]))
    #expect(!Self.derives(normal, "p/0", [4]) && !Self.derives(normal, "p", [4]))
    let sparse = try Stacked(Sparse(normal, sparsity: 0.5))
    #expect(Self.derives(sparse, "p/1", [2, 3, 4]) && !Self.derives(sparse, "p/1/0", [2, 3, 4]))
    // Bytes: the letter é is one code unit or two.
    let letter = (one: "\u{E9}", two: "e\u{301}")
    #expect(Self.derives(parts, letter.one + "/0", of: letter.one, shape))
    #expect(!Self.derives(parts, letter.two + "/0", of: letter.one, shape))
  }

  @Test func gatesAndFactors() throws {
    let bias = UnitForgetBias(.heNormal(seed: 1))
    #expect(Self.derives(bias, "p/1", [8]) && !Self.derives(bias, "p/0", [8]))
    #expect(!Self.derives(UnitForgetBias(Zeros()), "p/1", [8]))
    let kernel = try ConvolutionOrthogonal(seed: 1)
    for number in 0...5 {
      #expect(Self.derives(kernel, "p/\(number)", [3, 3, 2, 4]) == (number <= 4))
    }
  }

  @Test func attentionLayers() throws {
    let path = "layers.0.attn.q_proj.weight"
    let query = try Mimetic(.query, heads: 2, seed: 1)
    for (other, expected) in [
      ("layers.0.attn/query-key/0", true), ("layers.0.attn/query-key/1", true),
      ("layers.0.attn/query-key/2", false), ("layers.0.attn/query-key", false),
      ("layers.0.attn/value-output", false), (path, false), ("layers.1.attn/query-key/0", false),
    ] {
      #expect(Self.derives(query, other, of: path, [4, 4]) == expected, "\(other)")
    }
    let value = try Mimetic(.value, heads: 2, seed: 1)
    #expect(Self.derives(value, "layers.0.attn/value-output", of: path, [4, 4]))
    // Of a path with /i appended, the last two components are that and one more.
    #expect(
      Self.derives(try Stacked(query), "layers.0.attn.q_proj/query-key/1", of: path, [3, 4, 4]))
    let fused = try Concatenated([query, VarianceScaling.heNormal(seed: 1), value])
    #expect(Self.derives(fused, "layers.0.attn.q_proj/value-output", of: path, [4, 12]))
    #expect(Self.derives(fused, path + "/1", of: path, [4, 12]))
    #expect(!Self.derives(fused, path + "/0", of: path, [4, 12]))
    let twice = try Stacked(Stacked(query))
    #expect(Self.derives(twice, path + "/query-key/1", of: path, [3, 3, 4, 4]))
    let thrice = try Stacked(Stacked(Stacked(query)))
    #expect(Self.derives(thrice, path + "/2/query-key/1", of: path, [3, 3, 3, 4, 4]))
    #expect(!Self.derives(thrice, path + "/3/query-key/1", of: path, [3, 3, 3, 4, 4]))
  }
}
