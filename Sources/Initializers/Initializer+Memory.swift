extension Initializer {
  /// Fills memory seen through a span.
  ///
  /// - Parameters:
  ///   - span: The memory; its size is that of the slice, or of the shape without one.
  ///   - shape: The dimensions of the whole tensor.
  ///   - slice: The part to make, a range of each axis; `nil` for the whole.
  ///   - path: The name of the tensor's own stream; empty for none.
  ///   - threads: The most threads to use; `nil` to choose.
  ///   - backend: Where random values come from.
  /// - Throws: ``InitializationError``.
  public func fill<S: Scalar>(
    _ span: inout MutableSpan<S>, shape: [Int], slice: [Range<Int>]? = nil, path: String = "",
    threads: Int? = nil, backend: Backend = .native
  ) throws(InitializationError) {
    try fill(
      &span, FillRequest(shape: shape, slice: slice, path: path, threads: threads, backend: backend)
    )
  }

  /// Fills memory seen through a buffer, for code that has no spans.
  ///
  /// - Parameters:
  ///   - buffer: The memory, initialized or not; its size is that of the slice, or of the shape.
  ///   - shape: The dimensions of the whole tensor.
  ///   - slice: The part to make, a range of each axis; `nil` for the whole.
  ///   - path: The name of the tensor's own stream; empty for none.
  ///   - threads: The most threads to use; `nil` to choose.
  ///   - backend: Where random values come from.
  /// - Throws: ``InitializationError``.
  public func fill<S: Scalar>(
    _ buffer: UnsafeMutableBufferPointer<S>, shape: [Int], slice: [Range<Int>]? = nil,
    path: String = "", threads: Int? = nil, backend: Backend = .native
  ) throws(InitializationError) {
    var span = MutableSpan(_unsafeElements: buffer)
    try fill(&span, shape: shape, slice: slice, path: path, threads: threads, backend: backend)
  }

  /// Fills an array.
  ///
  /// - Parameters:
  ///   - array: The array; its count is that of the slice, or of the shape without one.
  ///   - shape: The dimensions of the whole tensor.
  ///   - slice: The part to make, a range of each axis; `nil` for the whole.
  ///   - path: The name of the tensor's own stream; empty for none.
  ///   - threads: The most threads to use; `nil` to choose.
  ///   - backend: Where random values come from.
  /// - Throws: ``InitializationError``.
  public func fill<S: Scalar>(
    _ array: inout [S], shape: [Int], slice: [Range<Int>]? = nil, path: String = "",
    threads: Int? = nil, backend: Backend = .native
  ) throws(InitializationError) {
    // The array's own span needs the newest Apple systems; its buffer does not.
    let result = array.withUnsafeMutableBufferPointer { buffer in
      Result { () throws(InitializationError) in
        try fill(buffer, shape: shape, slice: slice, path: path, threads: threads, backend: backend)
      }
    }
    try result.get()
  }
}
