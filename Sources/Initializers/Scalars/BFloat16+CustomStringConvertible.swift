extension BFloat16: CustomStringConvertible {
  /// The value as `Float` prints it.
  public var description: String { Float(self).description }
}
