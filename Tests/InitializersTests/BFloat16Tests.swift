import Initializers
import Testing

struct BFloat16Tests {
  /// Law: conversion to `Float` is exact, and back gives the same bits; NaN stays NaN.
  @Test func everyPatternSurvives() {
    for pattern in UInt16.min...UInt16.max {
      let value = BFloat16(bitPattern: pattern)
      let again = BFloat16(Float(value))
      #expect(value.isNaN ? again.isNaN : again.bitPattern == pattern)
    }
  }

  /// Law: round to nearest, ties to even, checked against the two neighbours in `Double`.
  @Test func roundsToNearestEven() {
    for pattern in stride(from: UInt32(0), to: 0x7F7F_0000, by: 0x6543) {
      let value = Float(bitPattern: pattern)
      let below = BFloat16(bitPattern: UInt16(pattern >> 16))
      let above = BFloat16(bitPattern: UInt16(pattern >> 16) + 1)
      let down = Double(value) - Double(Float(below))
      let up = Double(Float(above)) - Double(value)
      let nearest =
        down < up ? below : up < down ? above : below.bitPattern % 2 == 0 ? below : above
      #expect(BFloat16(value).bitPattern == nearest.bitPattern)
      #expect(BFloat16(-value).bitPattern == nearest.bitPattern | 0x8000)
    }
    #expect(BFloat16(Float(bitPattern: 0x3F80_8000)).bitPattern == 0x3F80)
    #expect(BFloat16(Float(bitPattern: 0x3F81_8000)).bitPattern == 0x3F82)
    #expect(BFloat16(Float.greatestFiniteMagnitude).bitPattern == 0x7F80)
    #expect(BFloat16(Float(bitPattern: 0x7F80_0001)).isNaN)
    #expect(BFloat16(Float(bitPattern: 0xFFFF_FFFF)).isNaN)
  }

  /// Law: a constant is rounded once: just above a tie it goes up, though `Float` would be the tie.
  @Test func constantsAreRoundedOnce() {
    #expect(BFloat16(constant: 1 + 0x1p-8 + 0x1p-40).bitPattern == 0x3F81)
    #expect(BFloat16(constant: 1 + 0x1p-8).bitPattern == 0x3F80)
    #expect(BFloat16(constant: -(1 + 3 * 0x1p-8 - 0x1p-40)).bitPattern == 0xBF81)
    #expect(BFloat16(constant: 1 + 3 * 0x1p-8).bitPattern == 0x3F82)
    #expect(BFloat16(constant: 1e300).bitPattern == 0x7F80)
    #expect(BFloat16(constant: -.infinity).bitPattern == 0xFF80)
    #expect(BFloat16(constant: 1e-300).bitPattern == 0)
  }

  /// Law: IEEE 754 equality.
  @Test func equality() {
    #expect(BFloat16(bitPattern: 0) == BFloat16(bitPattern: 0x8000))
    #expect(BFloat16(Float.nan) != BFloat16(Float.nan))
    #expect(Set([BFloat16(bitPattern: 0), BFloat16(bitPattern: 0x8000)]).count == 1)
    #expect("\(1.5 as BFloat16)" == "1.5")
  }
}
