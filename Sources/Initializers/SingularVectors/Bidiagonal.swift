/// An upper bidiagonal matrix.
struct Bidiagonal {
  var diagonal: [Double]
  var superdiagonal: [Double]

  /// Turns a lower bidiagonal matrix, whose subdiagonal stands in ``superdiagonal``, into an upper
  /// one by rotations from the left, which it hands on.
  mutating func rotateToUpper(
    _ convention: PlaneRotation.Convention, _ use: (_ row: Int, PlaneRotation) -> Void
  ) {
    for index in 0..<diagonal.count - 1 {
      let (rotation, length) = PlaneRotation.annihilating(
        diagonal[index], superdiagonal[index], convention)
      diagonal[index] = length
      superdiagonal[index] = rotation.sine * diagonal[index + 1]
      diagonal[index + 1] *= rotation.cosine
      use(index, rotation)
    }
  }

  /// Singular vectors and values with the signs of LAPACK's `dbdsdc`.
  ///
  /// Up to order 25 that is `dbdsqr`. Above, the signs are those of divide and conquer: see
  /// ``DivideAndConquerSigns``.
  func singularVectors(
    _ convention: PlaneRotation.Convention
  ) -> (left: DenseMatrix, rightTransposed: DenseMatrix) {
    let count = diagonal.count
    if count == 1 {
      let sign: Double = diagonal[0].sign == .minus ? -1 : 1
      return (
        DenseMatrix(rows: 1, columns: 1, elements: [sign]), DenseMatrix(identity: 1, columns: 1)
      )
    }
    var iteration = ImplicitQRIteration(self, convention)
    iteration.run()
    var (left, right) = iteration.sorted
    if count > 25 {
      let signs = DivideAndConquerSigns(bidiagonal: self, convention: convention)
      for column in 0..<count where signs.isNegative(left.column(column)) {
        for row in 0..<count {
          left[row, column] = -left[row, column]
          right[column, row] = -right[column, row]
        }
      }
    }
    return (left, right)
  }
}
