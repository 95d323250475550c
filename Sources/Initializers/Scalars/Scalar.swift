/// A type that the elements of a tensor can have.
///
/// `Float`, `Double`, `Float16` and ``BFloat16`` take random values and constants; the integers and
/// `Bool` take constants. ``fill(_:with:from:at:)`` is a requirement rather than a generic function
/// so that its loop is compiled for each type on its own.
public protocol Scalar: Sendable, Hashable, BitwiseCopyable {
  /// The type that random values are computed in before they are rounded to this one: `Double` for
  /// `Double`, `Float` for every other type.
  associatedtype Arithmetic: ArithmeticScalar

  /// The type's name.
  static var scalarType: ScalarType { get }

  /// Creates the element nearest to a constant.
  ///
  /// - Parameter constant: Any number; a floating-point type rounds it to nearest, ties to even.
  /// - Throws: ``InitializationError/Code/unsupportedScalarType`` if an integer type or `Bool`
  ///   cannot hold the number exactly.
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

  /// The first of some elements that is infinite or NaN; `nil` if there is none.
  ///
  /// - Parameter elements: The elements.
  /// - Returns: Its index.
  static func firstNonfinite(in elements: Span<Self>) -> Int?
}

extension Scalar {
  /// Writes computed values, each multiplied by a factor and rounded to this type.
  public static func round(
    _ values: Span<Arithmetic>, times factor: Arithmetic, into out: inout MutableSpan<Self>
  ) {
    for index in values.indices { out[index] = Self(rounding: values[index] * factor) }
  }

  /// The first of some elements that is infinite or NaN; `nil` if there is none.
  public static func firstNonfinite(in elements: Span<Self>) -> Int? {
    for index in elements.indices where !elements[index].nearestDouble.isFinite { return index }
    return nil
  }

  /// Checks that elements of this type can follow a law: that none of its values becomes infinite.
  ///
  /// The largest values of a normal law are μ ± *r* σ, with the reach *r* of the draws: 6.3 for
  /// `Float` and the 16-bit types, 9.1 for `Double`, or the bound where it is cut. Those of a
  /// uniform law are its bounds. A constant may be infinite itself.
  ///
  /// - Parameter law: The law.
  /// - Throws: ``InitializationError/Code/unsupportedScalarType`` if they cannot, or
  ///   ``InitializationError/Code/invalidParameter`` if the law's values leave the type's range.
  public static func check(_ law: Law) throws(InitializationError) {
    switch law.kind {
    case .constant(let value):
      _ = try element(value, "the constant")
    case .uniform(let low, let high):
      try requireFloatingPoint()
      let largest = max(low.magnitude, high.magnitude)
      if largest < scalarType.greatestMagnitude / 4 { return }
      let element = UniformElement<Arithmetic>(from: low, to: high)
      guard element.span.isFinite, isFinite(element.low), isFinite(element.greatest) else {
        throw tooLarge("uniform bounds \(low) and \(high) are", max(largest, high - low))
      }
    case .normal(let mean, let standardDeviation, let truncation):
      try requireFloatingPoint()
      // No quantile is larger than that.
      if mean.magnitude + 64 * standardDeviation < scalarType.greatestMagnitude { return }
      let (center, scale) = (Arithmetic(mean), Arithmetic(standardDeviation))
      let least = Arithmetic.standardNormal(0, truncation)
      let most = Arithmetic.standardNormal(.max, truncation)
      guard isFinite(least * scale + center), isFinite(most * scale + center) else {
        let reach = Double(max(least.magnitude, most.magnitude))
        throw tooLarge(
          "normal values of mean \(mean) and standard deviation \(standardDeviation), which reach \(reach) deviations, are",
          mean.magnitude + reach * standardDeviation)
      }
    }
  }
}
