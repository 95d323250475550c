import Initializers

/// Turns the bytes of elements into `Double` values.
enum ElementBytes {
  /// Decodes little-endian elements of a scalar type.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of whole elements.
  ///   - type: The scalar type.
  ///   - body: Receives the values.
  static func decode(
    _ bytes: UnsafeRawBufferPointer, _ type: ScalarType,
    _ body: (UnsafeBufferPointer<Double>) -> Void
  ) {
    // A loop a type, as only those over known types are fast.
    switch type {
    case .float32: decode(bytes, UInt32.self, { Double(Float(bitPattern: $0)) }, body)
    case .float64: decode(bytes, UInt64.self, { Double(bitPattern: $0) }, body)
    case .bfloat16:
      decode(bytes, UInt16.self, { Double(Float(bitPattern: UInt32($0) << 16)) }, body)
    case .float16: decode(bytes, UInt16.self, half, body)
    case .int8: decode(bytes, UInt8.self, { Double(Int8(bitPattern: $0)) }, body)
    case .int16: decode(bytes, UInt16.self, { Double(Int16(bitPattern: $0)) }, body)
    case .int32: decode(bytes, UInt32.self, { Double(Int32(bitPattern: $0)) }, body)
    case .int64: decode(bytes, UInt64.self, { Double(Int64(bitPattern: $0)) }, body)
    case .uint8: decode(bytes, UInt8.self, { Double($0) }, body)
    case .uint16: decode(bytes, UInt16.self, { Double($0) }, body)
    case .uint32: decode(bytes, UInt32.self, { Double($0) }, body)
    case .uint64: decode(bytes, UInt64.self, { Double($0) }, body)
    case .bool: decode(bytes, UInt8.self, { $0 == 0 ? 0 : 1 }, body)
    }
  }

  /// The value of binary16 bits, which not every platform has a type for.
  private static func half(_ bits: UInt16) -> Double {
    let exponent = Int(bits >> 10 & 31)
    let fraction = Double(bits & 1023)
    let magnitude: Double =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      default: Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction * 0x1p-10)
      }
    return bits >> 15 == 1 ? -magnitude : magnitude
  }

  @inline(__always)
  private static func decode<Bits: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: UnsafeRawBufferPointer, _ type: Bits.Type, _ value: (Bits) -> Double,
    _ body: (UnsafeBufferPointer<Double>) -> Void
  ) {
    let stride = MemoryLayout<Bits>.stride
    // Blocks that stay in the processor's cache.
    let block = 4096
    withUnsafeTemporaryAllocation(of: Double.self, capacity: block) { values in
      for first in Swift.stride(from: 0, to: bytes.count / stride, by: block) {
        let count = min(block, bytes.count / stride - first)
        for index in 0..<count {
          let bits = bytes.loadUnaligned(fromByteOffset: (first + index) * stride, as: type)
          values[index] = value(Bits(littleEndian: bits))
        }
        body(UnsafeBufferPointer(rebasing: values[..<count]))
      }
    }
  }
}
