import Testing

@testable import Initializers

struct SquareRootTests {
  private let base = try? RandomUniform(in: 0..<2, seed: 3)

  /// Law: the root of the base's `Float` value, rounded once; of a `Double`'s in `Double`.
  @Test func rootsAreRoundedOnce() throws {
    let base = try #require(base)
    let root = SquareRoot(of: base)
    let values: Tensor<Float> = try base(shape: [40, 30], path: "p")
    let single: Tensor<Float> = try root(shape: [40, 30], path: "p")
    let half: Tensor<Float16> = try root(shape: [40, 30], path: "p")
    let brain: Tensor<BFloat16> = try root(shape: [40, 30], path: "p")
    let wide: Tensor<Double> = try root(shape: [40, 30], path: "p")
    let doubles: Tensor<Double> = try base(shape: [40, 30], path: "p")
    #expect(single.elements == values.elements.map { $0.squareRoot() })
    #expect(half.elements == single.elements.map { Float16($0) })
    #expect(brain.elements == single.elements.map { BFloat16($0) })
    #expect(wide.elements == doubles.elements.map { $0.squareRoot() })
    let part: Tensor<Float16> = try root.tensor(
      shape: [40, 30], slice: [1..<3, 2..<30], path: "p")
    #expect(part.elements == Array(half.elements[32..<60] + half.elements[62..<90]))
  }

  /// Law: a peer's values are rounded first; integers have roots where these are integers.
  @Test func peersAndIntegers() throws {
    let base = try #require(base)
    let values = try base.tensor(of: Float16.self, shape: [50], backend: .kerasTorch)
    let roots = try SquareRoot(of: base).tensor(
      of: Float16.self, shape: [50], backend: .kerasTorch)
    #expect(roots.elements == values.elements.map { $0.squareRoot() })
    let whole: Tensor<Int32> = try SquareRoot(of: Constant(9))(shape: [2])
    #expect(whole.elements == [3, 3])
    #expect(throws: InitializationError.self) {
      let _: Tensor<Int32> = try SquareRoot(of: Constant(8))(shape: [2])
    }
  }

  /// Law: what has no root is an error, and no NaN; a NaN that was given stays one.
  @Test func negativeValues() throws {
    for backend in [Backend.native, .kerasJAX] {
      let error = #expect(throws: InitializationError.self) {
        try SquareRoot(of: RandomNormal(seed: 1)).tensor(
          of: BFloat16.self, shape: [100], backend: backend)
      }
      #expect(error?.code == .invalidParameter && error?.message.contains("square root") == true)
    }
    let missing: Tensor<Float> = try SquareRoot(of: Constant(.nan))(shape: [1])
    #expect(missing.elements[0].isNaN)
    let root = SquareRoot(of: try Orthogonal(seed: 1))
    #expect(throws: InitializationError.self) {
      try root.check(Float.self, FillRequest(shape: [4]))
    }
  }
}
