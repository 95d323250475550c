/// What a ``SignalSimulation`` saw.
public struct SignalTrace: Sendable, Hashable {
  /// Means over a layer's units and the inputs.
  public struct Layer: Sendable, Hashable {
    /// The mean square before the activation function.
    public let preActivation: Double
    /// The mean square after it.
    public let activation: Double
    /// The mean square of the gradient by what the activation function gives, for one of mean
    /// square 1 at the end.
    public let gradient: Double
    /// The share of units and inputs where the activation function is flat, so that no gradient
    /// passes.
    public let flatShare: Double
  }

  /// The layers, the first first.
  public let layers: [Layer]
  /// The mean square of the gradient by the inputs.
  public let inputGradient: Double
  /// The singular values of the derivative of the last layer by the inputs, at one of the inputs,
  /// the largest first.
  ///
  /// Those below 10⁻¹⁵ of the largest are rounding errors, and told as 0. Empty if they were not
  /// asked for; not numbers if signals grew beyond all.
  public let singularValues: [Double]

  /// The mean of the singular values' squares: how much a small change of the input grows, over all
  /// directions.
  public var meanSquaredSingularValue: Double {
    singularValues.reduce(0) { $0 + $1 * $1 } / Double(max(1, singularValues.count))
  }
}
