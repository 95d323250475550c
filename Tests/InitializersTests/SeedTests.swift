import Initializers
import Testing

struct SeedTests {
  /// Law: a seed that nobody chose is drawn once, kept and readable: nothing is unreproducible.
  @Test func drawnSeedsAreKept() throws {
    let initializer = GlorotUniform()
    let first: Tensor<Float> = try initializer(shape: [10])
    let second: Tensor<Float> = try initializer(shape: [10])
    #expect(first == second)
    #expect(!initializer.seed.isChosen)
    #expect(first == (try GlorotUniform(seed: Seed(initializer.seed.value))(shape: [10])))
    #expect(first != (try GlorotUniform()(shape: [10])))
  }

  /// Law: 0 and 2⁶⁴ − 1 are seeds like every other.
  @Test func anyIntegerIsASeed() throws {
    let zero: Tensor<Float> = try HeNormal(seed: 0)(shape: [10])
    let last: Tensor<Float> = try HeNormal(seed: Seed(UInt64.max))(shape: [10])
    #expect(zero != last)
    #expect((0 as Seed).isChosen)
    #expect(HeNormal(seed: 3).seeded(4) == HeNormal(seed: 4))
  }
}
