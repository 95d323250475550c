/// An element type that holds constants only: an integer or `Bool`.
package protocol IntegerScalar: Scalar where Arithmetic == Double {
  /// Creates the element equal to a constant, or `nil` if there is none.
  init?(equalTo constant: Double)

  /// Creates the element equal to an integer, or `nil` if there is none.
  init?(equalTo integer: Int128)

  /// The element as an integer, exactly; 0 and 1 for truth values.
  var integer: Int128 { get }
}

extension IntegerScalar where Self: FixedWidthInteger {
  /// Creates the element equal to an integer, or `nil` if there is none.
  package init?(equalTo integer: Int128) { self.init(exactly: integer) }

  /// The element as an integer.
  package var integer: Int128 { Int128(self) }
}

extension IntegerScalar {
  /// Creates the element equal to a constant.
  ///
  /// - Parameter constant: A number that the type holds exactly.
  /// - Throws: ``InitializationError/Code/unsupportedScalarType`` for any other number.
  public init(constant: Double) throws(InitializationError) {
    guard let value = Self(equalTo: constant) else {
      throw InitializationError(
        .unsupportedScalarType, "\(Self.scalarType.rawValue) cannot hold the constant \(constant)")
    }
    self = value
  }

  /// Never asked: only floating-point types take computed values.
  public init(rounding value: Double) {
    guard let nearest = Self(equalTo: value.rounded(.toNearestOrEven)) else {
      preconditionFailure("\(Self.scalarType.rawValue) cannot hold the computed value \(value)")
    }
    self = nearest
  }

  /// Writes a constant; ``Scalar/check(_:)`` refuses every other law.
  public static func fill(
    _ out: inout MutableSpan<Self>, with law: Law, from stream: NativeStream, at position: Int
  ) {
    guard case .constant(let constant) = law.kind, let value = Self(equalTo: constant) else {
      preconditionFailure("\(Self.scalarType.rawValue) elements cannot follow the law \(law)")
    }
    for index in out.indices { out[index] = value }
  }
}
