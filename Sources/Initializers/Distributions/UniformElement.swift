/// The uniform law with its bounds rounded to the type that values are computed in.
struct UniformElement<Arithmetic: ArithmeticScalar> {
  let low: Arithmetic
  let span: Arithmetic
  let high: Arithmetic
  let greatest: Arithmetic

  /// Rounds the bounds.
  init(from low: Double, to high: Double) {
    self.low = Arithmetic(low)
    self.high = Arithmetic(high)
    span = self.high - self.low
    // Bounds that round to one number leave that number alone to choose.
    greatest = self.low < self.high ? self.high.nextDown : self.low
  }

  /// RN(RN(u · span) + low), kept below the upper bound, which rounding can reach.
  @inline(__always)
  func value(_ draw: Arithmetic.Draw) -> Arithmetic {
    let value = Arithmetic.unitUniform(draw) * span + low
    return value < high ? value : greatest
  }
}
