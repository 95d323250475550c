import Initializers
import TestSupport
import Testing

struct MimeticTests {
  private func matrix(
    _ part: Mimetic.Part, _ shape: [Int], _ path: String, heads: Int,
    layout: WeightLayout = .keras
  ) throws -> Tensor<Double> {
    try Mimetic(part, heads: heads, layout: layout, seed: 3)(shape: shape, path: path)
  }

  /// Law: with one head of full width, query · keyᵀ − 0.7 is 0.7 times normal values of variance 1
  /// / d, and value · output + 0.4 is 0.4 times such.
  @Test func productsAreNearTheIdentity() throws {
    let d = 60
    let query = try matrix(.query, [d, d], "block/attention/query/kernel", heads: 1)
    let key = try matrix(.key, [d, d], "block/attention/key/kernel", heads: 1)
    let value = try matrix(.value, [d, d], "block/attention/value/kernel", heads: 4)
    let output = try matrix(.output, [d, d], "block/attention/output/kernel", heads: 4)
    var (attention, projection): ([Double], [Double]) = ([], [])
    for i in 0..<d {
      for j in 0..<d {
        var (first, second) = (i == j ? -0.7 : 0, i == j ? 0.4 : 0)
        for k in 0..<d {
          first += query[i, k] * key[j, k]
          second += value[i, k] * output[k, j]
        }
        attention.append(first)
        projection.append(second)
      }
    }
    for (noise, share) in [(attention, 0.7), (projection, 0.4)] {
      let sample = Sample(noise)
      let deviation = share / Double(d).squareRoot()
      #expect(abs(sample.moment(1)) < 5 * deviation / 60)
      // 3,600 values: the deviation is known to 1.2%, the kurtosis to 0.08.
      #expect(abs(sample.standardDeviation / deviation - 1) < 0.05)
      #expect(abs(sample.moment(4) / (deviation * deviation * deviation * deviation) - 3) < 0.4)
    }
    #expect(zip(attention, projection).contains { abs($0 / 0.7 - $1 / 0.4) > 0.01 })
  }

  /// Law: of several heads each has the best approximation of its own matrix: queries and keys of a
  /// head have the same, diagonal, Gram matrix, in falling order; other layouts and heads on an
  /// axis of their own hold the same values.
  @Test func headsAreBalanced() throws {
    let (d, heads, k) = (24, 3, 8)
    let paths = ["layers.0.attn.q_proj.weight", "layers.0.attn.k_proj.weight"]
    let query = try matrix(.query, [d, d], paths[0], heads: heads)
    let key = try matrix(.key, [d, heads, k], paths[1], heads: heads)
    let turned = try matrix(.query, [d, d], paths[0], heads: heads, layout: .torch)
    for head in 0..<heads {
      var last = Double.infinity
      for a in 0..<k {
        for b in 0..<k {
          var (left, right) = (0.0, 0.0)
          for i in 0..<d {
            left += query[i, head * k + a] * query[i, head * k + b]
            right += key[i, head, a] * key[i, head, b]
            #expect(turned[head * k + a, i] == query[i, head * k + a])
          }
          if a == b {
            #expect(left > 0.05 && left <= last && abs(left - right) < 1e-12)
            last = left
          } else {
            #expect(abs(left) < 1e-12 && abs(right) < 1e-12)
          }
        }
      }
    }
    let part: Tensor<Double> = try Mimetic(.query, heads: heads, seed: 3).tensor(
      shape: [d, d], slice: [3..<7, 10..<20], path: paths[0])
    for row in 0..<4 {
      for column in 0..<10 { #expect(part[row, column] == query[row + 3, column + 10]) }
    }
    let other = try matrix(.query, [d, d], "layers.1.attn.q_proj.weight", heads: heads)
    #expect(other != query)
  }

  @Test func mistakes() throws {
    #expect(throws: InitializationError.self) { try Mimetic(.key, heads: 0) }
    #expect(throws: InitializationError.self) { try Mimetic(.key, heads: 1, alpha: .nan) }
    // Small shares give small matrices, and none none.
    for (alpha, beta) in [(1e-200, 0.0), (0, 1e-300), (0, 0), (1e-160, 1e-160)] {
      let small: Tensor<Double> = try Mimetic(.query, heads: 1, alpha: alpha, beta: beta, seed: 1)(
        shape: [12, 12])
      let most = small.elements.map(\.magnitude).max() ?? 0
      #expect(most <= 2 * max(alpha, beta).squareRoot() && (most > 0) == (alpha + beta > 0))
    }
    #expect(throws: InitializationError.self) {
      let _: Tensor<Float> = try Mimetic(.query, heads: 1, seed: 1).tensor(
        shape: [1 << 31, 1], slice: [0..<1, 0..<1])
    }
    for shape in [[4], [4, 9], [4, 2, 8], [2, 2, 2, 2], [8, 4, 2]] {
      #expect(throws: InitializationError.self) {
        _ = try matrix(.query, shape, "", heads: 2)
      }
    }
  }
}
