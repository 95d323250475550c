import Initializers
import Testing

struct ModifierTests {
  /// Law: the scaled initializer gives the values times the factor; by a power of two, in every bit.
  @Test func scaledValues() throws {
    let seed: Seed = 8
    let all: [any ScalableInitializer] = [
      Zeros(), Ones(), Constant(-3), try ConstantArray(shape: [6], elements: [1, 2, 3, 4, 5, 6]),
      try RandomNormal(mean: 1, standardDeviation: 2, seed: seed),
      try RandomUniform(from: -1, to: 3, seed: seed),
      try TruncatedNormal(mean: 0.5, bounds: .standardDeviations(-1, 3), seed: seed),
      try VarianceScaling(scale: 3, mode: .fanOut, distribution: .uniform, seed: seed),
      GlorotUniform(seed: seed), HeNormal(seed: seed, fanRule: .torch),
      try Orthogonal(gain: 1.5, seed: seed), try Identity(gain: 3, nonSquare: .padded),
      try ZeroRows([1], of: RandomNormal(seed: seed)),
    ]
    for initializer in all {
      let values: Tensor<Float> = try initializer(shape: [4, 6], path: "p")
      for factor in [0.25, 4] {
        let scaled = try initializer.scaled(by: factor)
        let product: Tensor<Float> = try scaled(shape: [4, 6], path: "p")
        #expect(
          product.elements == values.elements.map { $0 * Float(factor) }, "\(initializer)")
      }
      let third: Tensor<Float> = try initializer.scaled(by: 1 / 3.0)(shape: [4, 6], path: "p")
      for (part, whole) in zip(third.elements, values.elements) {
        #expect(abs(part - whole / 3) <= 4e-7 * max(1, abs(whole)), "\(initializer)")
      }
      for factor in [0, -1, .infinity, .nan] {
        #expect(throws: InitializationError.self) { try initializer.scaled(by: factor) }
      }
    }
  }

  /// Law: zeros in the rows, elsewhere the base's values, whole and in slices.
  @Test func zeroRows() throws {
    let base = HeUniform(seed: 3)
    let padded = try ZeroRows([0, 3], of: base)
    let values: Tensor<Float> = try padded(shape: [5, 2, 3], path: "e")
    let expected: Tensor<Float> = try base(shape: [5, 2, 3], path: "e")
    for (position, value) in values.elements.enumerated() {
      let isZero = [0, 3].contains(position / 6)
      #expect(value == (isZero ? 0 : expected.elements[position]))
    }
    let slice: Tensor<Float> = try padded.tensor(
      shape: [5, 2, 3], slice: [2..<5, 1..<2, 0..<3], path: "e")
    let cut = (2..<5).flatMap { values.elements[$0 * 6 + 3..<$0 * 6 + 6] }
    #expect(slice.elements == cut)
    #expect(padded.seed == 3 && padded.seeded(4).base.seed == 4)
    let none: Tensor<Float> = try padded(shape: [5, 0])
    #expect(none.elements.isEmpty)
    for shape in [[3, 2], [], [0]] {
      #expect(throws: InitializationError.self) {
        let _: Tensor<Float> = try padded(shape: shape)
      }
    }
    #expect(throws: InitializationError.self) { try ZeroRows([-1], of: base) }
  }
}
