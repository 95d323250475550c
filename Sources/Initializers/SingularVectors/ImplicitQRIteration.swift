/// The singular value decomposition of an upper bidiagonal matrix by implicit QR, as LAPACK's
/// `dbdsqr` does it, with the signs of its vectors.
///
/// Source: J. Demmel, W. Kahan, *Accurate Singular Values of Bidiagonal Matrices* (SIAM J. Sci.
/// Stat. Comput. 11, 1990).
struct ImplicitQRIteration {
  private var d: [Double]
  private var e: [Double]
  private var leftTransposed: DenseMatrix
  private var rightTransposed: DenseMatrix
  private let convention: PlaneRotation.Convention

  private static let epsilon = 0x1p-53
  private static let smallest = 0x1p-1022

  init(_ matrix: Bidiagonal, _ convention: PlaneRotation.Convention) {
    d = matrix.diagonal
    e = matrix.superdiagonal
    self.convention = convention
    leftTransposed = DenseMatrix(identity: d.count, columns: d.count)
    rightTransposed = leftTransposed
  }

  /// The vectors in descending order of singular values, which are made positive.
  var sorted: (left: DenseMatrix, rightTransposed: DenseMatrix) {
    let order = d.indices.sorted { (d[$0].magnitude, $1) > (d[$1].magnitude, $0) }
    var left = DenseMatrix(identity: d.count, columns: d.count)
    var right = left
    for (target, source) in order.enumerated() {
      for index in d.indices {
        left[index, target] = leftTransposed[source, index]
        let value = rightTransposed[source, index]
        right[target, index] = d[source] < 0 ? -value : value
      }
    }
    return (left, right)
  }

  /// Iterates until the superdiagonal is zero.
  mutating func run() {
    let count = d.count
    // LAPACK takes ε^(−1/8), which is 98.7, between 10 and 100.
    let tolerance = 0x1.8ace5422aa0dbp+6 * Self.epsilon
    var product = d[0].magnitude
    var least = product
    for index in 1..<count where least != 0 {
      product = d[index].magnitude * (product / (product + e[index - 1].magnitude))
      least = min(least, product)
    }
    let threshold = max(
      tolerance * (least / Double(count).squareRoot()),
      6 * (Double(count) * (Double(count) * Self.smallest)))
    var end = count - 1
    var (oldStart, oldEnd, direction) = (-1, -1, 0)
    // LAPACK's limit; a matrix of no numbers would never end.
    var rounds = 6 * count * count + 64
    while end > 0, rounds > 0 {
      rounds -= 1
      var largest = d[end].magnitude
      var start = 0
      for index in (0..<end).reversed() {
        if e[index].magnitude <= threshold {
          e[index] = 0
          start = index + 1
          break
        }
        largest = max(largest, d[index].magnitude, e[index].magnitude)
      }
      if start == end {
        end -= 1
        continue
      }
      if start == end - 1 {
        diagonalizePair(start)
        end -= 2
        continue
      }
      if start > oldEnd || end < oldStart || direction == 0 {
        direction = d[start].magnitude >= d[end].magnitude ? 1 : 2
      }
      guard let lowest = convergence(start, end, direction, tolerance) else { continue }
      (oldStart, oldEnd) = (start, end)
      let shift = shift(
        start, end, direction, Double(count) * tolerance * (lowest / largest), tolerance)
      sweep(start, end, isDownward: direction == 1, shift: shift)
      let last = direction == 1 ? end - 1 : start
      if e[last].magnitude <= threshold { e[last] = 0 }
    }
  }

  private mutating func diagonalizePair(_ start: Int) {
    let pair = TriangularPair(f: d[start], g: e[start], h: d[start + 1]).decomposition
    d[start] = pair.most
    e[start] = 0
    d[start + 1] = pair.least
    rightTransposed.rotateRows(start, start + 1, by: pair.right)
    leftTransposed.rotateRows(start, start + 1, by: pair.left)
  }

  /// A lower bound of the block's singular values, or `nil` if an element could be set to zero.
  private mutating func convergence(
    _ start: Int, _ end: Int, _ direction: Int, _ tolerance: Double
  ) -> Double? {
    let isDownward = direction == 1
    let (first, last) = isDownward ? (start, end) : (end, start)
    let edge = isDownward ? end - 1 : start
    if e[edge].magnitude <= tolerance * d[last].magnitude {
      e[edge] = 0
      return nil
    }
    var product = d[first].magnitude
    var least = product
    for step in 0..<end - start {
      let index = isDownward ? start + step : end - 1 - step
      if e[index].magnitude <= tolerance * product {
        e[index] = 0
        return nil
      }
      let next = isDownward ? index + 1 : index
      product = d[next].magnitude * (product / (product + e[index].magnitude))
      least = min(least, product)
    }
    return least
  }

  private func shift(
    _ start: Int, _ end: Int, _ direction: Int, _ gap: Double, _ tolerance: Double
  ) -> Double {
    // A shift that would spoil the accuracy of small singular values is not used.
    if gap <= max(Self.epsilon, 0.01 * tolerance) { return 0 }
    let isDownward = direction == 1
    let reference = d[isDownward ? start : end].magnitude
    let corner = isDownward ? end - 1 : start
    let shift = TriangularPair(f: d[corner], g: e[corner], h: d[corner + 1]).smallest
    let ratio = shift / reference
    return reference > 0 && ratio * ratio < Self.epsilon ? 0 : shift
  }

