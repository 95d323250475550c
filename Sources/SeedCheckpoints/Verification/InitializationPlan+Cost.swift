import Initializers

extension InitializationPlan {
  /// Finds out whether making the tensors again costs no more than what they hold justifies.
  ///
  /// A slice of an orthogonal matrix costs the whole: some bytes could ask for hours, and for all memory.
  ///
  /// - Throws: ``VerificationError`` of kind ``VerificationError/Kind/unknown`` naming the first tensor that costs too much.
  func requireModestCost() throws(VerificationError) {
    // Some seconds, and some 100 MB, whatever there is; beyond that so much for each element.
    var operations = 0x1p33
    for tensor in tensors {
      let held = Double(tensor.byteCount / tensor.scalarType.byteCount)
      operations += 0x1p20 * held
      let whole = tensor.isElementwise ? held : tensor.shape.reduce(1) { $0 * Double($1) }
      operations -= tensor.initializer.costOfPart(tensor.parameter(threads: nil))
      guard operations >= 0, whole <= 0x1p23 + 256 * held else {
        throw VerificationError(
          .unknown,
          "\(tensor.name) is a small part of a tensor of shape \(tensor.shape), all of which has to be made; give --allow-costly if that is meant"
        )
      }
    }
  }
}
