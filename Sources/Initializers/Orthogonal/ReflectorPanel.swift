/// Up to 64 consecutive Householder reflectors, and the triangular factor that multiplies them.
struct ReflectorPanel<Element: ArithmeticScalar> {
  /// The vectors v, each zero above its own row, in rows 64 elements apart; all zero at first.
  let vectors: UnsafeMutablePointer<Element>
  /// Tᵀ, 64 by 64; all zero at first.
  let factor: UnsafeMutablePointer<Element>
  /// What turns the sign of each column.
  let signs: UnsafeMutablePointer<Element>
  let rows: Int
  let columns: Int

  private var width: Int { BlockProducts<Element>.width }

  /// Draws the columns x on and below the diagonal.
  func draw(
    from stream: NativeStream, at position: Int, rowStride: Int, _ instructions: InstructionSet
  ) {
    for row in 0..<rows {
      var span = MutableSpan(
        _unsafeStart: vectors + row * width, count: min(row + 1, columns))
      Law.standardNormal.fill(
        &span, from: stream, at: position + row * rowStride, using: instructions)
    }
  }

  /// Turns the columns x into the vectors v, and finds T and the signs; `false` if there is no
  /// memory for it.
  func orthogonalize(_ products: BlockProducts<Element>) -> Bool {
    withScratch(of: Element.self, count: 2 * width * width) { gram in
      gram.initialize(repeating: 0, count: 2 * width * width)
      orthogonalize(products, gram, scratch: gram + width * width)
    }
  }

  private func orthogonalize(
    _ products: BlockProducts<Element>, _ gram: UnsafeMutablePointer<Element>,
    scratch: UnsafeMutablePointer<Element>
  ) {
    products.multiply(
      into: gram, transposed: vectors, vectors, rows: rows, aColumns: columns, bColumns: columns)
    // From the products of the columns x to those of the vectors v, which differ in one element
    // each.
    for column in 0..<columns {
      let first = vectors[column * width + column]
      let length = gram[column * width + column].squareRoot()
      let beta = first < 0 ? length : -length
      for other in 0..<column {
        gram[other * width + column] =
          gram[other * width + column] - beta * vectors[column * width + other]
      }
      vectors[column * width + column] = first - beta
      // Half of vᵀv: ‖x‖ (‖x‖ + |x₀|).
      gram[column * width + column] = length * (first - beta).magnitude
      signs[column] = first < 0 ? 1 : -1
    }
    invert(gram, scratch: scratch)
  }

  /// Writes the transposed inverse of an upper triangular matrix, row by row from the last.
  private func invert(
    _ matrix: UnsafeMutablePointer<Element>, scratch inverse: UnsafeMutablePointer<Element>
  ) {
    for row in (0..<columns).reversed() {
      let diagonal = matrix[row * width + row]
      let target = inverse + row * width
      for other in row + 1..<max(row + 1, columns) {
        let multiple = matrix[row * width + other]
        let source = inverse + other * width
        for column in 0..<width { target[column] = target[column] - multiple * source[column] }
      }
      for column in row + 1..<max(row + 1, columns) { target[column] = target[column] / diagonal }
      target[row] = 1 / diagonal
    }
    for row in 0..<columns {
      for column in row..<columns { factor[column * width + row] = inverse[row * width + column] }
    }
  }
}
