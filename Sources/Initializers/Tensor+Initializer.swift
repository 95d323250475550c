extension Tensor: Initializer {
  /// None: each element is a number of its own.
  public func law(for request: FillRequest) -> TensorLaw { .unknown }

  /// Checks the shape, and that the scalar type holds the elements.
  public func check<Element: Scalar>(
    _ type: Element.Type, _ request: FillRequest
  ) throws(InitializationError) {
    try requireShape(of: request)
    _ = try ElementLayout(request)
    if Element.self == S.self { return }
    for element in elements { _ = try Self.converted(element) as Element }
  }

  private func requireShape(of request: FillRequest) throws(InitializationError) {
    guard request.shape == shape else {
      throw InitializationError(
        .invalidShape,
        "the tensor has shape \(shape); it cannot initialize shape \(request.shape)")
    }
  }

  private static func converted<Element: Scalar>(
    _ element: S
  ) throws(InitializationError) -> Element {
    // Double would round large integers.
    if let source = element as? any IntegerScalar,
      let target = Element.self as? any IntegerScalar.Type
    {
      guard let same = target.init(equalTo: source.integer) as? Element else {
        throw InitializationError(
          .unsupportedScalarType,
          "\(Element.scalarType.rawValue) cannot hold the element \(source.integer)")
      }
      return same
    }
    return try Element.element(element.nearestDouble, "the element")
  }

  /// Writes the tensor's own elements, converted to the scalar type asked for.
  ///
  /// The shape must be the tensor's; ``ConstantArray`` repeats elements along axes instead. The same as a tensor given to Keras 3 in an
  /// initializer's place.
  public func fill<Element: Scalar>(
    _ out: inout MutableSpan<Element>, _ request: FillRequest
  ) throws(InitializationError) {
    try requireShape(of: request)
    let layout = try request.layout(for: out.count)
    if layout.elements.isEmpty { return try check(Element.self, request) }
    try out.withRuns(of: layout) { run, whole throws(InitializationError) in
      for (index, position) in whole.enumerated() {
        let element = elements[position]
        if let same = element as? Element {
          run[index] = same
        } else {
          run[index] = try Self.converted(element)
        }
      }
    }
  }
}
