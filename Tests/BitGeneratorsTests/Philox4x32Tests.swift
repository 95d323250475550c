import BitGenerators
import Testing

struct Philox4x32Tests {
  /// Oracle: the file `kat_vectors` of Random123 1.14, rows `philox4x32 10`.
  @Test(arguments: [
    (
      Philox4x32.Block(0, 0, 0, 0), 0 as UInt64,
      Philox4x32.Block(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
    ),
    (
      Philox4x32.Block(.max, .max, .max, .max), UInt64.max,
      Philox4x32.Block(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
    ),
    (
      Philox4x32.Block(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
      0x299f_31d0_a409_3822 as UInt64,
      Philox4x32.Block(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
    ),
  ])
  func knownAnswers(counter: Philox4x32.Block, key: UInt64, expected: Philox4x32.Block) {
    #expect(Philox4x32.block(at: counter, key: key) == expected)
  }

  /// Oracle: the same rows, read as 64-bit outputs, low word first.
  @Test func generatorWalksThroughBlocks() {
    var generator = Philox4x32(key: 0)
    #expect(generator.next() == 0xe169_c58d_6627_e8d5)
    #expect(generator.next() == 0x9b00_dbd8_bc57_ac4c)
    let second = Philox4x32.block(at: Philox4x32.Block(1, 0, 0, 0), key: 0)
    #expect(generator.next() == UInt64(second.word1) << 32 | UInt64(second.word0))
    #expect(generator.position == 3)
  }

  /// Law: the stream is the upper half of the counter.
  @Test func streamIsUpperHalfOfCounter() {
    var generator = Philox4x32(key: 7, stream: 0x0370_7344_1319_8a2e)
    let block = Philox4x32.block(at: Philox4x32.Block(0, 0, 0x1319_8a2e, 0x0370_7344), key: 7)
    #expect(generator.next() == UInt64(block.word1) << 32 | UInt64(block.word0))
  }
}
