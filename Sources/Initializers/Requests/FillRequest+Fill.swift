extension FillRequest {
  /// Finds out whether the elements of a law can be made, without making any.
  ///
  /// - Parameters:
  ///   - type: The scalar type of the elements.
  ///   - law: The law.
  ///   - seed: The seed of the law's random values; a constant needs none.
  /// - Throws: ``InitializationError`` if the request is invalid, the scalar type cannot follow the
  ///   law, or the stream does not take the seed.
  public func check<S: Scalar>(
    _ type: S.Type, _ law: Law, seed: Seed = 0
  ) throws(InitializationError) {
    try require(law, seed, type)
    _ = try ElementLayout(self)
  }

  private func require<S: Scalar>(
    _ law: Law, _ seed: Seed, _ type: S.Type
  ) throws(InitializationError) {
    try S.check(law)
    if backend != .native, law.isRandom {
      _ = try peerStream(of: law, seed: seed, as: S.scalarType)
    } else {
      try NativeStream.require(seed)
    }
  }

  /// Writes the elements of a law, on several threads where the work is large.
  ///
  /// Built-in initializers are this and a formula for the law's parameters; your own can be, too.
  ///
  /// - Parameters:
  ///   - out: The memory to fill; its size is the number of elements asked for.
  ///   - law: The law.
  ///   - seed: The seed of the law's random values; a constant needs none.
  /// - Throws: ``InitializationError`` if the request is invalid or the scalar type cannot follow
  ///   the law.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, with law: Law, seed: Seed = 0
  ) throws(InitializationError) {
    try require(law, seed, S.self)
    let layout = try self.layout(for: out.count)
    if backend != .native, law.isRandom {
      let count = layout.elements.isEmpty ? 0 : layout.wholeCount
      let values = try peerValues(of: law, seed: seed, count: count, as: S.scalarType)
      try fill(&out, fromWhole: values, layout)
      return
    }
    let stream = NativeStream(seed: seed, path: path)
    out.withUnsafeMutableBufferPointer { buffer in
      let destination = UncheckedSendable(buffer)
      inParallel(over: layout.elements.count, threads: threads) { part in
        layout.forEachRun(in: part) { whole, offset in
          let run = UnsafeMutableBufferPointer(
            rebasing: destination.value[offset..<offset + whole.count])
          var span = MutableSpan(_unsafeElements: run)
          S.fill(&span, with: law, from: stream, at: whole.lowerBound)
        }
      }
    }
  }

  /// Checks the request against the memory it is to fill.
  package func layout(for count: Int) throws(InitializationError) -> ElementLayout {
    let layout = try ElementLayout(self)
    guard layout.elements.count == count else {
      let asked = slice == nil ? "shape \(shape)" : "the slice of shape \(shape)"
      throw InitializationError(
        .invalidShape,
        "\(asked) has \(layout.elements.count) elements, but the memory to fill has \(count)")
    }
    return layout
  }
}
