import Initializers
import Testing

struct TensorTests {
  /// Law: row-major order, the last axis varying fastest.
  @Test func subscripts() throws {
    var tensor = try Tensor<Int32>(shape: [2, 3], elements: [0, 1, 2, 3, 4, 5])
    #expect(tensor[1, 2] == 5)
    tensor[0, 1] = 9
    #expect(tensor.elements == [0, 9, 2, 3, 4, 5])
    let scalar = try Tensor<Float>(shape: [], elements: [7])
    #expect(scalar[] == 7)
    #expect(tensor.withSpan { $0[1] } == 9)
    tensor.withMutableSpan { $0[5] = 8 }
    #expect(tensor[1, 2] == 8)
  }

  /// Law: the element count is the shape's.
  @Test func shapesAreChecked() {
    for (shape, count) in [([2, 2], 3), ([-1], 0), ([Int.max, 2], 0)] {
      let error = #expect(throws: InitializationError.self) {
        try Tensor<Float>(shape: shape, elements: Array(repeating: 0, count: count))
      }
      #expect(error?.code == .invalidShape)
    }
  }

  /// Oracle: NumPy's layout of nested arrays, with four decimals.
  @Test func printing() throws {
    let matrix = try Tensor<Float>(shape: [2, 3], elements: [0.5, -0.25, 1, 12.34567, 0, -3])
    #expect(
      matrix.description == """
        [[ 0.5000 -0.2500  1.0000]
         [12.3457  0.0000 -3.0000]]
        """)
    let cube = try Tensor<Int8>(shape: [2, 2, 2], elements: [1, 2, 3, 4, 5, 6, 7, -8])
    #expect(cube.description == "[[[ 1  2]\n  [ 3  4]]\n\n [[ 5  6]\n  [ 7 -8]]]")
    #expect(try Tensor<Float>(shape: [], elements: [2]).description == "2.0000")
    #expect(try Tensor<Float>(shape: [2, 0], elements: []).description == "[] (shape [2, 0])")
    let mixed = try Tensor<Double>(shape: [2], elements: [1e-9, .nan])
    #expect(mixed.description == "[1e-09   nan]")
  }

  /// Law: beyond 1000 elements three of each end of an axis are shown.
  @Test func elision() throws {
    let long: Tensor<Int32> = try Elementwise { position, _ in Double(position) }(shape: [2000])
    #expect(long.description == "[   0    1    2 ... 1997 1998 1999]")
    let wide: Tensor<Int32> = try Elementwise { position, _ in Double(position % 10) }(
      shape: [2, 1000])
    #expect(wide.description == "[[0 1 2 ... 7 8 9]\n [0 1 2 ... 7 8 9]]")
  }
}

extension TensorTests {
  /// Oracle: a tensor in an initializer's place, as Keras 3 takes it: its elements, and its shape
  /// only.
  @Test func tensorsAreInitializers() throws {
    let tensor = try Tensor<Int64>(shape: [2, 2], elements: [1, 2, 3, 1 << 60 + 1])
    let same: Tensor<Int64> = try tensor(shape: [2, 2])
    #expect(same == tensor)
    let small = try Tensor<Float>(shape: [2], elements: [1.5, -2])
    let half: Tensor<BFloat16> = try small(shape: [2])
    #expect(half.elements == [1.5, -2])
    #expect(throws: InitializationError.self) { try small.tensor(of: Int8.self, shape: [2]) }
    #expect(throws: InitializationError.self) { try small.tensor(of: Float.self, shape: [2, 1]) }
  }

  /// Law: memory that was not initialized gets the elements of a tensor, behind what is there;
  /// without room it stays as it is.
  @Test func outputSpans() throws {
    let initializer = VarianceScaling.heNormal(seed: 3)
    let tensor: Tensor<Float> = try initializer(shape: [4, 5])
    let memory = UnsafeMutableBufferPointer<Float>.allocate(capacity: 41)
    defer { memory.deallocate() }
    var output = OutputSpan(buffer: memory, initializedCount: 0)
    output.append(7)
    try initializer.append(to: &output, shape: [4, 5])
    try initializer.append(to: &output, shape: [4, 5], slice: [1..<2, 0..<5])
    let error = #expect(throws: InitializationError.self) {
      try initializer.append(to: &output, shape: [4, 5])
    }
    #expect(error?.code == .invalidShape)
    let count = output.finalize(for: memory)
    #expect(Array(memory[..<count]) == [7] + tensor.elements + tensor.elements[5..<10])
  }
}
