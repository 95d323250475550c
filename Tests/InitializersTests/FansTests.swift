import Initializers
import Testing

struct FansTests {
  /// Oracle: `_compute_fans` of Keras 2.2.4, run on these shapes.
  @Test(
    arguments: [
      ([], 1, 1), ([5], 2.23606797749979, 2.23606797749979), ([4, 3], 4, 3), ([3, 4, 5], 12, 15),
      ([3, 3, 4, 5], 36, 45), ([2, 3, 3, 4, 5], 72, 90),
      ([2, 2, 3, 3, 4, 5], 26.832815729997478, 26.832815729997478), ([0, 5], 0, 5),
    ] as [([Int], Double, Double)])
  func keras2(shape: [Int], fanIn: Double, fanOut: Double) throws {
    #expect(try Fans(of: shape) == Fans(fanIn: fanIn, fanOut: fanOut))
  }

  /// Oracle: the same function with `data_format='channels_first'`.
  @Test(
    arguments: [
      ([4, 3], 4, 3), ([5, 4, 3], 12, 15), ([5, 4, 3, 3], 36, 45), ([5, 4, 2, 3, 3], 72, 90),
    ] as [([Int], Double, Double)])
  func keras2ChannelsFirst(shape: [Int], fanIn: Double, fanOut: Double) throws {
    #expect(try Fans(of: shape, dataFormat: .channelsFirst) == Fans(fanIn: fanIn, fanOut: fanOut))
  }

  /// Oracle: `compute_fans` of Keras 3.15.
  @Test(
    arguments: [
      ([], 1, 1), ([5], 5, 5), ([4, 3], 4, 3), ([2, 2, 3, 3, 4, 5], 144, 180),
    ] as [([Int], Double, Double)])
  func keras3(shape: [Int], fanIn: Double, fanOut: Double) throws {
    #expect(try Fans(of: shape, rule: .keras3) == Fans(fanIn: fanIn, fanOut: fanOut))
  }

  /// Law: dimensions whose product leaves 64 bits do not trap.
  @Test func hugeShapes() throws {
    let fans = try Fans(of: [1 << 40, 1 << 40, 1 << 40])
    #expect(fans.fanIn == 0x1p80)
  }
}
