/// A product of Householder reflectors made from normal draws, one a column.
///
/// Reflector j is H = I − τ v vᵀ with v zero above row j and 1 at it, as LAPACK's `larfg` makes it from a
/// column x of independent normal draws: H x = β e with β = −sign(x₀) ‖x‖. The product of all of them,
/// each column's sign turned so that the implied β is positive, is Haar distributed.
struct HouseholderProduct<Arithmetic: ArithmeticScalar & SIMDScalar> {
  private let rows: Int
  private let columns: Int
  /// The vectors v column after column, each with its leading 1; what lies above it is not used.
  private let vectors: [Arithmetic]
  /// The factors τ.
  private let factors: [Arithmetic]
  /// The signs of the βs.
  private let signs: [Arithmetic]

  /// The number of partial sums in a reduction: element i goes to sum i mod 16, whatever the machine.
  private typealias Lanes = SIMD16<Arithmetic>

  /// Draws the reflectors.
  init(
    rows: Int, columns: Int, from stream: NativeStream, threads: Int?
  ) throws(InitializationError) {
    self.rows = rows
    self.columns = columns
    var factors = [Arithmetic](repeating: 0, count: columns)
    var signs = [Arithmetic](repeating: 0, count: columns)
    vectors = try [Arithmetic](initializing: rows * columns) { span in
      span.withUnsafeMutableBufferPointer { vectors in
        Self.draw(vectors, rows: rows, columns: columns, from: stream, threads: threads)
        for column in 0..<columns {
          let x = UnsafeMutableBufferPointer(
            rebasing: vectors[column * rows + column..<(column + 1) * rows])
          (factors[column], signs[column]) = Self.makeReflector(x)
        }
      }
    }
    self.factors = factors
    self.signs = signs
  }

  /// Writes the draws of positions row · columns + column on and below the diagonal.
  private static func draw(
    _ vectors: UnsafeMutableBufferPointer<Arithmetic>, rows: Int, columns: Int,
    from stream: NativeStream, threads: Int?
  ) {
    let destination = UncheckedSendable(vectors)
    inParallel(over: rows, threads: threads, leastPart: 64) { part in
      for row in part {
        var draws = Draws<Arithmetic>(from: stream, at: row * columns)
        for column in 0..<min(row + 1, columns) {
          destination.value[column * rows + row] = .standardNormal(draws.next(), .none)
        }
      }
    }
  }

  /// Turns the draws x into v, and gives τ and the sign of β.
  private static func makeReflector(
    _ x: UnsafeMutableBufferPointer<Arithmetic>
  ) -> (factor: Arithmetic, sign: Arithmetic) {
    let first = x[0]
    let length = dot(x, x).squareRoot()
    let beta = first < 0 ? length : -length
    let divisor = first - beta
    for index in x.indices { x[index] = x[index] / divisor }
    x[0] = 1
    return ((beta - first) / beta, first < 0 ? 1 : -1)
  }

  /// The product applied to the first columns of the identity.
  ///
  /// Reflectors after the c-th leave column c of the identity alone, so each column of the result is
  /// made by itself, from reflector c down to reflector 0.
  func firstColumns(threads: Int?) throws(InitializationError) -> [Arithmetic] {
    try [Arithmetic](initializing: rows * columns) { span in
      span.withUnsafeMutableBufferPointer { result in
        result.update(repeating: 0)
        vectors.withUnsafeBufferPointer { vectors in
          let shared = UncheckedSendable((result: result, vectors: vectors))
          inParallel(over: columns, threads: threads, leastPart: 16) { part in
            for column in part {
              let target = UnsafeMutableBufferPointer(
                rebasing: shared.value.result[column * rows..<(column + 1) * rows])
              target[column] = signs[column]
              for reflector in (0...column).reversed() {
                let start = reflector * rows
                Self.reflect(
                  UnsafeMutableBufferPointer(rebasing: target[reflector...]),
                  UnsafeBufferPointer(
                    rebasing: shared.value.vectors[start + reflector..<start + rows]),
                  factors[reflector])
              }
            }
          }
        }
      }
    }
  }

  /// target ← target − (τ · (v · target)) v.
  @inline(__always)
  private static func reflect(
    _ target: UnsafeMutableBufferPointer<Arithmetic>, _ vector: UnsafeBufferPointer<Arithmetic>,
    _ factor: Arithmetic
  ) {
    let multiple = factor * dot(UnsafeMutableBufferPointer(mutating: vector), target)
    for index in target.indices {
      target[index] = target[index] - multiple * vector[index]
    }
  }

  /// The sum of products in sixteen partial sums, added up in halves.
  @inline(__always)
  private static func dot(
    _ x: UnsafeMutableBufferPointer<Arithmetic>, _ y: UnsafeMutableBufferPointer<Arithmetic>
  ) -> Arithmetic {
    let left = UnsafeRawBufferPointer(x)
    let right = UnsafeRawBufferPointer(y)
    let stride = MemoryLayout<Lanes>.size
    var sums = Lanes(repeating: 0)
    var offset = 0
    while offset + stride <= left.count {
      sums +=
        left.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
        * right.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
      offset += stride
    }
    let first = offset / MemoryLayout<Arithmetic>.size
    for index in first..<x.count { sums[index - first] += x[index] * y[index] }
    let eight = sums.lowHalf + sums.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }
}
