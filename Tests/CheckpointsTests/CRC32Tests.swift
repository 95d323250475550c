import Checkpoints
import Testing

struct CRC32Tests {
  /// Oracle: the check value of CRC-32/ISO-HDLC, of the ASCII digits 1 to 9.
  @Test func checkValue() {
    #expect(CRC32(of: Array("123456789".utf8)).value == 0xCBF4_3926)
    #expect(CRC32(of: []).value == 0)
  }

  /// Law: the check of joined pieces is that of the whole.
  @Test func piecesJoin() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 37) }
    for split in [0, 1, 7, 500, 999, 1000] {
      let first = CRC32(of: bytes[..<split])
      let second = CRC32(of: bytes[split...])
      #expect(first.appending(second, of: 1000 - split).value == CRC32(of: bytes).value)
    }
  }
}
