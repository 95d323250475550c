import Synchronization

/// A product of Householder reflectors made from normal draws, one a column.
///
/// Reflector j is H = I − 2 v vᵀ / vᵀv, where v is the column x of independent normal draws from
/// row j down with x₀ − β in place of x₀, and β = −sign(x₀) ‖x‖, so that H x = β e. The product of
/// all of them, each column's sign turned so that the implied β is positive, is Haar distributed.
///
/// Up to 64 reflectors at a time are a panel V, whose product is I − V T Vᵀ with an upper
/// triangular T: T⁻¹ is the part of VᵀV above the diagonal plus half the diagonal. This holds for
/// every V, so that rounding errors in V do not make the product less orthogonal.
///
/// Sources: R. Schreiber, C. Van Loan, *A storage-efficient WY representation for products of
/// Householder transformations* (SIAM J. Sci. Stat. Comput. 10, 1989); C. Puglisi, *Modification of
/// the Householder method based on the compact WY representation* (SIAM J. Sci. Stat. Comput. 13,
/// 1992).
package struct HouseholderProduct<Element: ArithmeticScalar> {
  private typealias Products = BlockProducts<Element>

  /// The most columns of a panel, and of a stripe of the result.
  package static var width: Int { Products.width }

  private let rows: Int
  private let columns: Int
  private let products: Products
  /// The panels V one after the other: panel p has the rows from p · 64 on.
  private let panels: ZeroedMemory<Element>
  /// The matrices Tᵀ, one a panel.
  private let factors: ZeroedMemory<Element>
  /// What turns each column's sign.
  private let signs: ZeroedMemory<Element>

  /// Draws the reflectors.
  ///
  /// - Parameters:
  ///   - rows: The number of rows.
  ///   - columns: The number of columns, at most `rows`.
  ///   - stream: The stream of normal draws; element (i, j) takes the draw i · columns + j.
  ///   - threads: The most threads to use; `nil` to choose.
  ///   - instructions: The instruction set, which values do not depend on.
  /// - Throws: ``InitializationError/Code/insufficientMemory``.
  package init(
    rows: Int, columns: Int, from stream: NativeStream, threads: Int?,
    using instructions: InstructionSet = .selected
  ) throws(InitializationError) {
    let width = Self.width
    let count = (columns + width - 1) / width
    self.rows = rows
    self.columns = columns
    products = Products(using: instructions)
    // Products read up to three rows more than there are.
    panels = try ZeroedMemory(count: Self.panelStart(count, rows: rows) + 3 * width)
    factors = try ZeroedMemory(count: count * width * width)
    signs = try ZeroedMemory(count: count * width)
    let isRefused = Atomic(false)
    inParallel(overEach: count, threads: threads) { [panels, factors, signs, products] panel in
      let reflectors = ReflectorPanel(
        vectors: panels.start + Self.panelStart(panel, rows: rows),
        factor: factors.start + panel * width * width, signs: signs.start + panel * width,
        rows: rows - panel * width, columns: min(width, columns - panel * width))
      reflectors.draw(
        from: stream, at: panel * width * (columns + 1), rowStride: columns, instructions)
      if !reflectors.orthogonalize(products) { isRefused.store(true, ordering: .relaxed) }
    }
    if isRefused.load(ordering: .relaxed) {
      throw outOfMemory(2 * width * width, MemoryLayout<Element>.stride)
    }
  }

  private static func stripeSize(_ rows: Int, transposed: Bool) -> Int {
    (transposed ? 2 : 1) * rows * width + 2 * width * width
  }

  /// Where a panel's vectors start.
  private static func panelStart(_ panel: Int, rows: Int) -> Int {
    // Panel p has rows − 64 p rows of 64 elements.
    width * (panel * rows - width * (panel * (panel - 1) / 2))
  }

  /// Visits the first columns of the product, a matrix of `rows` by `columns`, in runs of elements.
  ///
  /// Columns do not depend on each other: they are made in stripes of up to 64.
  ///
  /// - Parameters:
  ///   - transposed: Whether to visit the transposed matrix.
  ///   - threads: The most threads to use; `nil` to choose.
  ///   - body: Receives consecutive elements and the row-major position of the first. It is called
  ///     on several threads at once.
  /// - Throws: ``InitializationError/Code/insufficientMemory``.
  package func forEachRun(
    transposed: Bool, threads: Int?,
    _ body: @Sendable (_ position: Int, _ elements: UnsafeBufferPointer<Element>) -> Void
  ) throws(InitializationError) {
    let width = Self.width
    let count = (columns + width - 1) / width
    let size = Self.stripeSize(rows, transposed: transposed)
    let isRefused = Atomic(false)
    inParallel(overEach: count, threads: threads) { turn in
      // The last stripes take the most work, so they come first.
      let stripe = count - 1 - turn
      let column = stripe * width
      let stripeColumns = min(width, columns - column)
      let isThere = withScratch(of: Element.self, count: size) { coefficients in
        let elements = coefficients + 2 * width * width
        elements.initialize(repeating: 0, count: rows * width)
        for offset in 0..<stripeColumns {
          elements[(column + offset) * width + offset] = signs.start[column + offset]
        }
        applyPanels(
          through: stripe, to: elements, columns: stripeColumns, scratch: coefficients)
        if transposed {
          let turned = elements + rows * width
          transpose(elements, to: turned, columns: stripeColumns)
          body(
            column * rows, UnsafeBufferPointer(start: turned, count: stripeColumns * rows))
        } else {
          for row in 0..<rows {
            body(
              row * columns + column,
              UnsafeBufferPointer(start: elements + row * width, count: stripeColumns))
          }
        }
      }
      if !isThere { isRefused.store(true, ordering: .relaxed) }
    }
    if isRefused.load(ordering: .relaxed) {
      throw outOfMemory(size, MemoryLayout<Element>.stride)
    }
  }

  /// Turns a stripe's rows into columns, a few rows at a time, so that writes are not all far
  /// apart.
  private func transpose(
    _ elements: UnsafePointer<Element>, to turned: UnsafeMutablePointer<Element>,
    columns stripeColumns: Int
  ) {
    for first in stride(from: 0, to: rows, by: 16) {
      for column in 0..<stripeColumns {
        for row in first..<min(first + 16, rows) {
          turned[column * rows + row] = elements[row * Self.width + column]
        }
      }
    }
  }

  /// Applies the panels that touch a stripe, from the last to the first; the scratch memory is for
  /// 2 · 64² elements.
  private func applyPanels(
    through last: Int, to elements: UnsafeMutablePointer<Element>, columns stripeColumns: Int,
    scratch coefficients: UnsafeMutablePointer<Element>
  ) {
    let width = Self.width
    coefficients.initialize(repeating: 0, count: 2 * width * width)
    let weights = coefficients + width * width
    for panel in (0...last).reversed() {
      let vectors = panels.start + Self.panelStart(panel, rows: rows)
      let panelRows = rows - panel * width
      let panelColumns = min(width, columns - panel * width)
      let part = elements + panel * width * width
      // Before the stripe's own rows its columns are still zero.
      let skipped = panel < last ? width : 0
      products.multiply(
        into: coefficients, transposed: vectors + skipped * width, part + skipped * width,
        rows: panelRows - skipped, aColumns: panelColumns, bColumns: stripeColumns)
      products.multiply(
        into: weights, transposed: factors.start + panel * width * width, coefficients,
        rows: panelColumns, aColumns: panelColumns, bColumns: stripeColumns)
      products.subtractProduct(
        from: part, vectors, weights, rows: panelRows, inner: panelColumns,
        columns: stripeColumns)
    }
  }
}
