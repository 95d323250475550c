extension BFloat16: ExpressibleByFloatLiteral {
  /// Creates the number nearest to a literal, ties to even.
  public init(floatLiteral value: Float) {
    self.init(value)
  }
}
