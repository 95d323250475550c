/// A type that the elements of a tensor can have.
///
/// `Float`, `Double`, `Float16` and ``BFloat16`` take random values and constants; the integers and
/// `Bool` take constants. ``fill(_:with:from:at:)`` is a requirement rather than a generic function so
/// that its loop is compiled for each type on its own.
public protocol Scalar: Sendable, Hashable, BitwiseCopyable {
  /// The type that random values are computed in before they are rounded to this one: `Double` for
  /// `Double`, `Float` for every other type.
  associatedtype Arithmetic: ArithmeticScalar

  /// The type's name.
  static var scalarType: ScalarType { get }

  /// Creates the element nearest to a constant.
  ///
  /// - Parameter constant: Any number; a floating-point type rounds it to nearest, ties to even.
  /// - Throws: ``InitializationError/Code/unsupportedScalarType`` if an integer type or `Bool` cannot
  ///   hold the number exactly.
  init(constant: Double) throws(InitializationError)

  /// Creates the element nearest to a computed value, ties to even.
  ///
  /// - Parameter value: The value; types that hold no fractions are never asked.
  init(rounding value: Arithmetic)

  /// The `Double` nearest to the element; 0 and 1 for truth values.
  var nearestDouble: Double { get }

  /// Writes the elements of a law at consecutive positions of a tensor.
  ///
  /// - Parameters:
  ///   - out: The memory to fill.
  ///   - law: A law that ``check(_:)`` has accepted.
  ///   - stream: The stream that random values come from.
  ///   - position: The row-major position, in the whole tensor, of the first element.
  static func fill(
    _ out: inout MutableSpan<Self>, with law: Law, from stream: NativeStream, at position: Int)

  /// Writes computed values, each multiplied by a factor and rounded to this type.
  ///
  /// - Parameters:
  ///   - values: The values, as many as the memory has elements.
  ///   - factor: The factor.
  ///   - out: The memory to fill.
  static func round(
    _ values: Span<Arithmetic>, times factor: Arithmetic, into out: inout MutableSpan<Self>)
}

extension Scalar {
  /// Writes computed values, each multiplied by a factor and rounded to this type.
  public static func round(
    _ values: Span<Arithmetic>, times factor: Arithmetic, into out: inout MutableSpan<Self>
  ) {
    for index in values.indices { out[index] = Self(rounding: values[index] * factor) }
  }

  /// Checks that elements of this type can follow a law.
  ///
  /// - Parameter law: The law.
  /// - Throws: ``InitializationError/Code/unsupportedScalarType`` if they cannot, or
  ///   ``InitializationError/Code/invalidParameter`` if the law's parameters leave the type's range.
  public static func check(_ law: Law) throws(InitializationError) {
    switch law.kind {
    case .constant(let value):
      _ = try Self(constant: value)
    case .uniform(let low, let high):
      try requireFloatingPoint()
      guard (Arithmetic(high) - Arithmetic(low)).isFinite else {
        throw outOfRange("uniform bounds \(low) and \(high)")
      }
    case .normal(let mean, let standardDeviation, _):
      try requireFloatingPoint()
      guard Arithmetic(mean).isFinite, Arithmetic(standardDeviation).isFinite else {
        throw outOfRange("mean \(mean) and standard deviation \(standardDeviation)")
      }
    }
  }

  private static func outOfRange(_ parameters: String) -> InitializationError {
    InitializationError(
      .invalidParameter, "\(parameters) are too large for \(scalarType.rawValue); use float64")
  }

  package static func requireFloatingPoint() throws(InitializationError) {
    guard scalarType.isFloatingPoint else {
      throw InitializationError(
        .unsupportedScalarType,
        "\(scalarType.rawValue) elements cannot hold random values; "
          + "use float32, float64, float16 or bfloat16")
    }
  }
}
