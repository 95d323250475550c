/// A named special case of ``VarianceScaling``: all of its parameters but the seed are fixed.
public protocol VarianceScalingForm: RandomInitializer {
  /// The law that this is a special case of.
  var varianceScaling: VarianceScaling { get }
}

extension VarianceScalingForm {
  /// Variance scaling with the scale times the square of the factor.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try varianceScaling.scaled(by: factor)
  }

  /// Writes the values of ``varianceScaling``.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ parameter: Parameter
  ) throws(InitializationError) {
    try varianceScaling.fill(&out, parameter)
  }
}
