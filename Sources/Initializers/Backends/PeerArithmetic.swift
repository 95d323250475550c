/// Rounding as a peer's tensors of one scalar type round.
///
/// Peers compute 16-bit values in `Float` and round after each operation; `Float` values are
/// `Float` operations, `Double` values are `Double` operations. Results are handed on as `Double`,
/// which holds all of them exactly.
struct PeerArithmetic: Sendable {
  /// The scalar type of the tensor.
  let scalarType: ScalarType

  /// Rounds to the type, if it is one of at most 32 bits.
  @inline(__always)
  func round(_ value: Float) -> Float {
    switch scalarType {
    case .bfloat16: return Float(BFloat16(value))
    #if !(os(macOS) && arch(x86_64))
    case .float16: return Float(Float16(value))
    #endif
    default: return value
    }
  }

  /// A parameter as the type has it, by way of `Float`.
  func parameter(_ value: Double) -> Float { round(Float(value)) }

  /// A `Double` cast to the type as NumPy casts: once, except to bfloat16, which goes by way of
  /// `Float`.
  func cast(_ value: Double) -> Double {
    switch scalarType {
    case .float64: return value
    #if !(os(macOS) && arch(x86_64))
    case .float16: return Double(Float16(value))
    #endif
    default: return Double(round(Float(value)))
    }
  }

  /// x · factor + term, rounded after each operation.
  func scaled(_ values: [Double], by factor: Double, plus term: Double) -> [Double] {
    if scalarType == .float64 { return values.map { $0 * factor + term } }
    let (factor, term) = (parameter(factor), parameter(term))
    return values.map { Double(round(round(Float($0) * factor) + term)) }
  }
}
