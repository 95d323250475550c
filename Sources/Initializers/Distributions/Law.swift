/// What an element's value is, given its random bits: a constant, or a distribution with
/// parameters.
///
/// Parameters are given in `Double` and rounded once to the type that values are computed in
/// (`Float` for `Float` and the 16-bit types). A 16-bit value is the `Float` value, rounded to
/// nearest even.
///
/// | law | value |
/// | --- | --- |
/// | constant *c* | *c* |
/// | uniform on [*a*, *b*) | *u* · (*b* − *a*) + *a*, *u* a unit uniform; *b* itself becomes the number below it |
/// | normal | *z* · σ + μ, *z* the normal quantile of the draw |
/// | truncated normal | the same with the quantile of the normal distribution cut to its bounds |
public struct Law: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case constant(Double)
    case uniform(low: Double, high: Double)
    case normal(mean: Double, standardDeviation: Double, truncation: Truncation)
  }

  package let kind: Kind

  /// Mean 0 and standard deviation 1: the draw's quantile itself.
  package static let standardNormal = Law(
    kind: .normal(mean: 0, standardDeviation: 1, truncation: .none))

  /// Whether values depend on a seed.
  var isRandom: Bool {
    if case .constant = kind { false } else { true }
  }

  /// Whether the law is a normal one, cut to bounds.
  var isTruncated: Bool {
    if case .normal(_, _, let truncation) = kind { truncation != .none } else { false }
  }

  /// Every element is one number.
  ///
  /// - Parameter value: The number; infinities and NaN are allowed where the element type has them.
  /// - Returns: The law.
  public static func constant(_ value: Double) -> Law {
    Law(kind: .constant(value))
  }

  /// The uniform distribution on [low, high).
  ///
  /// - Parameter bounds: The least value, and the bound above all values; if they are equal, so is
  ///   every value.
  /// - Returns: The law.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if the bounds or the span between them
  ///   are not finite.
  public static func uniform(in bounds: Range<Double>) throws(InitializationError) -> Law {
    try uniform(from: bounds.lowerBound, to: bounds.upperBound)
  }

  /// The uniform distribution between bounds that may be in the wrong order.
  package static func uniform(
    from low: Double, to high: Double
  ) throws(InitializationError) -> Law {
    guard low.isFinite, high.isFinite, (high - low).isFinite, low <= high else {
      throw InitializationError(
        .invalidParameter,
        "uniform bounds \(low) and \(high) are not allowed; "
          + "give finite bounds with a finite span, the lower first")
    }
    return Law(kind: .uniform(low: low, high: high))
  }

  /// The normal distribution, whole or cut to bounds.
  ///
  /// - Parameters:
  ///   - mean: The mean μ before cutting.
  ///   - standardDeviation: The standard deviation σ before cutting, 0 or more.
  ///   - bounds: Where to cut; `nil` for nowhere.
  /// - Returns: The law.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if a parameter is not finite or σ is
  ///   negative.
  public static func normal(
    mean: Double = 0, standardDeviation: Double, within bounds: TruncationBounds? = nil
  ) throws(InitializationError) -> Law {
    guard mean.isFinite else {
      throw InitializationError(
        .invalidParameter, "mean \(mean) is not allowed; give a finite number")
    }
    guard standardDeviation.isFinite, standardDeviation >= 0 else {
      throw InitializationError(
        .invalidParameter,
        "standard deviation \(standardDeviation) is not allowed; give a finite number, 0 or more")
    }
    return Law(
      kind: .normal(
        mean: mean, standardDeviation: standardDeviation,
        truncation: bounds.map { $0 == .keras ? .keras : Truncation($0) } ?? .none))
  }
}
