import Initializers
import SeedCheckpoints

/// A tensor of a plan, made, and what it is like.
struct DrawnTensor {
  let use: WeightUse
  let statistics: TensorStatistics
  /// A corner of the tensor, read as a matrix whose columns are the last axis; `nil` if it has no
  /// rows.
  let image: KernelImage?
  /// Whether only the first elements were made.
  let isPart: Bool

  /// Makes a tensor, or the beginning of one that has more elements than the limit.
  init(_ use: WeightUse, limit: Int, threads: Int?) throws(InitializationError) {
    let tensor = use.tensor
    let extents = tensor.extents
    let count = try ElementLayout.elementCount(of: extents)
    // What depends on all elements would have to be made whole.
    let made =
      count > limit && !tensor.initializer.isElementwise(on: tensor.backend) ? 0 : min(count, limit)
    guard let type = tensor.scalarType.scalar else {
      throw InitializationError(
        .unsupportedScalarType, "\(tensor.scalarType.rawValue) does not exist on this platform")
    }
    let values = try Self.values(of: tensor, elements: 0..<made, type, threads)
    var statistics = TensorStatistics()
    statistics.add(values)
    self.use = use
    self.statistics = statistics
    isPart = made < count
    let columns = extents.last ?? 1
    let rows = columns > 0 ? made / max(1, columns) : 0
    let (width, height) = (min(KernelImage.side, columns), min(KernelImage.side, rows))
    guard extents.count >= 2, width > 0, height > 0 else {
      image = nil
      return
    }
    let corner = (0..<height).flatMap { row in
      (0..<width).map { values[row * columns + $0] }
    }
    image = KernelImage(
      corner, width: width, height: height, size: 2.5 * statistics.meanSquare.squareRoot())
  }

  private static func values<S: Scalar>(
    of tensor: PlannedTensor, elements: Range<Int>, _ type: S.Type, _ threads: Int?
  ) throws(InitializationError) -> [Double] {
    let request = tensor.request(elements: elements, threads: threads)
    let made = try [S](initializing: elements.count) { span throws(InitializationError) in
      try tensor.initializer.fill(&span, request)
    }
    return made.map(\.nearestDouble)
  }
}
