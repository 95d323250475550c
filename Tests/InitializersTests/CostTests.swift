import Initializers
import Testing

/// Law: cost counts elements, and what they depend on.
struct CostTests {
  private static func cost(
    _ initializer: any Initializer, _ shape: [Int], elements: Range<Int>? = nil,
    slice: [Range<Int>]? = nil, _ backend: Backend = .native
  ) -> Double {
    initializer.costOfPart(
      FillRequest(shape: shape, slice: slice, elements: elements, backend: backend))
  }

  @Test func elements() throws {
    let normal = VarianceScaling.heNormal(seed: 1)
    #expect(Self.cost(normal, [10, 20]) == 200)
    #expect(Self.cost(normal, [10, 20], elements: 3..<5) == 2)
    #expect(Self.cost(normal, [10, 20], slice: [0..<2, 3..<4]) == 2)
    #expect(Self.cost(normal, [10, 20], elements: 3..<5, .kerasJAX) == 202)
    #expect(Self.cost(Zeros(), [10, 20], elements: 3..<5, .kerasJAX) == 2)
    #expect(Self.cost(try Scaled(normal, by: 2), [10, 20], elements: 3..<5) == 2)
    let fused = try Concatenated(repeating: normal, count: 4)
    #expect(Self.cost(fused, [10, 20], elements: 3..<5) == 2)
    #expect(Self.cost(fused, [10, 20], elements: 3..<5, .kerasTorch) >= 202)
    #expect(Self.cost(try Transposed(normal), [10, 20], elements: 3..<5) == 2)
  }

  @Test func matrices() throws {
    let orthogonal = try Orthogonal(seed: 1)
    #expect(Self.cost(orthogonal, [10, 20], elements: 0..<1) >= 2000)
    #expect(Self.cost(orthogonal, [1 << 15, 1 << 15]) >= 0x1p45)
    // Four gates of 10 × 10, and one of them.
    let gates = try Concatenated(repeating: orthogonal, count: 4)
    #expect((4000..<8000).contains(Self.cost(gates, [10, 40])))
    #expect((1000..<2000).contains(Self.cost(gates, [10, 40], slice: [0..<10, 0..<10])))
    let experts = try Stacked(orthogonal)
    #expect((8000..<16000).contains(Self.cost(experts, [8, 10, 10])))
    #expect(
      (1000..<2000).contains(Self.cost(experts, [8, 10, 10], slice: [1..<2, 0..<10, 0..<10])))
    #expect((2000..<4000).contains(Self.cost(experts, [8, 10, 10], elements: 0..<1)))
    #expect(Self.cost(try Transposed(orthogonal), [10, 20], elements: 0..<1) >= 2000)
    #expect(Self.cost(try Mimetic(.query, heads: 4), [16, 16]) >= 4 * 30 * 4096)
    #expect(Self.cost(try Mimetic(.value, heads: 4), [16, 16]) >= 30 * 4096)
    #expect(Self.cost(try ConvolutionOrthogonal(), [3, 3, 8, 16]) >= 5 * 4096)
    #expect(Self.cost(try DeltaOrthogonal(), [3, 3, 8, 16]) >= 1024)
    #expect(Self.cost(try Sparse(.heNormal(), sparsity: 0.1), [10, 10], elements: 0..<1) >= 100)
    #expect(Self.cost(UnitForgetBias(Ones()), [16], elements: 0..<1) == 1)
    #expect(Self.cost(STFT(), [100, 1, 9], elements: 0..<1) >= 100)
    #expect(Self.cost(STFT(scaling: nil), [100, 1, 9], elements: 0..<1) == 1)
  }
}
