extension Seed: ExpressibleByIntegerLiteral {
  /// Creates a chosen seed from a literal, as in `GlorotUniform(seed: 42)`.
  public init(integerLiteral value: Int128) {
    self.init(value)
  }
}
