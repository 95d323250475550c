import Dispatch
import Foundation
import Initializers
import Synchronization
import TestSupport
import Testing

/// Checks that take minutes, such as of every one of 2³² draws.
///
/// They are run by `EXHAUSTIVE=1 swift test -c release --filter Exhaustive`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["EXHAUSTIVE"] != nil))
struct ExhaustiveTests {
  /// Oracle: the Double quantile, which is within 10⁻¹⁴ of mpmath; antisymmetry halves the work.
  @Test(arguments: [(-Double.infinity, Double.infinity), (-2, 2), (-0.75, 0.75), (-5, 5)])
  func allFloatQuantilesAreWithinFourUlps(lower: Double, upper: Double) throws {
    let truncation = Truncation(try .standardDeviations(lower, upper))
    let parts = 1 << 10
    let size = (1 << 31) / parts
    let worst = Mutex(0.0)
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      var largest = 0.0
      for draw in part * size..<(part + 1) * size {
        let exact = Double.standardNormal(UInt64(draw) << 32 | 0x8000_0000, truncation)
        let z = Float.standardNormal(UInt32(draw), truncation)
        largest = max(largest, ulps(z, from: exact))
      }
      worst.withLock { $0 = max($0, largest) }
    }
    let found = worst.withLock { $0 }
    print("bounds \(lower), \(upper): at most \(found) ulp")
    #expect(found <= 4)
  }

  /// Law: orthonormal to 1e-5 in `Float` and 1e-13 in `Double` at 1000 × 1000, and beside it.
  @Test(arguments: [[1000, 1000], [1500, 700], [700, 1500], [3, 3, 200, 1000]])
  func largeMatricesAreOrthonormal(shape: [Int]) throws {
    let single: Tensor<Float> = try Orthogonal(seed: 1)(shape: shape)
    #expect(OrthogonalTests.defect(single, gain: 1) < 1e-5)
    let double: Tensor<Double> = try Orthogonal(seed: 2)(shape: shape)
    #expect(OrthogonalTests.defect(double, gain: 1) < 1e-13)
  }
}
