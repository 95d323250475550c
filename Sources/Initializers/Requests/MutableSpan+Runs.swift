import Synchronization

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

  /// Visits the runs of a layout from several threads at once, where that pays.
  ///
  /// - Parameters:
  ///   - layout: A layout with as many elements as this span.
  ///   - threads: The most threads to use; `nil` for one a processor.
  ///   - body: Receives a run's memory, and its positions in the whole tensor.
  /// - Throws: What `body` throws for the first run that it throws for.
  mutating func withRuns<Failure: Error>(
    of layout: ElementLayout, threads: Int?,
    _ body:
      @Sendable (_ run: UnsafeMutableBufferPointer<Element>, _ whole: Range<Int>)
      throws(Failure) -> Void
  ) throws(Failure) {
    let failure = Mutex<(start: Int, error: Failure)?>(nil)
    withUnsafeMutableBufferPointer { buffer in
      let memory = UncheckedSendable(buffer)
      inParallel(over: buffer.count, threads: threads) { part in
        do throws(Failure) {
          try layout.forEachRun(in: part) { whole, offset throws(Failure) in
            try body(
              UnsafeMutableBufferPointer(rebasing: memory.value[offset..<offset + whole.count]),
              whole)
          }
        } catch {
          failure.withLock { first in
            if first.map({ $0.start > part.lowerBound }) ?? true {
              first = (part.lowerBound, error)
            }
          }
        }
      }
    }
    if let failure = failure.withLock(\.self) { throw failure.error }
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
