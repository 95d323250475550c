import BitGenerators
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

  /// Law: a fan-in is the number of weights that meet in an output, a fan-out the number that leave
  /// an input, counted connection by connection in a convolution round a circle.
  @Test(arguments: 0..<200)
  func anyConvolution(number: Int) throws {
    var generator = Philox4x32(key: UInt64(number))
    func pick(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
    let (places, stride, groups) = (pick(1...5), pick(1...3), pick(1...3))
    let (inputs, outputs) = (groups * pick(1...4), groups * pick(1...4))
    // Outputs at every stride-th place of a circle.
    let around = stride * 4 * places
    var (meeting, leaving) = ([[Int]: Int](), [[Int]: Int]())
    for start in Swift.stride(from: 0, to: around, by: stride) {
      for place in 0..<places {
        for group in 0..<groups {
          for input in 0..<inputs / groups {
            for output in 0..<outputs / groups {
              let from = [(start + place) % around, group, input]
              let to = [start, group, output]
              (meeting[to, default: 0], leaving[from, default: 0]) = (
                meeting[to, default: 0] + 1, leaving[from, default: 0] + 1
              )
            }
          }
        }
      }
    }
    let fanIn = Double(meeting.values.reduce(0, +)) / Double(around / stride * outputs)
    let fanOut = Double(leaving.values.reduce(0, +)) / Double(around * inputs)
    let (keras, torch) = ([places, inputs / groups, outputs], [outputs, inputs / groups, places])
    for (shape, layout) in [(keras, WeightLayout.keras), (torch, .torch)] {
      let fans = try Fans(
        of: shape, rule: .convolution(.ordinary, layout: layout, groups: groups, stride: stride))
      #expect(
        abs(fans.fanIn - fanIn) < 1e-9 && abs(fans.fanOut - fanOut) < 1e-9, "\(shape) \(fans)")
      // Run backwards, with the kernel as it is, inputs and outputs change places.
      let back = try Fans(
        of: shape, rule: .convolution(.transposed, layout: layout, groups: groups, stride: stride))
      #expect(
        abs(back.fanIn - fanOut) < 1e-9 && abs(back.fanOut - fanIn) < 1e-9, "\(shape) \(back)")
    }
    if groups == 1, stride == 1 {
      #expect(try Fans(of: keras) == Fans(fanIn: fanIn, fanOut: fanOut))
      #expect(try Fans(of: torch, rule: .torch) == Fans(fanIn: fanIn, fanOut: fanOut))
    }
  }
}
