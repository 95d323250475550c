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

  /// Appends a tensor's elements to memory that is not initialized yet.
  ///
  /// - Parameters:
  ///   - output: The memory; it has room for the slice, or for the shape without one.
  ///   - shape: The dimensions of the whole tensor.
  ///   - slice: The part to make, a range of each axis; `nil` for the whole.
  ///   - path: The name of the tensor's own stream; empty for none.
  ///   - threads: The most threads to use; `nil` to choose.
  ///   - backend: Where random values come from.
  /// - Throws: ``InitializationError``; nothing is appended then.
  public func append<S: Scalar>(
    to output: inout OutputSpan<S>, shape: [Int], slice: [Range<Int>]? = nil, path: String = "",
    threads: Int? = nil, backend: Backend = .native
  ) throws(InitializationError) {
    let request = FillRequest(
      shape: shape, slice: slice, path: path, threads: threads, backend: backend)
    let count = try ElementLayout(request).elements.count
    guard count <= output.freeCapacity else {
      throw InitializationError(
        .invalidShape,
        "shape \(shape) needs room for \(count) elements; the memory has \(output.freeCapacity) left"
      )
    }
    try output.withUnsafeMutableBufferPointer { buffer, initialized throws(InitializationError) in
      let memory = buffer[initialized..<initialized + count]
      var span = MutableSpan(_unsafeElements: UnsafeMutableBufferPointer(rebasing: memory))
      try fillCompletely(&span) { span throws(InitializationError) in try fill(&span, request) }
      initialized += count
    }
  }

  /// Fills memory seen through a buffer, initialized or not, for code that has no spans.
  ///
  /// The parameters are those of the method for spans.
  public func fill<S: Scalar>(
    _ buffer: UnsafeMutableBufferPointer<S>, shape: [Int], slice: [Range<Int>]? = nil,
    path: String = "", threads: Int? = nil, backend: Backend = .native
  ) throws(InitializationError) {
    var span = MutableSpan(_unsafeElements: buffer)
    try fill(&span, shape: shape, slice: slice, path: path, threads: threads, backend: backend)
  }

  /// Fills an array.
  ///
  /// The array's count is that of the slice, or of the shape without one. The other parameters are
  /// those of the method for spans.
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
