import BitGenerators

/// The draws of consecutive positions of a stream: field 0 for 32 bits, fields 0 and 1 for 64.
struct Draws<Arithmetic: ArithmeticScalar> {
  private let stream: NativeStream
  private var position: Int
  private var high: Philox4x32.Block
  private var low: Philox4x32.Block

  /// Starts at a position.
  init(from stream: NativeStream, at position: Int) {
    self.stream = stream
    self.position = position
    high = stream.block(UInt64(position) >> 2, field: 0)
    low = high
    if Arithmetic.Draw.bitWidth == 64 { low = stream.block(UInt64(position) >> 2, field: 1) }
  }

  /// The draw at the current position; moves to the next.
  mutating func next() -> Arithmetic.Draw {
    let lane = position & 3
    let draw =
      Arithmetic.Draw.bitWidth == 64
      ? Arithmetic.Draw(truncatingIfNeeded: UInt64(high[lane]) &<< 32 | UInt64(low[lane]))
      : Arithmetic.Draw(truncatingIfNeeded: high[lane])
    position &+= 1
    if position & 3 == 0 {
      high = stream.block(UInt64(position) >> 2, field: 0)
      if Arithmetic.Draw.bitWidth == 64 { low = stream.block(UInt64(position) >> 2, field: 1) }
    }
    return draw
  }
}
