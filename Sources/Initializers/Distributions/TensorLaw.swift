/// What the elements of a tensor are distributed as: one law for all, or several, each for a share
/// of them.
///
/// The gates of a recurrent bias, zero rows, or the center of a kernel have laws of their own.
public struct TensorLaw: Sendable, Hashable {
  /// A share of a tensor's elements, and their law.
  public struct Part: Sendable, Hashable {
    /// The share of the elements, above 0 and at most 1.
    public let share: Double
    /// The law; `nil` where none says what the elements are.
    public let law: Law?
  }

  /// The parts; their shares add up to 1.
  public let parts: [Part]

  /// No law says what the elements are: they depend on each other, or a formula gives them.
  public static let unknown = TensorLaw(parts: [Part(share: 1, law: nil)])

  /// All elements follow one law, each on its own.
  ///
  /// - Parameter law: The law.
  /// - Returns: The law of the tensor.
  public static func same(_ law: Law) -> TensorLaw {
    TensorLaw(parts: [Part(share: 1, law: law)])
  }

  /// Parts of a tensor follow laws of their own.
  ///
  /// - Parameter parts: The law of each part, and the number of its elements; empty parts do not
  ///   count.
  /// - Returns: The law of the tensor, equal laws joined; ``unknown`` if there are no elements.
  public static func mixed(_ parts: [(law: TensorLaw, count: Double)]) -> TensorLaw {
    let total = parts.reduce(0) { $0 + $1.count }
    guard total > 0 else { return .unknown }
    var shares: [Law?: Double] = [:]
    var order: [Law?] = []
    for (law, count) in parts where count > 0 {
      for part in law.parts {
        if shares[part.law] == nil { order.append(part.law) }
        shares[part.law, default: 0] += part.share * count / total
      }
    }
    return TensorLaw(parts: order.map { Part(share: min(1, shares[$0] ?? 0), law: $0) })
  }

  /// The law of all elements; `nil` if they have several or none.
  public var common: Law? { parts.count == 1 ? parts[0].law : nil }

  /// The law of the elements times a factor.
  func scaled(by factor: Double) -> TensorLaw {
    TensorLaw(parts: parts.map { Part(share: $0.share, law: $0.law?.scaled(by: factor)) })
  }
}

extension TensorLaw {
  /// The mean of an element; `nil` if a part has no law.
  public var mean: Double? { average(\.mean) }

  /// The mean of an element's square; `nil` if a part has no law.
  public var meanSquare: Double? { average { $0.variance + $0.mean * $0.mean } }

  /// The variance of an element; `nil` if a part has no law.
  public var variance: Double? {
    if let common { return common.variance }
    guard let mean, let meanSquare else { return nil }
    return max(0, meanSquare - mean * mean)
  }

  /// The number that all elements are; `nil` if they differ.
  public var constant: Double? {
    common.flatMap { $0.density(at: 0) == nil ? $0.mean : nil }
  }

  /// The density at a place; `nil` if a part has no law, or has all of its mass at one place.
  ///
  /// - Parameter x: The place.
  /// - Returns: The density.
  public func density(at x: Double) -> Double? { average { $0.density(at: x) } }

  /// The share of elements that are not 0 and whose magnitude is below a bound.
  ///
  /// - Parameter bound: The bound, above 0.
  /// - Returns: The share; parts without a law do not count.
  public func share(below bound: Double) -> Double {
    parts.reduce(0) { sum, part in
      guard let law = part.law, !law.isZero else { return sum }
      return sum + part.share * law.share(below: bound)
    }
  }

  private func average(_ moment: (Law) -> Double?) -> Double? {
    var sum = 0.0
    for part in parts {
      guard let value = part.law.flatMap(moment) else { return nil }
      sum += part.share * value
    }
    return sum
  }
}
