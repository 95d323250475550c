/// Something about a model's initial weights that is likely wrong, or that people stumble over.
public struct Finding: Sendable, Hashable {
  /// What kind of thing it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Weights that are equal in every element.
    case identicalWeights = "identical_weights"
    /// Weights that are made of the same random numbers, in another scale or shape.
    case sameRandomNumbers = "same_random_numbers"
    /// The fans of a transposed convolution, exchanged.
    case transposedFans = "transposed_fans"
    /// The fan-in of a depthwise convolution, too large by the number of channels.
    case depthwiseFans = "depthwise_fans"
    /// The fan-out of a grouped convolution, too large by the number of groups.
    case groupedFans = "grouped_fans"
    /// The gates of a recurrent layer in one matrix, initialized as one.
    case fusedGates = "fused_gates"
    /// Units that start equal, and stay so.
    case equalUnits = "equal_units"
    /// Sums that are much larger or smaller than what they are made of.
    case signalSize = "signal_size"
    /// Values so small that the scalar type has only zero for them.
    case flushToZero = "flush_to_zero"
    /// Truncation bounds that cut nothing, or nearly everything: given in the wrong unit.
    case truncationUnit = "truncation_unit"
  }

  /// How sure it is that something is wrong.
  public enum Severity: String, Sendable, Hashable {
    /// Hardly anybody wants this.
    case warning
    /// It may be meant; many models have it.
    case note
  }

  /// What kind of thing it is.
  public let kind: Kind
  /// How sure it is that something is wrong.
  public let severity: Severity
  /// The names of the tensors.
  public let tensors: [String]
  /// What was found.
  public let summary: String
  /// Why it matters.
  public let reason: String
  /// What to write instead.
  public let remedy: String
}
