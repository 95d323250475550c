import Platform
import Initializers

/// The singular values of a square matrix, small ones to full relative accuracy.
///
/// Pairs of columns are rotated until all are orthogonal; their lengths are the singular values.
/// Pairs are taken as in a round of a tournament, so that a round's rotations can be done at once.
///
/// Source: J. Demmel, K. Veselić, *Jacobi's method is more accurate than QR* (SIAM J. Matrix Anal.
/// Appl. 13, 1992).
enum SingularValues {
  /// The singular values, the largest first, of a matrix given column after column.
  static func values(ofColumns matrix: [Double], size: Int, threads: Int?) -> [Double] {
    var columns = matrix
    // A scale near 1 keeps squares of small numbers from vanishing.
    guard columns.allSatisfy(\.isFinite) else { return Array(repeating: .nan, count: size) }
    let largest = columns.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { return Array(repeating: 0, count: size) }
    for index in columns.indices { columns[index] /= largest }
    let players = size + size % 2
    var order = Array(0..<players)
    columns.withUnsafeMutableBufferPointer { columns in
      let memory = UncheckedSendable(columns)
      for _ in 0..<40 {
        let flags = (0..<players / 2).map { _ in Flag() }
        for _ in 0..<max(1, players - 1) {
          let pairs = (0..<players / 2).map { (order[$0], order[players - 1 - $0]) }
          inParallel(overEach: pairs.count, threads: size < 128 ? 1 : threads) { pair in
            let (i, j) = pairs[pair]
            guard i < size, j < size else { return }
            if rotate(memory.value, min(i, j), max(i, j), size) { flags[pair].isSet = true }
          }
          order.insert(order.removeLast(), at: 1)
        }
        if !flags.contains(where: \.isSet) { break }
      }
    }
    return (0..<size).map { column in
      let part = columns[column * size..<(column + 1) * size]
      return largest * part.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }.sorted(by: >)
  }

  /// Whether a pair of columns was rotated; each is written by one thread at a time.
  private final class Flag: @unchecked Sendable {
    var isSet = false
  }

  /// Makes two columns orthogonal; tells whether they were not.
  private static func rotate(
    _ columns: UnsafeMutableBufferPointer<Double>, _ i: Int, _ j: Int, _ size: Int
  ) -> Bool {
    guard let start = columns.baseAddress else { return false }
    let (a, b) = (start + i * size, start + j * size)
    var (first, second, product) = (0.0, 0.0, 0.0)
    for row in 0..<size {
      first += a[row] * a[row]
      second += b[row] * b[row]
      product += a[row] * b[row]
    }
    guard abs(product) > 1e-14 * (first * second).squareRoot(), product != 0 else { return false }
    let ratio = (second - first) / (2 * product)
    let tangent = (ratio < 0 ? -1 : 1) / (abs(ratio) + (1 + ratio * ratio).squareRoot())
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = cosine * tangent
    for row in 0..<size {
      let (x, y) = (a[row], b[row])
      a[row] = cosine * x - sine * y
      b[row] = sine * x + cosine * y
    }
    return true
  }
}
