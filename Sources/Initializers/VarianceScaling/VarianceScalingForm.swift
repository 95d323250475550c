/// ``VarianceScaling``, or a named special case of it, whose parameters are fixed but for the seed and the rule of fans.
public protocol VarianceScalingForm: RandomInitializer {
  /// The same law with all of its parameters.
  var varianceScaling: VarianceScaling { get }
}

extension VarianceScalingForm {
  /// Variance scaling with the scale times the square of the factor.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try varianceScaling.scaled(by: factor)
  }

  /// Checks ``varianceScaling``.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    try varianceScaling.check(type, request)
  }

  /// Writes the values of ``varianceScaling``.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try varianceScaling.fill(&out, request)
  }
}
