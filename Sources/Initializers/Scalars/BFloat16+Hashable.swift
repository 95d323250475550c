extension BFloat16: Hashable {
  /// Whether two numbers are equal as IEEE 754 compares them: 0 equals −0, NaN equals nothing.
  public static func == (left: BFloat16, right: BFloat16) -> Bool {
    Float(left) == Float(right)
  }

  /// Hashes the value, so that 0 and −0 agree.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(Float(self))
  }
}
