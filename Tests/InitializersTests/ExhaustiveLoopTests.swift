import Dispatch
import Foundation
import Initializers
import Synchronization
import TestSupport
import Testing

/// Every one of 2³² draws through the loops of every instruction set.
///
/// They are run by `EXHAUSTIVE=1 swift test -c release --filter Exhaustive`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["EXHAUSTIVE"] != nil))
struct ExhaustiveLoopTests {
  /// Oracle: the plain Swift quantile and the types' own rounding, bit for bit.
  @Test(arguments: [(-Double.infinity, Double.infinity), (-2, 2)])
  func normalLoopsEqualThePlainQuantile(lower: Double, upper: Double) throws {
    let truncation = Truncation(try .standardDeviations(lower, upper))
    let law = try Law.normal(
      standardDeviation: 1, within: .standardDeviations(lower, upper))
    Self.compare(law) { draw in Float.standardNormal(draw, truncation) }
  }

  /// Oracle: the definition u · span + low in plain Swift.
  @Test func uniformLoopsEqualTheDefinition() throws {
    // The span reaches into the subnormal numbers and the infinities of Float16.
    Self.compare(try Law.uniform(in: -66_000..<66_000)) { draw in
      let value = Float.unitUniform(draw) * 132_000 + -66_000
      return value < 66_000 ? value : Float(66_000).nextDown
    }
  }

  static func compare(_ law: Law, _ plain: @Sendable (UInt32) -> Float) {
    let mismatches = Mutex<[String]>([])
    let sets = LoopTests.sets
    DispatchQueue.concurrentPerform(iterations: 1 << 12) { part in
      var draws = [UInt32](repeating: 0, count: 1024)
      var expected = [Float](repeating: 0, count: 1024)
      for piece in 0..<1024 {
        let first = UInt32(part << 20 | piece << 10)
        for index in 0..<1024 {
          draws[index] = first + UInt32(index)
          expected[index] = plain(draws[index])
        }
        let bfloat16s = expected.map { BFloat16($0) }
        #if !(os(macOS) && arch(x86_64))
        let float16s = expected.map { Float16($0) }
        #endif
        for set in sets {
          if !Self.matches(law, as: .float32, set, draws, expected)
            || !Self.matches(law, as: .bfloat16, set, draws, bfloat16s)
          {
            mismatches.withLock { $0.append("\(set), draws from \(first)") }
          }
          #if !(os(macOS) && arch(x86_64))
          if !Self.matches(law, as: .float16, set, draws, float16s) {
            mismatches.withLock { $0.append("\(set), float16, draws from \(first)") }
          }
          #endif
        }
      }
    }
    let found = mismatches.withLock { $0 }
    #expect(found.isEmpty, "\(found.count) mismatches, such as \(found.prefix(3))")
  }

  private static func matches<S: Scalar>(
    _ law: Law, as type: ScalarType, _ set: InstructionSet, _ draws: [UInt32], _ expected: [S]
  ) -> Bool {
    guard let loop = LawLoop(law, as: type, using: set) else { return false }
    return withUnsafeTemporaryAllocation(of: S.self, capacity: 1024) { made in
      guard let start = made.baseAddress else { return false }
      loop.fill(start, count: 1024, fromDraws: draws)
      return expected.withUnsafeBytes { bytes in
        bytes.baseAddress.map { memcmp(start, $0, bytes.count) == 0 } ?? false
      }
    }
  }
}
