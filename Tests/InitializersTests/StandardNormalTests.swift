import Foundation
import Initializers
import TestSupport
import Testing

struct StandardNormalTests {
  struct Recorded: Decodable {
    struct Case: Decodable {
      let bits: Int
      let bounds: [Double?]?
      let draw: String
      let z: Double

      var truncation: Truncation {
        get throws {
          guard let bounds else { return .none }
          return Truncation(
            try .standardDeviations(bounds[0] ?? -.infinity, bounds[1] ?? .infinity))
        }
      }
    }

    let cases: [Case]
  }

  static let recorded = Result { try Vectors.decode(Recorded.self, from: "standard-normal.json") }

  /// Oracle: mpmath, 60 digits; symmetric bounds promise 4 ulp, others that, and 10⁻⁶ σ near 0.
  @Test func floatQuantilesAreWithinFourUlps() throws {
    for element in try Self.recorded.get().cases where element.bits == 32 {
      let draw = try #require(UInt32(element.draw))
      let z = Float.standardNormal(draw, try element.truncation)
      let isNear = (Double(z) - element.z).magnitude < 1e-6 && element.z.magnitude < 0.1
      #expect(
        ulps(z, from: element.z) <= 4 || isNear,
        "draw \(draw), bounds \(String(describing: element.bounds)): \(z), exactly \(element.z)")
    }
  }

  /// Oracle: mpmath, 60 digits; near 0 unequal bounds leave an absolute error.
  @Test func doubleQuantilesAreWithin1e14() throws {
    for element in try Self.recorded.get().cases where element.bits == 64 {
      let draw = try #require(UInt64(element.draw))
      let z = Double.standardNormal(draw, try element.truncation)
      let isNear = (z - element.z).magnitude < 1e-15
      #expect(
        relativeError(z, from: element.z) <= 1e-14 || isNear,
        "draw \(draw), bounds \(String(describing: element.bounds)): \(z), exactly \(element.z)")
    }
  }

  /// Law: q(−s) = −q(s), where −s belongs to the complement of the draw's bits.
  @Test func quantilesAreAntisymmetric() throws {
    let bounds = Truncation(try .standardDeviations(-1.5, 1.5))
    for truncation in [Truncation.none, .keras, bounds] {
      for index in 0..<5000 as Range<UInt64> {
        let draw = index &* 0x9E37_79B9_7F4A_7C15
        #expect(
          Double.standardNormal(draw, truncation) == -Double.standardNormal(~draw, truncation))
        let half = UInt32(truncatingIfNeeded: draw >> 32)
        #expect(Float.standardNormal(half, truncation) == -Float.standardNormal(~half, truncation))
      }
    }
  }

  /// Law: infinite bounds are no bounds, to the bit.
  @Test func infiniteBoundsAreNoBounds() throws {
    let unbounded = Truncation(try .standardDeviations(-.infinity, .infinity))
    for index in 0..<1000 as Range<UInt64> {
      let draw = index &* 0x9E37_79B9_7F4A_7C15
      #expect(Double.standardNormal(draw, unbounded) == Double.standardNormal(draw, .none))
      let half = UInt32(truncatingIfNeeded: draw >> 32)
      #expect(Float.standardNormal(half, unbounded) == Float.standardNormal(half, .none))
    }
  }

  /// Law: bounds are never passed, also where they are not numbers of the type (1.1, 0.3 …).
  @Test(arguments: [
    (-2.0, 2.0), (-1.1, 1.1), (-0.3, 1.1), (3.3, .infinity), (-.infinity, -4.7), (0.7, 0.7000001),
  ])
  func boundsAreKept(lower: Double, upper: Double) throws {
    let truncation = Truncation(try .standardDeviations(lower, upper))
    let extremes: [UInt32] = [0, 1, 2, 3, .max - 3, .max - 2, .max - 1, .max]
    for draw in extremes + (0..<2000).map({ $0 &* 0x9E37_79B9 }) {
      let single = Double(Float.standardNormal(draw, truncation))
      #expect(single >= lower && single <= upper)
      let wide = UInt64(draw) << 32 | UInt64(draw)
      let double = Double.standardNormal(wide, truncation)
      #expect(double >= lower && double <= upper)
    }
  }

  /// Law: bounds in the wrong order, equal, NaN, or all beyond 12 σ are errors.
  @Test(arguments: [(2.0, -2.0), (1, 1), (.nan, 1), (-1, .nan), (12.5, 13), (-14, -12.5)])
  func impossibleBoundsAreRefused(lower: Double, upper: Double) {
    let error = #expect(throws: InitializationError.self) {
      try TruncationBounds.standardDeviations(lower, upper)
    }
    #expect(error?.code == .invalidParameter)
  }
}
