/// The singular vectors of a matrix with the signs that LAPACK's `dgesdd` gives them, as NumPy's
/// `svd` returns them.
///
/// LAPACK leaves the signs to its algorithm. They are reproduced by doing what it does: Householder
/// bidiagonalization, then implicit QR or, above order 25, divide and conquer.
struct SingularVectors {
  /// The left vectors as columns; as many as the short side.
  let left: DenseMatrix
  /// The right vectors as rows; as many as the short side.
  let rightTransposed: DenseMatrix

  /// Decomposes a matrix.
  init(_ matrix: DenseMatrix, _ convention: PlaneRotation.Convention) {
    let (rows, columns) = (matrix.rows, matrix.columns)
    if rows >= columns {
      // Much taller matrices are made square first.
      let factors = rows > columns && rows >= columns * 11 / 6 ? QRFactorization(matrix) : nil
      let reduced = Bidiagonalization(factors?.r ?? matrix)
      let (u, v) = reduced.bidiagonal.singularVectors(convention)
      let left = reduced.q * u
      self.left = factors.map { $0.q * left } ?? left
      rightTransposed = v * reduced.p.transposed
    } else if columns >= rows * 11 / 6 {
      let factors = QRFactorization(matrix.transposed)
      let reduced = Bidiagonalization(factors.r.transposed)
      let (u, v) = reduced.bidiagonal.singularVectors(convention)
      left = reduced.q * u
      rightTransposed = v * reduced.p.transposed * factors.q.transposed
    } else {
      // The transposed problem gives a lower bidiagonal, which is rotated.
      let reduced = Bidiagonalization(matrix.transposed)
      var bidiagonal = reduced.bidiagonal
      var rotations = DenseMatrix(identity: rows, columns: rows)
      bidiagonal.rotateToUpper(convention) { row, rotation in
        rotations.rotateRows(row, row + 1, by: rotation)
      }
      let (u, v) = bidiagonal.singularVectors(convention)
      left = reduced.p * (rotations.transposed * u)
      rightTransposed = v * reduced.q.transposed
    }
  }
}
