extension BFloat16: ExpressibleByIntegerLiteral {
  /// Creates the number nearest to a literal, ties to even.
  public init(integerLiteral value: Int64) {
    self.init(constant: Double(value))
  }
}
