extension Tensor: Initializer {
  /// Writes the tensor's own elements, converted to the scalar type asked for.
  ///
  /// The shape must be the tensor's; ``ConstantArray`` repeats elements along axes instead. The same as a tensor given to Keras 3 in an
  /// initializer's place.
  public func fill<Element: Scalar>(
    _ out: inout MutableSpan<Element>, _ parameter: Parameter
  ) throws(InitializationError) {
    guard parameter.shape == shape else {
      throw InitializationError(
        .invalidShape,
        "the tensor has shape \(shape); it cannot initialize shape \(parameter.shape)")
    }
    let layout = try parameter.layout(for: out.count)
    try out.withRuns(of: layout) { run, whole throws(InitializationError) in
      for (index, position) in whole.enumerated() {
        let element = elements[position]
        // Double would round large integers; the same type needs no conversion.
        if let same = element as? Element {
          run[index] = same
        } else {
          run[index] = try Element(constant: element.nearestDouble)
        }
      }
    }
  }
}
