import Initializers
import Testing

struct IdentityTests {
  /// Law: no shift of any size is too far, also of a matrix that is nearly nothing.
  @Test func shiftsOfAnySize() throws {
    for shift in [Int.min, -1, 0, 5, Int.max] {
      let identity = try Identity(nonSquare: .padded, shift: shift)
      let empty: Tensor<Float> = try identity(shape: [Int.max, 0])
      #expect(empty.elements.isEmpty)
      let matrix: Tensor<Int8> = try identity(shape: [3, 3])
      #expect(matrix.elements.count { $0 == 1 } == 3)
    }
  }

  /// Oracle: Keras 2's `Identity(2.)` on (4, 2) and (2, 4), NumPy's `identity` on a square.
  @Test func tiled() throws {
    let tall: Tensor<Float> = try Identity(gain: 2)(shape: [4, 2])
    #expect(tall.elements == [2, 0, 0, 2, 2, 0, 0, 2])
    let wide: Tensor<Float> = try Identity(gain: 2)(shape: [2, 4])
    #expect(wide.elements == [2, 0, 2, 0, 0, 2, 0, 2])
    let square: Tensor<Double> = try Identity()(shape: [3, 3])
    #expect(square.elements == [1, 0, 0, 0, 1, 0, 0, 0, 1])
  }

  /// Oracle: Keras 3's `Identity` is `gain * eye(rows, columns)`.
  @Test func padded() throws {
    let identity = try Identity(gain: 3, nonSquare: .padded)
    let wide: Tensor<Float> = try identity(shape: [2, 3])
    #expect(wide.elements == [3, 0, 0, 0, 3, 0])
    let tall: Tensor<Float> = try identity(shape: [3, 2])
    #expect(tall.elements == [3, 0, 0, 3, 0, 0])
  }

  /// Law: empty matrices are empty; other ranks and sides without a common measure are errors.
  @Test func edges() throws {
    for shape in [[0, 0], [0, 3], [3, 0]] {
      let tensor: Tensor<Float> = try Identity()(shape: shape)
      #expect(tensor.elements.isEmpty)
    }
    for shape in [[], [3], [2, 2, 2], [3, 8]] {
      let error = #expect(throws: InitializationError.self) {
        let _: Tensor<Float> = try Identity()(shape: shape)
      }
      #expect(error?.code == .invalidShape)
    }
    #expect(throws: InitializationError.self) { try Identity(gain: .infinity) }
  }
}
