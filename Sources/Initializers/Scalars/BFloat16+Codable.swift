extension BFloat16: Codable {
  /// Decodes the number nearest to a number, ties to even.
  public init(from decoder: any Decoder) throws {
    self.init(constant: try Double(from: decoder))
  }

  /// Encodes the number, exactly.
  public func encode(to encoder: any Encoder) throws { try Float(self).encode(to: encoder) }
}
