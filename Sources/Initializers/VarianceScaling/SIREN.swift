/// Weights of networks whose activation is sin(ω · x).
///
/// Uniform values from [−limit, limit): 1 / fan-in in the first layer, √(6 / fan-in) / ω in the
/// others.
///
/// Rank 1 or more; floating-point types.
///
/// Source: V. Sitzmann, J. Martel, A. Bergman, D. Lindell, G. Wetzstein, *Implicit Neural
/// Representations with Periodic Activation Functions* (NeurIPS 2020), with ω = 30.
public struct SIREN: Initializer, Hashable {
  /// Whether this is the first layer.
  public let isFirst: Bool
  /// The frequency ω.
  public let frequency: Double
  /// The rule that reads fans off a shape.
  public let fanRule: Fans.Rule
  /// The seed.
  public var seed: Seed?

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - isFirst: Whether this is the first layer.
  ///   - frequency: The frequency ω, above 0.
  ///   - fanRule: The rule that reads fans off a shape.
  ///   - seed: The seed; `nil` to draw one.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if the frequency is not a positive
  ///   finite number.
  public init(
    isFirst: Bool = false, frequency: Double = 30, fanRule: Fans.Rule = .keras2, seed: Seed? = nil
  ) throws(InitializationError) {
    guard frequency > 0, frequency.isFinite else {
      throw InitializationError(
        .invalidParameter, "frequency \(frequency) is not allowed; give a positive finite number")
    }
    self.isFirst = isFirst
    self.frequency = frequency
    self.fanRule = fanRule
    self.seed = seed ?? .drawn()
  }

  /// The uniform law of the weight's fan-in.
  public func law(for request: FillRequest) throws(InitializationError) -> TensorLaw {
    _ = try ElementLayout.elementCount(of: request.shape)
    let rule = request.backend.fanRule(insteadOf: fanRule)
    let fan = max(1, try Fans(of: request.shape, rule: rule).fanIn)
    let limit = isFirst ? 1 / fan : (6 / fan).squareRoot() / frequency
    return .same(try .uniform(from: -limit, to: limit))
  }
}
