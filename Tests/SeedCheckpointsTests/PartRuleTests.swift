import Initializers
import SeedCheckpoints
import Testing

struct PartRuleTests {
  static func tensor(_ name: String, _ shape: [Int]) -> PlannedTensor {
    PlannedTensor(
      name: name, shape: shape, scalarType: .float32,
      initializer: VarianceScaling.heNormal(seed: 1), path: name)
  }

  static func slices(_ rules: [String], _ shape: [Int]) throws -> [Range<Int>]? {
    try InitializationPlan(
      tensors: [tensor("a.q", shape), tensor("b", [1])], parts: rules.map { try PartRule($0) },
      seed: 1
    ).tensors[0].slice
  }

  /// Oracle: `torch.chunk`: ⌈size / parts⌉ indices each, the last parts shorter or empty.
  @Test func partsAreThoseOfChunk() throws {
    #expect(try Self.slices(["*.q=0:1/4"], [8, 3]) == [2..<4, 0..<3])
    #expect(try Self.slices(["*.q=1:0/2"], [8, 3]) == [0..<8, 0..<2])
    #expect(try Self.slices(["*.q=1:1/2"], [8, 3]) == [0..<8, 2..<3])
    #expect(try Self.slices(["*.q=0:2/3"], [4]) == [4..<4])
    #expect(try Self.slices(["*.q=0:1/3"], [4]) == [2..<4])
    // One after the other: of the second half of rows the first half, and of columns the second.
    #expect(
      try Self.slices(["a.q=0:1/2", "a*=1:1/2", "*q=0:0/2"], [8, 4]) == [4..<6, 2..<4])
    #expect(try Self.slices([], [8]) == nil)
  }

  /// Law: a rank's values are the slice of the whole's.
  @Test func valuesAreThoseOfTheWhole() throws {
    let plan = try InitializationPlan(tensors: [Self.tensor("w", [10, 6])], seed: 1)
    let whole: Tensor<Float> = try plan.tensors[0].initializer(shape: [10, 6], path: "w")
    let part = try InitializationPlan(
      tensors: plan.tensors, parts: [PartRule("w=0:2/3"), PartRule("w=1:1/2")], seed: 1)
    #expect(part.elementCount == 2 * 3 && part.byteCount == 24)
    let bytes = try InitializationPlanTests.write(part).suffix(24)
    let expected = (8..<10).flatMap { row in whole.elements[row * 6 + 3..<row * 6 + 6] }
    #expect(
      bytes.elementsEqual(expected.flatMap { value in withUnsafeBytes(of: value, Array.init) }))
  }

  @Test(arguments: [
    "", "w", "w=0", "w=0:1", "w=0:2/2", "w=0:1/0", "w=-1:0/2", "=0:0/2", "w=0:0/2x",
    "w=0:0/99999999999999999999",
  ])
  func mistakes(text: String) {
    let error = #expect(throws: InitializationError.self) { try PartRule(text) }
    #expect(error?.code == .invalidSlice)
  }

  @Test func rulesMustFit() throws {
    for rule in ["c=0:0/2", "a.q=1:0/2"] {
      #expect(throws: InitializationError.self) { try Self.slices([rule], [8]) }
    }
  }
}
