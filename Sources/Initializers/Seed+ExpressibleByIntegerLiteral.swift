extension Seed: ExpressibleByIntegerLiteral {
  /// Creates a chosen seed from a literal, as in `VarianceScaling.glorotUniform(seed: 42)`.
  public init(integerLiteral value: Int128) {
    self.init(value)
  }
}
