import Initializers
import Testing

struct SeedTests {
  /// Law: a seed that nobody chose is drawn once, kept and readable: nothing is unreproducible.
  @Test func drawnSeedsAreKept() throws {
    let initializer = VarianceScaling.glorotUniform()
    let seed = try #require(initializer.seed)
    let first: Tensor<Float> = try initializer(shape: [10])
    let second: Tensor<Float> = try initializer(shape: [10])
    #expect(first == second)
    #expect(!seed.isChosen)
    #expect(first == (try VarianceScaling.glorotUniform(seed: Seed(seed.value))(shape: [10])))
    #expect(first != (try VarianceScaling.glorotUniform()(shape: [10])))
  }

  /// Law: 0 and 2⁶⁴ − 1 are seeds like every other.
  @Test func anyIntegerIsASeed() throws {
    let zero: Tensor<Float> = try VarianceScaling.heNormal(seed: 0)(shape: [10])
    let last: Tensor<Float> = try VarianceScaling.heNormal(seed: Seed(UInt64.max))(shape: [10])
    #expect(zero != last)
    #expect((0 as Seed).isChosen)
    #expect(VarianceScaling.heNormal(seed: 3).seeded(4) == VarianceScaling.heNormal(seed: 4))
  }

  /// Oracle: Keras's `clone`: a chosen seed stays, an unchosen one is drawn anew, a generator
  /// starts again.
  @Test func clones() {
    #expect(VarianceScaling.heNormal(seed: 3).cloned() == VarianceScaling.heNormal(seed: 3))
    let drawn = VarianceScaling.heNormal()
    #expect(drawn.cloned().seed != drawn.seed && drawn.cloned().seed?.isChosen == false)
    var used = Seed(5, counter: 2)
    used.generatorName = "g"
    let clone = VarianceScaling.heNormal(seed: used).cloned().seed
    #expect(clone?.integer == 5 && clone?.counter == 0 && clone?.generatorName == "g")
  }

  /// Law: the native stream takes 64 bits; a later use of a generator gives other values.
  @Test func nativeSeeds() throws {
    #expect(throws: InitializationError.self) {
      try VarianceScaling.heNormal(seed: -1).tensor(of: Float.self, shape: [2])
    }
    let first: Tensor<Float> = try VarianceScaling.heNormal(seed: 5)(shape: [4])
    let second: Tensor<Float> = try VarianceScaling.heNormal(seed: Seed(5, counter: 1))(shape: [4])
    #expect(first != second)
  }
}
