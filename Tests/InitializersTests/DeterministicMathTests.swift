import Foundation
import Initializers
import TestSupport
import Testing

struct DeterministicMathTests {
  struct Recorded: Decodable {
    struct Case: Decodable {
      let function: String
      let x: Double
      let y: Double
    }

    let cases: [Case]
  }

  /// Oracle: mpmath, 60 digits.
  @Test func functionsAreWithinAFewUnits() throws {
    for element in try Vectors.decode(Recorded.self, from: "math.json").cases {
      let (x, y) = (element.x, element.y)
      let (value, allowed) =
        switch element.function {
        case "log": (DeterministicMath.log(x), 4e-16)
        // The argument's own rounding, magnified: half a unit of x.
        case "exp": (DeterministicMath.exp(x), 1e-15)
        case "normalTail": (DeterministicMath.normalTail(x), 1e-15)
        default: (DeterministicMath.normalCentral(x), 1e-15)
        }
      #expect(
        relativeError(value, from: y) <= allowed, "\(element.function)(\(x)) = \(value), not \(y)")
    }
  }

  /// Laws at the ends of the domain.
  @Test func tailsEnd() {
    #expect(DeterministicMath.normalTail(.infinity) == 0)
    #expect(DeterministicMath.normalTail(-.infinity) == 1)
    #expect(DeterministicMath.normalCentral(.infinity) == 1)
  }
}
