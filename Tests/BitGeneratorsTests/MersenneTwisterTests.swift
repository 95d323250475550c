import BitGenerators
import Testing

struct MersenneTwisterTests {
  /// Oracle: the C++ standard's words 1 to 3 and 10,000 of `mt19937` with its default seed, 5489.
  @Test func knownAnswers() {
    var generator = MersenneTwister(seed: 5489)
    let words = (0..<10_000).map { _ in generator.nextWord() }
    #expect(Array(words.prefix(3)) == [3_499_211_612, 581_869_302, 3_890_346_734])
    #expect(words[9999] == 4_123_659_995)
    var pairs = MersenneTwister(seed: 5489)
    #expect(pairs.next() == (3_499_211_612 as UInt64) << 32 | 581_869_302)
  }

  /// Oracle: the authors' `mt19937ar.out`, init_by_array {0x123, 0x234, 0x345, 0x456}; and Python
  /// 3.11's `random.Random(2**40 + 5).getrandbits(32)`.
  @Test func seedsOfSeveralWords() {
    var generator = MersenneTwister(words: [0x123, 0x234, 0x345, 0x456])
    #expect(generator.nextWord() == 1_067_595_299)
    #expect(generator.nextWord() == 955_945_823)
    var python = MersenneTwister(words: [5, 256])
    #expect((0..<3).map { _ in python.nextWord() } == [0x811f_1124, 0x8454_f73c, 0x44c3_42a9])
  }
}
