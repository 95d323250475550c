import BitGenerators
import Initializers
import Testing

struct OrthogonalTests {
  /// The largest deviation of the Gram matrix of the short side from gain² · identity.
  static func defect<S: Scalar & BinaryFloatingPoint>(
    _ tensor: Tensor<S>, gain: Double
  ) -> Double {
    let columns = tensor.shape[tensor.shape.count - 1]
    let rows = tensor.count / columns
    let matrix = tensor.elements.map { Double($0) }
    let (short, long) = (min(rows, columns), max(rows, columns))
    let (shortStep, longStep) = rows >= columns ? (1, columns) : (columns, 1)
    var worst = 0.0
    for i in 0..<short {
      for j in 0...i {
        var sum = 0.0
        for k in 0..<long {
          sum += matrix[i * shortStep + k * longStep] * matrix[j * shortStep + k * longStep]
        }
        worst = max(worst, (sum - (i == j ? gain * gain : 0)).magnitude)
      }
    }
    return worst
  }

  /// Law: the columns of a tall matrix and the rows of a wide one are orthonormal, times the gain.
  @Test(arguments: [
    [1, 1], [2, 2], [60, 60], [1, 50], [50, 1], [80, 30], [30, 80], [3, 3, 4, 20], [2, 2, 40],
    [16, 17],
  ])
  func rowsOrColumnsAreOrthonormal(shape: [Int]) throws {
    let single: Tensor<Float> = try Orthogonal(seed: 1)(shape: shape, path: "kernel")
    #expect(Self.defect(single, gain: 1) < 5e-6)
    let double: Tensor<Double> = try Orthogonal(gain: -2, seed: 2)(shape: shape)
    #expect(Self.defect(double, gain: 2) < 5e-14)
  }

  /// Law: the same for any shape, gain, seed, type and column axis that a generator chooses.
  @Test(arguments: 0..<150)
  func anyMatrixIsOrthonormal(number: Int) throws {
    var generator = Philox4x32(key: UInt64(number))
    let rank = Int.random(in: 2...4, using: &generator)
    let shape = (0..<rank).map { axis in
      Int.random(in: 1...(axis < rank - 2 ? 3 : 40), using: &generator)
    }
    let gain = Double.random(in: -3...3, using: &generator)
    let seed = Seed(UInt64.random(in: 0 ... .max, using: &generator))
    let double: Tensor<Double> = try Orthogonal(gain: gain, seed: seed)(shape: shape)
    #expect(Self.defect(double, gain: gain) < 1e-12, "\(shape) \(gain)")
    let single: Tensor<Float> = try Orthogonal(gain: gain, seed: seed)(shape: shape)
    #expect(Self.defect(single, gain: gain) < 1e-4, "\(shape) \(gain)")
    // With the first axis for columns, the matrix is that of the axis moved last: (c, …) read as c
    // rows.
    let first: Tensor<Double> = try Orthogonal(gain: gain, columnAxis: 0, seed: seed)(shape: shape)
    let matrix = try Tensor(
      shape: [shape[0], first.count / shape[0]], elements: first.elements)
    #expect(Self.defect(matrix, gain: gain) < 1e-12, "\(shape) \(gain)")
  }

  /// Law: the Haar distribution.
  ///
  /// Each entry of a 2 × 2 rotation or reflection is the cosine of a uniform
  /// angle: mean 0, variance ½, fourth moment ⅜; determinants are ±1 alike.
  @Test func smallMatricesAreHaarDistributed() throws {
    var moments = (0.0, 0.0, 0.0)
    var rotations = 0
    let count = 20_000
    for seed in 0..<count {
      let q: Tensor<Double> = try Orthogonal(seed: Seed(UInt64(seed)))(shape: [2, 2])
      let x = q[0, 0]
      moments = (moments.0 + x, moments.1 + x * x, moments.2 + x * x * x * x)
      if q[0, 0] * q[1, 1] - q[0, 1] * q[1, 0] > 0 { rotations += 1 }
    }
    let n = Double(count)
    #expect((moments.0 / n).magnitude < 0.025)
    #expect((moments.1 / n - 0.5).magnitude < 0.013)
    #expect((moments.2 / n - 0.375).magnitude < 0.013)
    #expect((Double(rotations) / n - 0.5).magnitude < 0.018)
  }

  /// Law: empty matrices are empty; rank below 2 and gains that are not finite are errors.
  @Test func edges() throws {
    for shape in [[0, 3], [3, 0], [2, 0, 4]] {
      let tensor: Tensor<Float> = try Orthogonal(seed: 1)(shape: shape)
      #expect(tensor.elements.isEmpty)
    }
    for shape in [[], [4]] {
      let error = #expect(throws: InitializationError.self) {
        let _: Tensor<Float> = try Orthogonal(seed: 1)(shape: shape)
      }
      #expect(error?.code == .invalidShape)
    }
    #expect(throws: InitializationError.self) { try Orthogonal(gain: .nan) }
  }
}
