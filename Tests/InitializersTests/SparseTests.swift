import Initializers
import Testing

struct SparseTests {
  /// Law: each column, or row, has ⌈sparsity · length⌉ zeros, elsewhere the base's values.
  @Test(arguments: [0, 0.1, 0.5, 0.93, 1])
  func zerosOfEachLine(sparsity: Double) throws {
    let base = try RandomNormal(seed: 4)
    let values: Tensor<Float> = try base(shape: [30, 8], path: "p")
    let columns: Tensor<Float> = try Sparse(base, sparsity: sparsity)(shape: [30, 8], path: "p")
    let rows: Tensor<Float> = try Sparse(base, sparsity: sparsity, of: .rows)(
      shape: [30, 8], path: "p")
    for column in 0..<8 {
      let zeros = (0..<30).filter { columns.elements[$0 * 8 + column] == 0 }
      #expect(zeros.count == Int((sparsity * 30).rounded(.up)))
    }
    for row in 0..<30 {
      let zeros = rows.elements[row * 8..<row * 8 + 8].filter { $0 == 0 }
      #expect(zeros.count == Int((sparsity * 8).rounded(.up)))
    }
    for made in [columns, rows] {
      #expect(zip(made.elements, values.elements).allSatisfy { $0 == 0 || $0 == $1 })
    }
  }

  /// Law: every place is as likely: over 2000 columns of 10 with 3 zeros each row has about 600
  /// (standard deviation 20.5).
  @Test func placesAreUniform() throws {
    let made: Tensor<Float> = try Sparse(RandomNormal(seed: 11), sparsity: 0.3)(shape: [10, 2000])
    for row in 0..<10 {
      let zeros = made.elements[row * 2000..<(row + 1) * 2000].filter { $0 == 0 }.count
      #expect(abs(zeros - 600) < 100, "\(zeros)")
    }
    let other: Tensor<Float> = try Sparse(RandomNormal(seed: 12), sparsity: 0.3)(shape: [10, 2000])
    let same = zip(made.elements, other.elements).filter { $0 == 0 && $1 == 0 }.count
    // Independent places agree in 9 of 100.
    #expect(abs(same - 1800) < 200, "\(same)")
  }

  /// Law: a slice is the part of the whole.
  @Test func slices() throws {
    let initializer = try Sparse(.glorotUniform(seed: 2), sparsity: 0.4)
    let whole: Tensor<Float> = try initializer(shape: [12, 9], path: "w")
    let part: Tensor<Float> = try initializer.tensor(
      shape: [12, 9], slice: [3..<12, 2..<7], path: "w")
    let expected: [Float] = (3..<12).flatMap { row in
      Array(whole.elements[row * 9 + 2..<row * 9 + 7])
    }
    #expect(part.elements == expected)
    let double: any Initializer = try initializer.scaled(by: 2)
    let scaled: Tensor<Float> = try double(shape: [12, 9], path: "w")
    #expect(scaled.elements == whole.elements.map { 2 * $0 })
    #expect(initializer.seeded(3).base.seed == 3)
    for sparsity in [-0.1, 1.1, .nan] {
      #expect(throws: InitializationError.self) {
        try Sparse(.glorotUniform(seed: 2), sparsity: sparsity)
      }
    }
    #expect(throws: InitializationError.self) {
      let _: Tensor<Float> = try initializer(shape: [3])
    }
  }

  /// Law: a circular convolution with the kernel keeps norms, times the gain.
  @Test func deltaOrthogonalKeepsNorms() throws {
    let kernel: Tensor<Double> = try DeltaOrthogonal(gain: 1.5, layout: .torch, seed: 3)(
      shape: [8, 6, 5])
    let result = FormulaTests.convolve(kernel, FormulaTests.image)
    func norm(_ image: [[Double]]) -> Double {
      image.flatMap(\.self).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    #expect(abs(norm(result) / norm(FormulaTests.image) - 1.5) < 1e-13)
    // The matrix is that of Orthogonal; in Keras's layout it stands in the center's place.
    let matrix: Tensor<Float> = try Orthogonal(gain: 1.5, seed: 3)(shape: [2, 3], path: "k")
    let keras: Tensor<Float> = try DeltaOrthogonal(gain: 1.5, seed: 3)(
      shape: [4, 1, 2, 3], path: "k")
    #expect(Array(keras.elements[6..<12]) == matrix.elements)
    #expect(keras.elements.filter { $0 != 0 }.count == 6)
    let part: Tensor<Float> = try DeltaOrthogonal(gain: 1.5, seed: 3).tensor(
      shape: [4, 1, 2, 3], slice: [1..<2, 0..<1, 1..<2, 0..<3], path: "k")
    #expect(part.elements == Array(matrix.elements[3...]))
    for shape in [[3, 4, 3], [2, 3], [1, 1, 1, 1, 1, 1]] {
      #expect(throws: InitializationError.self) {
        let _: Tensor<Float> = try DeltaOrthogonal(seed: 3)(shape: shape)
      }
    }
  }

  /// Oracle: the bounds in the SIREN paper's code: 1 / n, and √(6 / n) / 30.
  @Test func siren() throws {
    for (isFirst, limit) in [(true, 1.0 / 50), (false, 0.3464101615137755 / 30)] {
      let made: Tensor<Float> = try SIREN(isFirst: isFirst, seed: 1)(shape: [50, 400])
      let uniform: Tensor<Float> = try RandomUniform(in: -limit..<limit, seed: 1)(
        shape: [50, 400])
      for (value, expected) in zip(made.elements, uniform.elements) {
        #expect(abs(value - expected) <= 1e-8)
      }
    }
    #expect(throws: InitializationError.self) { try SIREN(frequency: 0) }
  }
}