  private mutating func sweep(_ start: Int, _ end: Int, isDownward: Bool, shift: Double) {
    var lefts: [(row: Int, rotation: PlaneRotation)] = []
    var rights: [(row: Int, rotation: PlaneRotation)] = []
    if shift == 0 {
      (lefts, rights) = isDownward ? zeroShiftDown(start, end) : zeroShiftUp(start, end)
    } else {
      (lefts, rights) =
        isDownward ? shiftedDown(start, end, shift) : shiftedUp(start, end, shift)
    }
    for (row, rotation) in rights { rightTransposed.rotateRows(row, row + 1, by: rotation) }
    for (row, rotation) in lefts { leftTransposed.rotateRows(row, row + 1, by: rotation) }
  }

  private typealias Rotations = [(row: Int, rotation: PlaneRotation)]

  private mutating func zeroShiftDown(_ start: Int, _ end: Int) -> (Rotations, Rotations) {
    var (lefts, rights): (Rotations, Rotations) = ([], [])
    var rotation = PlaneRotation(cosine: 1, sine: 0)
    var old = PlaneRotation(cosine: 1, sine: 0)
    for index in start..<end {
      let length: Double
      (rotation, length) = PlaneRotation.annihilating(
        d[index] * rotation.cosine, e[index], convention)
      if index > start { e[index - 1] = old.sine * length }
      (old, d[index]) = PlaneRotation.annihilating(
        old.cosine * length, d[index + 1] * rotation.sine, convention)
      rights.append((index, rotation))
      lefts.append((index, old))
    }
    let h = d[end] * rotation.cosine
    d[end] = h * old.cosine
    e[end - 1] = h * old.sine
    return (lefts, rights)
  }

  private mutating func zeroShiftUp(_ start: Int, _ end: Int) -> (Rotations, Rotations) {
    var (lefts, rights): (Rotations, Rotations) = ([], [])
    var rotation = PlaneRotation(cosine: 1, sine: 0)
    var old = PlaneRotation(cosine: 1, sine: 0)
    for index in (start + 1...end).reversed() {
      let length: Double
      (rotation, length) = PlaneRotation.annihilating(
        d[index] * rotation.cosine, e[index - 1], convention)
      if index < end { e[index] = old.sine * length }
      (old, d[index]) = PlaneRotation.annihilating(
        old.cosine * length, d[index - 1] * rotation.sine, convention)
      lefts.append((index - 1, rotation.reversed))
      rights.append((index - 1, old.reversed))
    }
    let h = d[start] * rotation.cosine
    d[start] = h * old.cosine
    e[start] = h * old.sine
    return (lefts, rights)
  }

  private mutating func shiftedDown(
    _ start: Int, _ end: Int, _ shift: Double
  ) -> (Rotations, Rotations) {
    var (lefts, rights): (Rotations, Rotations) = ([], [])
    var f =
      (d[start].magnitude - shift) * (Double(signOf: d[start], magnitudeOf: 1) + shift / d[start])
    var g = e[start]
    for index in start..<end {
      let (right, length) = PlaneRotation.annihilating(f, g, convention)
      if index > start { e[index - 1] = length }
      f = right.cosine * d[index] + right.sine * e[index]
      e[index] = right.cosine * e[index] - right.sine * d[index]
      g = right.sine * d[index + 1]
      d[index + 1] = right.cosine * d[index + 1]
      let left: PlaneRotation
      (left, d[index]) = PlaneRotation.annihilating(f, g, convention)
      f = left.cosine * e[index] + left.sine * d[index + 1]
      d[index + 1] = left.cosine * d[index + 1] - left.sine * e[index]
      if index < end - 1 {
        g = left.sine * e[index + 1]
        e[index + 1] = left.cosine * e[index + 1]
      }
      rights.append((index, right))
      lefts.append((index, left))
    }
    e[end - 1] = f
    return (lefts, rights)
  }

  private mutating func shiftedUp(
    _ start: Int, _ end: Int, _ shift: Double
  ) -> (Rotations, Rotations) {
    var (lefts, rights): (Rotations, Rotations) = ([], [])
    var f = (d[end].magnitude - shift) * (Double(signOf: d[end], magnitudeOf: 1) + shift / d[end])
    var g = e[end - 1]
    for index in (start + 1...end).reversed() {
      let (left, length) = PlaneRotation.annihilating(f, g, convention)
      if index < end { e[index] = length }
      f = left.cosine * d[index] + left.sine * e[index - 1]
      e[index - 1] = left.cosine * e[index - 1] - left.sine * d[index]
      g = left.sine * d[index - 1]
      d[index - 1] = left.cosine * d[index - 1]
      let right: PlaneRotation
      (right, d[index]) = PlaneRotation.annihilating(f, g, convention)
      f = right.cosine * e[index - 1] + right.sine * d[index - 1]
      d[index - 1] = right.cosine * d[index - 1] - right.sine * e[index - 1]
      if index > start + 1 {
        g = right.sine * e[index - 2]
        e[index - 2] = right.cosine * e[index - 2]
      }
      lefts.append((index - 1, left.reversed))
      rights.append((index - 1, right.reversed))
    }
    e[start] = f
    return (lefts, rights)
  }
}

extension PlaneRotation {
  /// The rotation by the opposite angle.
  fileprivate var reversed: PlaneRotation { PlaneRotation(cosine: cosine, sine: -sine) }
}
