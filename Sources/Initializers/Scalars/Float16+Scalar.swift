#if !(os(macOS) && arch(x86_64))
extension Float16: Scalar {
  /// `float16`.
  public static var scalarType: ScalarType { .float16 }

  /// Creates the `Float16` nearest to a constant.
  public init(constant: Double) { self.init(constant) }

  /// Creates the `Float16` nearest to a `Float`, ties to even.
  public init(rounding value: Float) { self.init(value) }

  /// The same value.
  public var nearestDouble: Double { Double(self) }

  /// Writes the elements of a law: its `Float` elements, rounded.
  public static func fill(
    _ out: inout MutableSpan<Float16>, with law: Law, from stream: NativeStream, at position: Int
  ) {
    law.fill(&out, from: stream, at: position)
  }
}
#endif
