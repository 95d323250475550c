import Initializers

extension RecordedModel {
  /// Finds out whether making tensors again costs no more than what they hold justifies.
  ///
  /// A slice of an orthogonal matrix costs the whole: some bytes could ask for hours, and for all
  /// memory.
  ///
  /// - Throws: ``VerificationError`` of kind ``VerificationError/Kind/unknown`` naming the first
  ///   tensor that costs too much; `InitializationError` if a shape or slice is invalid.
  static func requireModestCost(of tensors: [PlannedTensor]) throws {
    // Some seconds, and some 100 MB, whatever there is; beyond that so much for each element.
    var operations = 0x1p33
    for tensor in tensors {
      let held = Double(try ElementLayout(tensor.request(threads: nil)).elements.count)
      let isPiecewise = tensor.isElementwise && !tensor.initializer.gathersAxes
      let whole = isPiecewise ? held : tensor.shape.reduce(1) { $0 * Double($1) }
      // Peers' ways are scalar code, some with decompositions of many steps.
      let weight = tensor.backend == .native || isPiecewise ? 1.0 : 256
      operations += 0x1p20 * held
      operations -= weight * tensor.initializer.costOfPart(tensor.request(threads: nil))
      guard operations >= 0, whole <= 0x1p20 + 1024 * held else {
        throw VerificationError(
          .unknown,
          "\(tensor.name) and the tensors before it are small parts of large tensors, such as one of shape \(tensor.shape), which must be made as a whole; give `allowsCostly` to do so"
        )
      }
    }
  }
}

extension Initializer {
  /// Whether a part is gathered from far away, so that all between has to be made.
  fileprivate var gathersAxes: Bool {
    switch self {
    case is ICNR: true
    case let parts as Concatenated: parts.initializers.contains(where: \.gathersAxes)
    case let modifier as any InitializerModifier: modifier.base.gathersAxes
    default: false
    }
  }
}
