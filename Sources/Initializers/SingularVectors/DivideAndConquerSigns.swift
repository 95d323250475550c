/// The signs that LAPACK's divide and conquer gives the left singular vectors of a bidiagonal
/// matrix of order above 25.
///
/// Where two halves are joined, each vector's element of the joining row is negative. A vector
/// without a component there was deflated: it belongs to one half, and the same holds one level
/// down. At the leaves the signs are those of implicit QR.
struct DivideAndConquerSigns {
  let bidiagonal: Bidiagonal
  let convention: PlaneRotation.Convention

  /// Below this a component counts as none.
  private static let deflated = 1e-15

  /// Whether a vector has the other sign in LAPACK's result.
  func isNegative(_ vector: [Double]) -> Bool {
    var start = 0
    var size = bidiagonal.diagonal.count
    // Halving goes on until blocks have at most 25 rows.
    var levels = 1
    while size >> levels >= 26 { levels += 1 }
    for _ in 0..<levels {
      let joint = start + size / 2
      if vector[joint].magnitude > Self.deflated { return vector[joint] > 0 }
      let (left, right) = (start..<joint, joint + 1..<start + size)
      if weight(vector, left) > weight(vector, right) {
        size = left.count
      } else {
        (start, size) = (right.lowerBound, right.count)
      }
    }
    let leaf = leafVectors(start..<start + size)
    let components = (0..<size).map { column in
      (0..<size).reduce(0.0) { $0 + leaf[$1, column] * vector[start + $1] }
    }
    let dominant = components.max { $0.magnitude < $1.magnitude } ?? 1
    return dominant <= 0
  }

  private func weight(_ vector: [Double], _ rows: Range<Int>) -> Double {
    rows.reduce(0) { $0 + vector[$1] * vector[$1] }
  }

  /// The left vectors of a leaf, which has a column more than rows unless it is the last.
  private func leafVectors(_ rows: Range<Int>) -> DenseMatrix {
    let isLast = rows.upperBound == bidiagonal.diagonal.count
    var block = Bidiagonal(
      diagonal: Array(bidiagonal.diagonal[rows]),
      superdiagonal: Array(
        bidiagonal.superdiagonal[rows.lowerBound..<rows.upperBound - (isLast ? 1 : 0)]))
    var rotations = DenseMatrix(identity: rows.count, columns: rows.count)
    if !isLast {
      // To a square lower bidiagonal by rotations from the right, and back to upper from the left.
      let count = rows.count
      for index in 0..<count {
        let (rotation, length) = PlaneRotation.annihilating(
          block.diagonal[index], block.superdiagonal[index], convention)
        block.diagonal[index] = length
        if index < count - 1 {
          block.superdiagonal[index] = rotation.sine * block.diagonal[index + 1]
          block.diagonal[index + 1] *= rotation.cosine
        }
      }
      block.superdiagonal.removeLast()
      block.rotateToUpper(convention) { row, rotation in
        rotations.rotateRows(row, row + 1, by: rotation)
      }
    }
    if rows.count == 1 { return rotations.transposed }
    var iteration = ImplicitQRIteration(block, convention)
    iteration.run()
    return rotations.transposed * iteration.sorted.left
  }
}
