extension Law {
  /// The mean.
  public var mean: Double {
    switch shape {
    case .constant(let value): value
    case .uniform(let low, let high): low / 2 + high / 2
    case .normal(let mean, let deviation, let cut): mean + deviation * Self.shift(cut)
    }
  }

  /// The variance: that of the values, after cutting.
  public var variance: Double {
    switch shape {
    case .constant: return 0
    case .uniform(let low, let high): return (high - low) * (high - low) / 12
    case .normal(_, let deviation, let cut):
      func edge(_ x: Double) -> Double { x.isFinite ? x * Self.density(x) : 0 }
      let shift = Self.shift(cut)
      let share = 1 + (edge(cut.lower) - edge(cut.upper)) / Self.mass(cut) - shift * shift
      return deviation * deviation * share
    }
  }

  /// The density at a place; `nil` where all mass is at one place.
  ///
  /// - Parameter x: The place.
  /// - Returns: The density.
  public func density(at x: Double) -> Double? {
    switch shape {
    case .constant: return nil
    case .uniform(let low, let high): return x >= low && x <= high ? 1 / (high - low) : 0
    case .normal(let mean, let deviation, let cut):
      let z = (x - mean) / deviation
      return z >= cut.lower && z <= cut.upper
        ? Self.density(z) / (deviation * Self.mass(cut)) : 0
    }
  }

  /// The share of values whose magnitude is below a bound.
  ///
  /// - Parameter bound: The bound.
  /// - Returns: The share, from 0 to 1.
  public func share(below bound: Double) -> Double {
    switch shape {
    case .constant(let value): return value.magnitude < bound ? 1 : 0
    case .uniform(let low, let high):
      return max(0, min(high, bound) - max(low, -bound)) / (high - low)
    case .normal(let mean, let deviation, let cut):
      let low = max(cut.lower, (-bound - mean) / deviation)
      let high = min(cut.upper, (bound - mean) / deviation)
      return high > low ? Self.mass(from: low, to: high) / Self.mass(cut) : 0
    }
  }

  /// Whether all values are 0.
  var isZero: Bool { mean == 0 && density(at: 0) == nil }

  /// The law of the values times a factor.
  func scaled(by factor: Double) -> Law {
    switch kind {
    case .constant(let value): Law(kind: .constant(value * factor))
    case .uniform(let low, let high): Law(kind: .uniform(low: low * factor, high: high * factor))
    case .normal(let mean, let deviation, let cut):
      Law(
        kind: .normal(
          mean: mean * factor, standardDeviation: deviation * factor, truncation: cut))
    }
  }

  /// The kind, a constant if the distribution has no width.
  private var shape: Kind {
    switch kind {
    case .uniform(let low, let high) where low == high: .constant(low)
    case .normal(let mean, 0, _): .constant(mean)
    default: kind
    }
  }

  private static func shift(_ cut: Truncation) -> Double {
    (density(cut.lower) - density(cut.upper)) / mass(cut)
  }

  private static func density(_ z: Double) -> Double {
    z.magnitude < 38 ? DeterministicMath.exp(-z * z / 2) / (2 * Double.pi).squareRoot() : 0
  }

  private static func mass(_ cut: Truncation) -> Double {
    max(mass(from: cut.lower, to: cut.upper), .leastNormalMagnitude)
  }

  /// Φ(high) − Φ(low), from the tails in which the least cancels.
  private static func mass(from low: Double, to high: Double) -> Double {
    low > 0
      ? DeterministicMath.normalTail(low) - DeterministicMath.normalTail(high)
      : DeterministicMath.normalTail(-high) - DeterministicMath.normalTail(-low)
  }
}
