// Whoever fills elements needs the names of their types.
@_exported public import ScalarTypes

extension ScalarType {
  /// The Swift type of this name; `nil` where the platform lacks it (`Float16` on Intel Macs).
  public var scalar: (any Scalar.Type)? {
    switch self {
    case .float32: Float.self
    case .float64: Double.self
    case .float16:
      #if os(macOS) && arch(x86_64)
      nil
      #else
      Float16.self
      #endif
    case .bfloat16: BFloat16.self
    case .int8: Int8.self
    case .int16: Int16.self
    case .int32: Int32.self
    case .int64: Int64.self
    case .uint8: UInt8.self
    case .uint16: UInt16.self
    case .uint32: UInt32.self
    case .uint64: UInt64.self
    case .bool: Bool.self
    }
  }
}
