import Foundation
import Initializers

/// The distribution that a tensor's values are drawn from, where it is one for all of them.
struct TheoreticalLaw {
  /// The law.
  private(set) var law: Law

  /// The law of an initializer for a shape; `nil` where elements have laws of their own.
  init?(_ initializer: any Initializer, shape: [Int], backend: Backend) {
    switch initializer {
    case is Zeros: law = .constant(0)
    case is Ones: law = .constant(1)
    case let constant as Constant: law = .constant(constant.value)
    case let random as RandomNormal: law = random.law
    case let random as RandomUniform: law = random.law
    case let random as TruncatedNormal: law = random.law
    default:
      let scaling = (initializer as? any VarianceScalingForm)?.varianceScaling
      guard let law = try? scaling?.law(for: shape, backend: backend) else { return nil }
      self.law = law
    }
    // Distributions without a width are constants.
    switch law.kind {
    case .uniform(let low, let high) where low == high: law = .constant(low)
    case .normal(let mean, let deviation, _) where deviation == 0: law = .constant(mean)
    default: break
    }
  }

  /// The mean.
  var mean: Double {
    switch law.kind {
    case .constant(let value): value
    case .uniform(let low, let high): low / 2 + high / 2
    case .normal(let mean, let deviation, let cut):
      mean + deviation * (Self.density(cut.lower) - Self.density(cut.upper)) / Self.mass(cut)
    }
  }

  /// The variance.
  var variance: Double {
    switch law.kind {
    case .constant: return 0
    case .uniform(let low, let high): return (high - low) * (high - low) / 12
    case .normal(_, let deviation, let cut):
      let mass = Self.mass(cut)
      func edge(_ x: Double) -> Double { x.isFinite ? x * Self.density(x) : 0 }
      let shift = (Self.density(cut.lower) - Self.density(cut.upper)) / mass
      let share = 1 + (edge(cut.lower) - edge(cut.upper)) / mass - shift * shift
      return deviation * deviation * share
    }
  }

  /// The density at a place; `nil` for a constant, which has none.
  func density(_ x: Double) -> Double? {
    switch law.kind {
    case .constant: return nil
    case .uniform(let low, let high): return x >= low && x <= high ? 1 / (high - low) : 0
    case .normal(let mean, let deviation, let cut):
      guard deviation > 0 else { return nil }
      let z = (x - mean) / deviation
      return z >= cut.lower && z <= cut.upper
        ? Self.density(z) / (deviation * Self.mass(cut)) : 0
    }
  }

  /// The share of values whose size is below a bound.
  func share(below bound: Double) -> Double {
    switch law.kind {
    case .constant(let value): return abs(value) < bound ? 1 : 0
    case .uniform(let low, let high):
      guard high > low else { return abs(low) < bound ? 1 : 0 }
      return max(0, min(high, bound) - max(low, -bound)) / (high - low)
    case .normal(let mean, let deviation, let cut):
      guard deviation > 0 else { return abs(mean) < bound ? 1 : 0 }
      let low = max(cut.lower, (-bound - mean) / deviation)
      let high = min(cut.upper, (bound - mean) / deviation)
      return high > low ? (Self.below(high) - Self.below(low)) / Self.mass(cut) : 0
    }
  }

  private static func density(_ z: Double) -> Double {
    Foundation.exp(-z * z / 2) / (2 * Double.pi).squareRoot()
  }

  private static func below(_ z: Double) -> Double {
    0.5 * Foundation.erfc(-z / 2.0.squareRoot())
  }

  private static func mass(_ cut: Truncation) -> Double {
    max(below(cut.upper) - below(cut.lower), .leastNormalMagnitude)
  }
}
