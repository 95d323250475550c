extension Initializer {
  /// Makes a tensor, or a part of one.
  ///
  /// - Parameters:
  ///   - type: The scalar type, where the context does not say it.
  ///   - shape: The dimensions of the whole tensor.
  ///   - slice: The part to make, a range of each axis; `nil` for the whole.
  ///   - path: The name of the tensor's own stream; empty for none.
  ///   - threads: The most threads to use; `nil` to choose.
  ///   - backend: Where random values come from.
  /// - Returns: A tensor of the slice's shape, or of `shape`.
  /// - Throws: ``InitializationError``; ``InitializationError/Code/insufficientMemory`` if the
  ///   machine cannot hold the tensor.
  public func tensor<S: Scalar>(
    of type: S.Type = S.self, shape: [Int], slice: [Range<Int>]? = nil, path: String = "",
    threads: Int? = nil, backend: Backend = .native
  ) throws(InitializationError) -> Tensor<S> {
    let request = FillRequest(
      shape: shape, slice: slice, path: path, threads: threads, backend: backend)
    let layout = try ElementLayout(request)
    return Tensor(
      uncheckedShape: slice?.map(\.count) ?? shape,
      elements: try [S](initializing: layout.elements.count) {
        (span: inout MutableSpan<S>) throws(InitializationError) in try fill(&span, request)
      })
  }

  /// Makes a tensor, as Keras's initializers do when they are called.
  ///
  /// - Parameters:
  ///   - shape: The dimensions.
  ///   - path: The name of the tensor's own stream; empty for none.
  /// - Returns: The tensor.
  /// - Throws: ``InitializationError``.
  public func callAsFunction<S: Scalar>(
    shape: [Int], path: String = ""
  ) throws(InitializationError) -> Tensor<S> {
    try tensor(shape: shape, path: path)
  }
}
