/// A small matrix of `Double`, row after row, for factorizations.
struct DenseMatrix {
  let rows: Int
  let columns: Int
  var elements: [Double]

  /// A matrix of given elements.
  init(rows: Int, columns: Int, elements: [Double]) {
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// The first columns of an identity matrix.
  init(identity rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, elements: Array(repeating: 0, count: rows * columns))
    for index in 0..<min(rows, columns) { self[index, index] = 1 }
  }

  subscript(row: Int, column: Int) -> Double {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  /// Rows and columns exchanged.
  var transposed: DenseMatrix {
    var result = DenseMatrix(
      rows: columns, columns: rows, elements: Array(repeating: 0, count: elements.count))
    for row in 0..<rows {
      for column in 0..<columns { result[column, row] = self[row, column] }
    }
    return result
  }

  /// One column.
  func column(_ column: Int) -> [Double] {
    (0..<rows).map { self[$0, column] }
  }

  /// The matrix product.
  static func * (left: DenseMatrix, right: DenseMatrix) -> DenseMatrix {
    var result = DenseMatrix(
      rows: left.rows, columns: right.columns,
      elements: Array(repeating: 0, count: left.rows * right.columns))
    for row in 0..<left.rows {
      for inner in 0..<left.columns {
        let factor = left[row, inner]
        if factor == 0 { continue }
        for column in 0..<right.columns {
          result.elements[row * right.columns + column] += factor * right[inner, column]
        }
      }
    }
    return result
  }

  /// Rotates two rows: (i, j) ← (c·i + s·j, c·j − s·i).
  mutating func rotateRows(_ i: Int, _ j: Int, by rotation: PlaneRotation) {
    let (c, s) = (rotation.cosine, rotation.sine)
    for column in 0..<columns {
      let (x, y) = (self[i, column], self[j, column])
      self[i, column] = c * x + s * y
      self[j, column] = c * y - s * x
    }
  }
}
