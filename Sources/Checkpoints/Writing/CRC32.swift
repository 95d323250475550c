/// The cyclic redundancy check of zip files: the remainder by x³² + x²⁶ + … + 1, bits reflected.
package struct CRC32 {
  /// The check of the bytes so far.
  package private(set) var value: UInt32

  private static let polynomial: UInt32 = 0xEDB8_8320

  /// The remainders of single bytes followed by 0 to 7 zero bytes, 256 each.
  private static let tables: [UInt32] = {
    var tables = (0..<256).map { byte in
      (0..<8).reduce(UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ polynomial : rest >> 1 }
    }
    for index in 256..<8 * 256 {
      let rest = tables[index - 256]
      tables.append(rest >> 8 ^ tables[Int(rest & 0xFF)])
    }
    return tables
  }()

  /// The check of nothing, or a check known already.
  package init(value: UInt32 = 0) {
    self.value = value
  }

  /// The check of bytes.
  package init(of bytes: UnsafeRawBufferPointer) {
    value = 0
    update(bytes)
  }

  /// The check of bytes, wherever they are.
  package init(of bytes: some Sequence<UInt8>) {
    self = Array(bytes).withUnsafeBytes { CRC32(of: $0) }
  }

  /// Takes in further bytes, eight at a time: their remainders are independent and add up.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    value = Self.tables.withUnsafeBufferPointer { tables in
      var rest = ~value
      var offset = 0
      while offset + 8 <= bytes.count {
        var word = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        word ^= UInt64(rest)
        rest = 0
        for place in 0..<8 {
          rest ^= tables[(7 - place) << 8 | Int(word >> UInt64(8 * place) & 0xFF)]
        }
        offset += 8
      }
      for byte in bytes[offset...] {
        rest = rest >> 8 ^ tables[Int(UInt8(truncatingIfNeeded: rest) ^ byte)]
      }
      return ~rest
    }
  }

  /// The check of these bytes followed by others, from the check of the others alone.
  ///
  /// Appending n zero bytes multiplies the remainder by x⁸ⁿ, found by repeated squaring.
  package func appending(_ other: CRC32, of count: Int) -> CRC32 {
    // In reflected bits the polynomial 1 is the highest bit and x⁸ is 8 bits below it.
    var power: UInt32 = 1 << 23
    var factor: UInt32 = 1 << 31
    var rest = count
    while rest > 0 {
      if rest & 1 == 1 { factor = Self.product(factor, power) }
      power = Self.product(power, power)
      rest >>= 1
    }
    return CRC32(value: Self.product(value, factor) ^ other.value)
  }

  /// The product of two polynomials modulo the check's, in reflected bits.
  private static func product(_ left: UInt32, _ right: UInt32) -> UInt32 {
    var result: UInt32 = 0
    var shifted = right
    for bit in (0..<32).reversed() {
      if left >> UInt32(bit) & 1 == 1 { result ^= shifted }
      shifted = shifted & 1 == 1 ? shifted >> 1 ^ polynomial : shifted >> 1
    }
    return result
  }
}
