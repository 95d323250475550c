extension Scalar {
  /// The element nearest to a number; infinite only if the number is.
  ///
  /// - Parameters:
  ///   - value: The number.
  ///   - name: What it is, for the error.
  /// - Returns: The element.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if a finite number is too large for
  ///   the type, and what ``init(constant:)`` throws.
  package static func element(
    _ value: Double, _ name: StaticString
  ) throws(InitializationError) -> Self {
    let element = try Self(constant: value)
    guard !value.isFinite || element.nearestDouble.isFinite else {
      throw tooLarge("\(name) \(value) is", value.magnitude)
    }
    return element
  }

  /// Whether a computed value is finite, and is so after it is rounded to this type.
  package static func isFinite(_ value: Arithmetic) -> Bool {
    value.isFinite && Self(rounding: value).nearestDouble.isFinite
  }

  /// Checks a number that elements of at most 1 are multiplied by.
  static func require(gain: Double) throws(InitializationError) {
    // Rounding can make the largest elements larger than 1 by a little.
    guard isFinite(Arithmetic(gain) * 1.000_001) else {
      throw tooLarge("gain \(gain) is", gain.magnitude)
    }
  }

  /// The error of numbers that are too large for this type, which says what others hold them.
  ///
  /// - Parameters:
  ///   - subject: The numbers and the verb.
  ///   - magnitude: The largest of their magnitudes.
  /// - Returns: The error.
  package static func tooLarge(_ subject: String, _ magnitude: Double) -> InitializationError {
    let wider = [ScalarType.bfloat16, .float32, .float64].filter {
      magnitude < $0.greatestMagnitude && $0 != scalarType
    }.map(\.rawValue)
    let advice =
      switch wider.count {
      case 0: "give smaller numbers"
      case 1: "use \(wider[0])"
      default: "use \(wider.dropLast().joined(separator: ", ")) or \(wider[wider.count - 1])"
      }
    return InitializationError(
      .invalidParameter, "\(subject) too large for \(scalarType.rawValue); \(advice)")
  }

  package static func requireFloatingPoint() throws(InitializationError) {
    guard scalarType.isFloatingPoint else {
      throw InitializationError(
        .unsupportedScalarType,
        "\(scalarType.rawValue) elements cannot hold random values and fractions; "
          + "use float32, float64, float16 or bfloat16")
    }
  }
}
