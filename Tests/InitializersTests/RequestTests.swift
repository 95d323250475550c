import Initializers
import Testing

/// Requests that cannot be met are typed errors that say what was given; none of them traps.
struct RequestTests {
  static func code(_ body: () throws -> Void) -> InitializationError.Code? {
    do {
      try body()
    } catch let error as InitializationError {
      return error.message.contains("\n") ? nil : error.code
    } catch {}
    return nil
  }

  @Test(arguments: [
    [-1], [3, -2], [Int.max, Int.max], [1 << 30, 1 << 30], [1 << 58, 2], [Int.min],
  ])
  func impossibleShapes(shape: [Int]) throws {
    for initializer in try SliceTests.initializers() + [try Identity(), UnitForgetBias(Zeros())] {
      let code = Self.code { let _: Tensor<Float> = try initializer(shape: shape) }
      #expect(code == .invalidShape)
    }
  }

  /// A shape that a stream could address but no machine can hold.
  @Test(arguments: [[1 << 57], [1 << 29, 1 << 28]])
  func impossibleAllocations(shape: [Int]) {
    #expect(Self.code { let _: Tensor<Float> = try Zeros()(shape: shape) } == .insufficientMemory)
    #expect(
      Self.code { let _: Tensor<Float> = try Orthogonal(seed: 1)(shape: [1] + shape) }
        == .insufficientMemory)
  }

  /// A dimension of 0 makes a tensor empty, whatever the others are.
  @Test func emptyShapes() throws {
    for shape in [[0], [0, 5], [5, 0], [Int.max, Int.max, 0], [0, Int.max, Int.max]] {
      for initializer in [
        Zeros(), VarianceScaling.glorotUniform(seed: 1), VarianceScaling.heNormal(seed: 1),
      ] as [any Initializer] {
        let tensor: Tensor<Float> = try initializer(shape: shape)
        #expect(tensor.elements.isEmpty)
      }
    }
  }

  @Test(arguments: [
    [0..<3], [0..<2, 0..<2, 0..<2], [0..<4, 0..<2], [-1..<1, 0..<2], [0..<2, 1..<3],
    [0..<0, 3..<3], [Int.min..<0, 0..<2], [0..<Int.max, 0..<2],
  ])
  func slicesOutsideTheShape(slice: [Range<Int>]) throws {
    for initializer in [Zeros(), try RandomNormal(seed: 1), try Orthogonal(seed: 1)]
      as [any Initializer]
    {
      let code = Self.code {
        _ = try initializer.tensor(of: Float.self, shape: [3, 2], slice: slice)
      }
      #expect(code == .invalidSlice)
    }
  }

  @Test func memoryOfAnotherSize() {
    var array = [Float](repeating: 0, count: 5)
    #expect(Self.code { try Zeros().fill(&array, shape: [2, 3]) } == .invalidShape)
    #expect(
      Self.code { try VarianceScaling.heNormal(seed: 1).fill(&array, shape: [2, 3]) }
        == .invalidShape)
    #expect(Self.code { try Orthogonal(seed: 1).fill(&array, shape: [2, 3]) } == .invalidShape)
  }

  @Test func parametersOutsideTheirDomain() {
    #expect(Self.code { _ = try RandomNormal(mean: .nan) } == .invalidParameter)
    #expect(Self.code { _ = try RandomNormal(standardDeviation: -1) } == .invalidParameter)
    #expect(Self.code { _ = try RandomNormal(standardDeviation: .infinity) } == .invalidParameter)
    #expect(Self.code { _ = try RandomUniform(from: 1, to: 0, seed: 1) } == .invalidParameter)
    #expect(Self.code { _ = try RandomUniform(in: -.infinity..<0) } == .invalidParameter)
    #expect(
      Self.code { _ = try RandomUniform(in: -1e308..<1e308) } == .invalidParameter)
    #expect(Self.code { _ = try TruncatedNormal(standardDeviation: .nan) } == .invalidParameter)
  }

  /// A caller's own error arrives with what it was.
  @Test func ownErrors() {
    struct Own: Error {}
    do {
      let _: Tensor<Float> = try Elementwise { position, _ in
        if position == 3 { throw Own() }
        return 0
      }(shape: [5])
      Issue.record("the closure's error was lost")
    } catch {
      #expect(error.code == .failedElement)
      #expect(error.underlyingError is Own)
      #expect(error.message.contains("position 3"))
    }
  }

  /// Equal bounds give that number; a standard deviation of 0 gives the mean.
  @Test func degenerateLaws() throws {
    let uniform: Tensor<Float> = try RandomUniform(in: 0.3..<0.3, seed: 1)(shape: [50])
    #expect(uniform.elements.allSatisfy { $0 == 0.3 })
    let normal: Tensor<Float> = try RandomNormal(mean: 2, standardDeviation: 0, seed: 1)(shape: [50]
    )
    #expect(normal.elements.allSatisfy { $0 == 2 })
  }

  /// Bounds that no `Float` lies between are kept.
  @Test func narrowBounds() throws {
    let low = Float(1)
    let initializer = try RandomUniform(from: 1, to: Double(low.nextUp), seed: 1)
    let values: Tensor<Float> = try initializer(shape: [1000])
    #expect(values.elements.allSatisfy { $0 == 1 })
  }
}
