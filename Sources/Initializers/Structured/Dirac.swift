/// A convolution that changes nothing, or multiplies by a gain: the gain where a kernel's center
/// lets a channel through to the same channel.
///
/// In each of the groups, output *d* of the group takes input *d*, for as many channels as both
/// have; the center of a size *k* is *k* / 2, rounded down. All other elements are 0. With an odd
/// kernel, padding that keeps the size, and as many outputs as inputs, the convolution is the
/// identity times the gain.
///
/// Rank 3 to 5; the outputs a multiple of the groups. The inputs are those of one group, as grouped
/// convolutions have them. Any scalar type that holds the gain. The same as PyTorch's `dirac_`,
/// there in its own layout; for odd kernels, as WeightInitializers.jl's `identity_init`.
///
/// Source: S. Zagoruyko, N. Komodakis, *DiracNets* (2017).
public struct Dirac: FormulaInitializer, Hashable {
  /// The number of groups.
  public let groups: Int
  /// Where the channels are.
  public let layout: WeightLayout
  /// The number in the centers.
  public let gain: Double

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - groups: The number of groups, 1 or more.
  ///   - layout: Where the channels are.
  ///   - gain: The number in the centers, finite.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if there are no groups, or the gain is
  ///   not finite.
  public init(
    groups: Int = 1, layout: WeightLayout = .keras, gain: Double = 1
  ) throws(InitializationError) {
    guard gain.isFinite else {
      throw InitializationError(
        .invalidParameter, "gain \(gain) is not allowed; give a finite number")
    }
    guard groups > 0 else {
      throw InitializationError(
        .invalidParameter, "groups \(groups) is not allowed; give 1 or more")
    }
    self.groups = groups
    self.layout = layout
    self.gain = gain
  }

  /// The same with the gain times the factor.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try requirePositive(factor: factor)
    return try Dirac(groups: groups, layout: layout, gain: gain * factor)
  }

  /// The formula.
  public func formula(
    for shape: [Int]
  ) throws(InitializationError) -> @Sendable ([Int]) -> Double {
    let rank = shape.count
    guard (3...5).contains(rank) else {
      throw InitializationError(
        .invalidShape, "a Dirac kernel has rank 3, 4 or 5; shape \(shape) has rank \(rank)")
    }
    let (input, output) = (layout.inputAxis(rank), layout.outputAxis(rank))
    guard shape[output] % groups == 0 else {
      throw InitializationError(
        .invalidShape,
        "shape \(shape) has \(shape[output]) outputs, which are not divisible into \(groups) groups"
      )
    }
    let size = shape[output] / groups
    let center = layout.placeAxes(rank).map { ($0, shape[$0] / 2) }
    let gain = gain
    return { coordinates in
      let isCenter = center.allSatisfy { coordinates[$0.0] == $0.1 }
      return isCenter && coordinates[output] % size == coordinates[input] ? gain : 0
    }
  }
}

extension Dirac: KnownFormula {
  package var takesIntegers: Bool { true }

  package func telling(of shape: [Int]) -> [[Int]] {
    let places = layout.placeAxes(shape.count)
    return [shape.indices.map { places.contains($0) ? shape[$0] / 2 : 0 }]
  }
}

extension Initializer where Self == Dirac {
  /// A convolution that changes nothing.
  ///
  /// - Parameters:
  ///   - groups: The number of groups, 1 or more.
  ///   - layout: Where the channels are.
  /// - Returns: The initializer.
  /// - Throws: ``InitializationError/Code/invalidParameter``; see ``Dirac``.
  public static func dirac(
    groups: Int = 1, layout: WeightLayout = .keras
  ) throws(InitializationError) -> Dirac {
    try Dirac(groups: groups, layout: layout)
  }
}
