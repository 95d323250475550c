/// How the shapes that come out of a class's layers follow from those that go in.
enum OutputShapes: Sendable {
  /// A rule, which completes the layers inside; it gives `nil` where a layer leaves its shapes
  /// open.
  case rule(@Sendable (inout LayerShapes) -> [Shape]?)
  /// There can be no rule, for a reason.
  case unknown(because: String)

  /// The shape of the first input.
  static let unchanged = one { _, input in input }

  /// One shape, which follows from that of the first input.
  static func one(
    _ rule: @escaping @Sendable (LayerShapes, Shape) -> Shape?
  ) -> OutputShapes {
    .rule { layer in layer.input.flatMap { rule(layer, $0) }.map { [$0] } }
  }
}

/// The dimensions of a tensor; `nil` for those that are open, such as the batch.
typealias Shape = [Int?]

extension Shape {
  /// The shape of one step.
  var removingTime: Self { Array(prefix(1) + dropFirst(2)) }

  /// The size of an axis, counted from the end if negative; `nil` also if there is no such axis.
  func dimension(_ axis: Int) -> Int? {
    let place = axis < 0 ? count + axis : axis
    return indices.contains(place) ? self[place] : nil
  }
}
