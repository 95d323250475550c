import CLoops

/// Products of matrices stored in blocks: rows are ``width`` elements apart, however many are used.
///
/// The order of operations is part of the native stream's definition and no instruction set changes
/// it.
package struct BlockProducts<Element: ArithmeticScalar> {
  /// The distance of rows, and the most columns of a block.
  package static var width: Int { 64 }
  /// Sums over more rows than this are sums of sums.
  package static var rowsPerSum: Int { 128 }

  private let loops: Loops?

  /// Products that use an instruction set.
  package init(using instructions: InstructionSet) {
    loops = instructions.loops?.pointee
  }

  /// c = aᵀ b: each element is a sum over the rows, in order, of partial sums over ``rowsPerSum``
  /// rows.
  ///
  /// - Parameters:
  ///   - c: A block of `aColumns` rows; what lies right of `bColumns` may be overwritten.
  ///   - a: A block of `rows` rows and `aColumns` columns.
  ///   - b: A block of `rows` rows and `bColumns` columns.
  ///   - rows: The number of rows of a and b.
  ///   - aColumns: The number of columns of a.
  ///   - bColumns: The number of columns of b.
  package func multiply(
    into c: UnsafeMutablePointer<Element>, transposed a: UnsafePointer<Element>,
    _ b: UnsafePointer<Element>, rows: Int, aColumns: Int, bColumns: Int
  ) {
    if let loops {
      if Element.self == Float.self {
        loops.product_float(Self.cast(c), Self.cast(a), Self.cast(b), rows, aColumns, bColumns)
      } else {
        loops.product_double(Self.cast(c), Self.cast(a), Self.cast(b), rows, aColumns, bColumns)
      }
      return
    }
    for i in 0..<aColumns {
      for j in 0..<bColumns {
        var total: Element = 0
        for first in stride(from: 0, to: rows, by: Self.rowsPerSum) {
          var sum: Element = 0
          for k in first..<min(first + Self.rowsPerSum, rows) {
            sum = sum + a[k * Self.width + i] * b[k * Self.width + j]
          }
          total = total + sum
        }
        c[i * Self.width + j] = total
      }
    }
  }

  /// c − a b in place of c: each element of the product is one sum over the columns of a, in order.
  ///
  /// - Parameters:
  ///   - c: A block of `rows` rows and `columns` columns.
  ///   - a: A block of `rows` rows and `inner` columns, with memory for a number of rows that 4
  ///     divides.
  ///   - b: A block of `inner` rows and `columns` columns.
  ///   - rows: The number of rows of a and c.
  ///   - inner: The number of columns of a and rows of b.
  ///   - columns: The number of columns of b and c.
  package func subtractProduct(
    from c: UnsafeMutablePointer<Element>, _ a: UnsafePointer<Element>,
    _ b: UnsafePointer<Element>, rows: Int, inner: Int, columns: Int
  ) {
    if let loops {
      if Element.self == Float.self {
        loops.subtract_product_float(
          Self.cast(c), Self.cast(a), Self.cast(b), rows, inner, columns)
      } else {
        loops.subtract_product_double(
          Self.cast(c), Self.cast(a), Self.cast(b), rows, inner, columns)
      }
      return
    }
    for i in 0..<rows {
      for j in 0..<columns {
        var sum: Element = 0
        for k in 0..<inner { sum = sum + a[i * Self.width + k] * b[k * Self.width + j] }
        c[i * Self.width + j] = c[i * Self.width + j] - sum
      }
    }
  }

  private static func cast<Other>(
    _ pointer: UnsafeMutablePointer<Element>
  ) -> UnsafeMutablePointer<Other> {
    UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: Other.self)
  }

  private static func cast<Other>(_ pointer: UnsafePointer<Element>) -> UnsafePointer<Other> {
    UnsafeRawPointer(pointer).assumingMemoryBound(to: Other.self)
  }
}
