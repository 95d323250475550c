/// A Householder reflector I − τ v vᵀ that acts on the last rows of a matrix, as LAPACK's `dlarfg`
/// makes it.
struct Reflector {
  /// v, whose first element is 1; empty if nothing is reflected.
  let vector: [Double]
  /// τ.
  let factor: Double
  /// What becomes of the first element of the vector it is made for.
  let beta: Double

  /// Makes the reflector that takes a vector to a multiple of the first unit vector.
  init(for x: [Double]) {
    let first = x[0]
    let rest = x.dropFirst().reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard rest > 0 else {
      (vector, factor, beta) = ([], 0, first)
      return
    }
    let length = (first * first + rest * rest).squareRoot()
    let beta = first.sign == .minus ? length : -length
    vector = [1] + x.dropFirst().map { $0 / (first - beta) }
    factor = (beta - first) / beta
    self.beta = beta
  }

  /// Applies the reflector from the left, to rows from `row` and columns from `column` on.
  func apply(to matrix: inout DenseMatrix, row: Int, column: Int) {
    if vector.isEmpty { return }
    for target in column..<matrix.columns {
      var sum = 0.0
      for (index, v) in vector.enumerated() { sum += v * matrix[row + index, target] }
      for (index, v) in vector.enumerated() { matrix[row + index, target] -= factor * v * sum }
    }
  }

  /// Applies the reflector from the right, to rows from `row` and columns from `column` on.
  func applyFromRight(to matrix: inout DenseMatrix, row: Int, column: Int) {
    if vector.isEmpty { return }
    for target in row..<matrix.rows {
      var sum = 0.0
      for (index, v) in vector.enumerated() { sum += v * matrix[target, column + index] }
      for (index, v) in vector.enumerated() { matrix[target, column + index] -= factor * v * sum }
    }
  }

  /// The product of reflectors, the k-th of which acts on rows from k + `offset` on, times the
  /// first columns of the identity.
  static func product(
    of reflectors: [Reflector], rows: Int, columns: Int, offset: Int = 0
  ) -> DenseMatrix {
    var result = DenseMatrix(identity: rows, columns: columns)
    for (index, reflector) in reflectors.enumerated().reversed() {
      reflector.apply(to: &result, row: index + offset, column: 0)
    }
    return result
  }
}
