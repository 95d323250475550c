/// ``VarianceScaling``, or a named special case of it, whose parameters are fixed but for the seed and the rule of fans.
public protocol VarianceScalingForm: Initializer {
  /// The same law with all of its parameters.
  var varianceScaling: VarianceScaling { get }
}

extension VarianceScalingForm {
  /// Variance scaling with the scale times the square of the factor.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try varianceScaling.scaled(by: factor)
  }

  /// The law of ``varianceScaling``.
  public func law(for request: FillRequest) throws(InitializationError) -> TensorLaw {
    try varianceScaling.law(for: request)
  }
}
