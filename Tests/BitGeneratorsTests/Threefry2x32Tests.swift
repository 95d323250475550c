import BitGenerators
import Testing

struct Threefry2x32Tests {
  typealias Block = Threefry2x32.Block

  /// Oracle: the file `kat_vectors` of Random123 1.14, rows `threefry2x32 20`.
  @Test(arguments: [
    (Block(0, 0), Block(0, 0), Block(0x6b20_0159, 0x99ba_4efe)),
    (Block(.max, .max), Block(.max, .max), Block(0x1cb9_96fc, 0xbb00_2be7)),
    (
      Block(0x243f_6a88, 0x85a3_08d3), Block(0x1319_8a2e, 0x0370_7344),
      Block(0xc492_3a9c, 0x483d_f7a0)
    ),
  ])
  func knownAnswers(counter: Block, key: Block, expected: Block) {
    #expect(Threefry2x32.block(at: counter, key: key) == expected)
  }
}
