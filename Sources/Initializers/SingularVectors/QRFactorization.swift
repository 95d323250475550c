/// A = Q R with orthonormal columns of Q and an upper triangle R, by Householder reflectors.
struct QRFactorization {
  /// Q, of A's shape.
  let q: DenseMatrix
  /// R, square.
  let r: DenseMatrix

  /// Factors a matrix that has at least as many rows as columns.
  init(_ matrix: DenseMatrix) {
    var a = matrix
    var reflectors: [Reflector] = []
    for column in 0..<a.columns {
      let reflector = Reflector(for: (column..<a.rows).map { a[$0, column] })
      reflector.apply(to: &a, row: column, column: column)
      reflectors.append(reflector)
    }
    q = Reflector.product(of: reflectors, rows: a.rows, columns: a.columns)
    var r = DenseMatrix(identity: a.columns, columns: a.columns)
    for row in 0..<a.columns {
      for column in row..<a.columns { r[row, column] = a[row, column] }
    }
    self.r = r
  }

  /// Q with the sign of each column such that R's diagonal is positive, which makes it unique.
  var positiveQ: DenseMatrix {
    var result = q
    for column in 0..<q.columns where r[column, column] < 0 {
      for row in 0..<q.rows { result[row, column] = -result[row, column] }
    }
    return result
  }
}
