extension Tensor: Initializer {
  /// None: each element is a number of its own.
  public func law(for request: FillRequest) -> TensorLaw { .unknown }

  /// Checks the shape, and that the scalar type holds the elements.
  public func check<Target: Scalar>(
    _ type: Target.Type, _ request: FillRequest
  ) throws(InitializationError) {
    try requireShape(of: request)
    _ = try ElementLayout(request)
    if Target.self == Element.self { return }
    for element in elements { _ = try Self.converted(element) as Target }
  }

  private func requireShape(of request: FillRequest) throws(InitializationError) {
    guard request.shape == shape else {
      throw InitializationError(
        .invalidShape,
        "the tensor has shape \(shape); it cannot initialize shape \(request.shape)")
    }
  }

  private static func converted<Target: Scalar>(
    _ element: Element
  ) throws(InitializationError) -> Target {
    // Double would round large integers.
    if let source = element as? any IntegerScalar,
      let target = Target.self as? any IntegerScalar.Type
    {
      guard let same = target.init(equalTo: source.integer) as? Target else {
        throw InitializationError(
          .unsupportedScalarType,
          "\(Target.scalarType.rawValue) cannot hold the element \(source.integer)")
      }
      return same
    }
    return try Target.element(element.nearestDouble, "the element")
  }

  /// Writes the tensor's own elements, converted to the scalar type asked for.
  ///
  /// The shape must be the tensor's; ``ConstantArray`` repeats elements along axes instead. The
  /// same as a tensor given to Keras 3 in an initializer's place.
  public func fill<Target: Scalar>(
    _ out: inout MutableSpan<Target>, _ request: FillRequest
  ) throws(InitializationError) {
    try requireShape(of: request)
    let layout = try request.layout(for: out.count)
    if layout.elements.isEmpty { return try check(Target.self, request) }
    try out.withRuns(of: layout) { run, whole throws(InitializationError) in
      for (index, position) in whole.enumerated() {
        let element = elements[position]
        if let same = element as? Target {
          run[index] = same
        } else {
          run[index] = try Self.converted(element)
        }
      }
    }
  }
}
