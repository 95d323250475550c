import Initializers

/// The pieces that the tensors of a plan are made in, in order: a list that takes no memory for
/// each piece.
struct PlanPieces: Sendable {
  /// The elements of a tensor that are made at once.
  struct Piece: Sendable {
    let tensor: Int
    let elements: Range<Int>
  }

  /// The most bytes of a piece, so that memory stays small: 1 MiB.
  static let byteCount = 1 << 20

  /// The tensors, each with its number of elements, and of elements in a piece.
  private var tensors: [(tensor: Int, count: Int, step: Int)] = []
  /// The number of pieces before each tensor's.
  private var starts: [Int] = []
  /// The number of pieces.
  private(set) var count = 0

  /// Adds the pieces of a tensor.
  mutating func add(tensor: Int, count elements: Int, _ type: ScalarType) {
    let step = Self.byteCount / type.byteCount
    if elements == 0 { return }
    tensors.append((tensor, elements, step))
    starts.append(count)
    count += (elements + step - 1) / step
  }

  /// A piece by its number.
  subscript(number: Int) -> Piece {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= number { low = middle } else { high = middle }
    }
    let (tensor, count, step) = tensors[low]
    let start = (number - starts[low]) * step
    return Piece(tensor: tensor, elements: start..<min(start + step, count))
  }
}
