import Initializers

/// A matrix in panels of 64 columns, which the library's products of blocks work on.
struct PanelMatrix: @unchecked Sendable {
  private static let width = BlockProducts<Double>.width

  let rows: Int
  let columns: Int
  /// The panels one after the other, each row after row; what lies right of the last column is
  /// zero.
  private(set) var elements: [Double]

  /// A matrix of zeros.
  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    let panels = (columns + Self.width - 1) / Self.width
    // Products read up to three rows more than there are.
    elements = Array(repeating: 0, count: (panels * rows + 3) * Self.width)
  }

  /// A matrix of given elements, row after row, or of its transpose.
  init(rows: Int, columns: Int, _ values: [Double], isTransposed: Bool = false) {
    self.init(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns {
        self[row, column] =
          isTransposed ? values[column * rows + row] : values[row * columns + column]
      }
    }
  }

  subscript(row: Int, column: Int) -> Double {
    get { elements[place(row, column)] }
    set { elements[place(row, column)] = newValue }
  }

  private func place(_ row: Int, _ column: Int) -> Int {
    (column / Self.width * rows + row) * Self.width + column % Self.width
  }

  /// Changes every element; the function receives its row and value.
  mutating func update(_ change: (_ row: Int, _ value: Double) -> Double) {
    for column in stride(from: 0, to: columns, by: Self.width) {
      let count = min(Self.width, columns - column)
      for row in 0..<rows {
        let start = place(row, column)
        for index in start..<start + count { elements[index] = change(row, elements[index]) }
      }
    }
  }

  /// Multiplies every element by that of another matrix.
  mutating func multiply(by other: PanelMatrix) {
    for index in elements.indices { elements[index] *= other.elements[index] }
  }

  /// The mean of the squares of all elements.
  var meanSquare: Double {
    elements.reduce(0) { $0 + $1 * $1 } / Double(rows * columns)
  }

  /// leftᵀ · right.
  static func transposedProduct(
    _ left: PanelMatrix, _ right: PanelMatrix, threads: Int?
  ) -> PanelMatrix {
    var result = PanelMatrix(rows: left.columns, columns: right.columns)
    let products = BlockProducts<Double>(using: .selected)
    let (inner, rows, width) = (left.rows, left.columns, width)
    let leftPanels = (rows + width - 1) / width
    let rightPanels = (right.columns + width - 1) / width
    result.elements.withUnsafeMutableBufferPointer { result in
      left.elements.withUnsafeBufferPointer { left in
        right.elements.withUnsafeBufferPointer { right in
          let memory = UncheckedSendable((result, left, right))
          inParallel(overEach: leftPanels * rightPanels, threads: threads) { block in
            let (i, j) = block.quotientAndRemainder(dividingBy: rightPanels)
            let (result, left, right) = memory.value
            guard let target = result.baseAddress, let a = left.baseAddress,
              let b = right.baseAddress
            else { return }
            // Full width, so that what lies right of the last column stays zero.
            products.multiply(
              into: target + (j * rows + i * width) * width, transposed: a + i * inner * width,
              b + j * inner * width, rows: inner, aColumns: min(width, rows - i * width),
              bColumns: width)
          }
        }
      }
    }
    return result
  }
}
