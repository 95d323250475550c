import BitGenerators
import Testing

struct PCG64Tests {
  /// Oracle: NumPy 2.4.6, `SeedSequence(…).generate_state(…)`.
  @Test func seedSequences() {
    #expect(
      SeedSequence(entropy: [0]).words(4) == [0xb0f4_78be, 0xdb2c_d7e7, 0x2c71_ba49, 0xabf4_641a])
    #expect(
      SeedSequence(entropy: [1, 2, 3, 4, 5, 6]).words(8) == [
        0x1d1b_ca21, 0xebcd_001d, 0xb202_608b, 0xcfea_83a4, 0xe4fc_f5b6, 0x9b21_dd81, 0x08e2_670b,
        0x1b5d_d0a3,
      ])
  }

  /// Oracle: NumPy's `pcg64-testset-1.csv` (0xdeadbeaf), and NumPy 2.4.6's `PCG64(…).random_raw()`.
  @Test(
    arguments: [
      ([0xdead_beaf], [0x60d2_4054_e17a_0698, 0xd5e7_9d89_856e_4f12]),
      ([42, 0], [0xc621_fbcd_16d9_2688, 0x705a_5661_a791_ffc1]),
      ([1, 2, 3, 4, 5, 6], [0x9f2e_9b7b_6e26_5292, 0x1e91_14dc_b6eb_4a21]),
    ] as [([UInt32], [UInt64])])
  func knownAnswers(entropy: [UInt32], expected: [UInt64]) {
    var generator = PCG64(SeedSequence(entropy: entropy))
    #expect([generator.next(), generator.next()] == expected)
  }
}
