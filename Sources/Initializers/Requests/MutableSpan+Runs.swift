extension MutableSpan where Element: BitwiseCopyable {
  /// Visits the runs of a layout with the memory each is to be written to.
  ///
  /// - Parameters:
  ///   - layout: A layout with as many elements as this span.
  ///   - body: Receives a run's memory, and its positions in the whole tensor.
  /// - Throws: What `body` throws.
  package mutating func withRuns<Failure: Error>(
    of layout: ElementLayout,
    _ body: (_ run: UnsafeMutableBufferPointer<Element>, _ whole: Range<Int>) throws(Failure) ->
      Void
  ) throws(Failure) {
    try withUnsafeMutableBufferPointer { buffer throws(Failure) in
      try layout.forEachRun(in: 0..<buffer.count) { whole, offset throws(Failure) in
        try body(
          UnsafeMutableBufferPointer(rebasing: buffer[offset..<offset + whole.count]), whole)
      }
    }
  }

  /// Gives a part of the memory as a span of its own.
  mutating func withPart<Failure: Error>(
    _ part: Range<Int>, _ body: (_ part: inout MutableSpan<Element>) throws(Failure) -> Void
  ) throws(Failure) {
    try withUnsafeMutableBufferPointer { buffer throws(Failure) in
      var span = MutableSpan(
        _unsafeElements: UnsafeMutableBufferPointer(rebasing: buffer[part]))
      try body(&span)
    }
  }
}
