import Checkpoints

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A small picture of a matrix's numbers, blue below zero and red above, as PNG.
struct KernelImage {
  /// The most rows and columns: a corner of what is larger.
  static let side = 32

  private let width: Int
  private let height: Int
  private let pixels: [UInt8]

  /// Draws numbers, row after row; `size` is the number that has the full colour.
  init(_ values: [Double], width: Int, height: Int, size: Double) {
    self.width = width
    self.height = height
    pixels = values.flatMap { value -> [UInt8] in
      guard value.isFinite else { return [255, 220, 0] }
      let share = size > 0 ? min(1, abs(value) / size) : 0
      // From white, or what is nearly so, to blue or red.
      let full: [Double] = value < 0 ? [9, 105, 218] : [207, 34, 46]
      return full.map { UInt8((246 + ($0 - 246) * share).rounded()) }
    }
  }

  /// The picture as an address that holds it.
  var dataURL: String {
    "data:image/png;base64,\(Data(png).base64EncodedString())"
  }

  private var png: [UInt8] {
    var rows: [UInt8] = []
    for row in 0..<height {
      rows.append(0)
      rows += pixels[row * width * 3..<(row + 1) * width * 3]
    }
    let header = Self.bigEndian(UInt32(width)) + Self.bigEndian(UInt32(height)) + [8, 2, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Self.chunk("IHDR", header)
      + Self.chunk("IDAT", Self.stored(rows)) + Self.chunk("IEND", [])
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + content
    return bigEndian(UInt32(content.count)) + body
      + bigEndian(body.withUnsafeBytes { CRC32(of: $0).value })
  }

  /// The bytes as zlib has them without compressing; a picture has less than one block may have.
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let count = UInt16(bytes.count)
    let lengths = [count & 0xFF, count >> 8, ~count & 0xFF, ~count >> 8].map { UInt8($0 & 0xFF) }
    var (low, high): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return [0x78, 0x01, 0x01] + lengths + bytes + bigEndian(high << 16 | low)
  }
}
