/// A = Q B Pᵀ with an upper bidiagonal B, for a matrix with at least as many rows as columns, by
/// Householder reflectors as LAPACK's `dgebrd`.
struct Bidiagonalization {
  /// B.
  let bidiagonal: Bidiagonal
  /// Q, of A's shape.
  let q: DenseMatrix
  /// P, square.
  let p: DenseMatrix

  init(_ matrix: DenseMatrix) {
    var a = matrix
    let (rows, columns) = (a.rows, a.columns)
    var (left, right): ([Reflector], [Reflector]) = ([], [])
    for index in 0..<columns {
      let reflector = Reflector(for: (index..<rows).map { a[$0, index] })
      reflector.apply(to: &a, row: index, column: index)
      left.append(reflector)
      if index < columns - 1 {
        let reflector = Reflector(for: (index + 1..<columns).map { a[index, $0] })
        reflector.applyFromRight(to: &a, row: index, column: index + 1)
        right.append(reflector)
      }
    }
    bidiagonal = Bidiagonal(diagonal: left.map(\.beta), superdiagonal: right.map(\.beta))
    q = Reflector.product(of: left, rows: rows, columns: columns)
    p = Reflector.product(of: right, rows: columns, columns: columns, offset: 1)
  }
}
