import Platform

extension Array where Element: BitwiseCopyable {
  /// Creates an array in memory that a function fills.
  ///
  /// - Parameters:
  ///   - count: The number of elements.
  ///   - fill: Fills the memory, all of it; it may be called again if it seems not to have done so.
  /// - Throws: What `fill` throws, ``InitializationError/Code/insufficientMemory``, or
  ///   ``InitializationError/Code/failedElement`` if elements were left unwritten.
  package init(
    initializing count: Int,
    with fill: (inout MutableSpan<Element>) throws(InitializationError) -> Void
  ) throws(InitializationError) {
    guard count != 0 else {
      // The standard library writes the count of 0 too, into a place that all empty arrays share
      // and other threads read.
      var nothing = MutableSpan<Element>()
      try fill(&nothing)
      self.init()
      return
    }
    try requireMemory(for: count, MemoryLayout<Element>.stride)
    var failure: InitializationError?
    self.init(unsafeUninitializedCapacity: count) { buffer, initializedCount in
      var span = MutableSpan(
        _unsafeElements: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      do throws(InitializationError) {
        try fillCompletely(&span, fill)
        initializedCount = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}

extension Array where Element: Numeric & BitwiseCopyable {
  /// Creates an array of zeros.
  ///
  /// - Parameter count: The number of elements.
  /// - Throws: ``InitializationError/Code/insufficientMemory``.
  package init(zeros count: Int) throws(InitializationError) {
    try requireMemory(for: count, MemoryLayout<Element>.stride)
    self.init(repeating: 0, count: count)
  }
}

/// Fills memory of unknown content, and finds out whether elements were left unwritten.
///
/// Bytes that few values have are put in up to 16 elements before. Where they are still there,
/// others are put there and all is filled again: what is not written either time is written never.
///
/// - Parameters:
///   - span: The memory.
///   - fill: Fills it.
/// - Throws: What `fill` throws, or ``InitializationError/Code/failedElement``.
package func fillCompletely<Element: BitwiseCopyable>(
  _ span: inout MutableSpan<Element>,
  _ fill: (inout MutableSpan<Element>) throws(InitializationError) -> Void
) throws(InitializationError) {
  markSamples(&span, 0xA5)
  try fill(&span)
  let suspicious = markedSamples(&span, 0xA5)
  if suspicious == 0 { return }
  markSamples(&span, 0x5B)
  try fill(&span)
  let unwritten = suspicious & markedSamples(&span, 0x5B)
  if unwritten == 0 { return }
  let index = sample(unwritten.trailingZeroBitCount, of: span.count)
  throw InitializationError(
    .failedElement,
    "the initializer left element \(index) of \(span.count) unwritten; it must write all elements of the memory that it gets"
  )
}

/// The most elements that are looked at.
private let sampleCount = 16

/// The index of a sample, from the first element to the last.
private func sample(_ number: Int, of count: Int) -> Int {
  count <= sampleCount
    ? number
    : (count - 1) / (sampleCount - 1) * number
      + (count - 1) % (sampleCount - 1) * number / (sampleCount - 1)
}

private func markSamples<Element: BitwiseCopyable>(
  _ span: inout MutableSpan<Element>, _ mark: UInt8
) {
  let count = span.count
  let size = MemoryLayout<Element>.stride
  span.withUnsafeMutableBytes { bytes in
    for number in 0..<min(sampleCount, count) {
      let start = sample(number, of: count) * size
      for byte in start..<start + size { bytes[byte] = mark }
    }
  }
}

/// A bit for each sample that has nothing but a mark.
private func markedSamples<Element: BitwiseCopyable>(
  _ span: inout MutableSpan<Element>, _ mark: UInt8
) -> UInt32 {
  let count = span.count
  let size = MemoryLayout<Element>.stride
  return span.withUnsafeMutableBytes { bytes in
    var marked: UInt32 = 0
    for number in 0..<min(sampleCount, count) {
      let start = sample(number, of: count) * size
      var byte = start
      while byte < start + size && bytes[byte] == mark { byte += 1 }
      if byte == start + size { marked |= 1 << UInt32(number) }
    }
    return marked
  }
}

/// What is left to the rest of the program by whoever takes memory, in bytes.
let memoryReserve = 1 << 24

/// Whether the system would give that many bytes.
///
/// It asks by mapping: a pair of `malloc` and `free` is one that the compiler may leave out.
func isMemoryLeft(_ bytes: Int) -> Bool {
  guard
    let probe = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
    probe != MAP_FAILED
  else { return false }
  munmap(probe, bytes)
  return true
}

/// Throws if the system refuses an allocation, which Swift's own containers would answer with a
/// trap.
///
/// Small allocations are not asked for one by one: each large one leaves memory for them.
package func requireMemory(for count: Int, _ stride: Int) throws(InitializationError) {
  let (bytes, overflow) = count.multipliedReportingOverflow(by: stride)
  if !overflow && bytes < 1 << 20 { return }
  if !overflow && bytes < Int.max / 2 && isMemoryLeft(bytes + memoryReserve) { return }
  throw outOfMemory(count, stride)
}

/// The error of an allocation that the system refuses.
func outOfMemory(_ count: Int, _ stride: Int) -> InitializationError {
  InitializationError(
    .insufficientMemory,
    "the system refuses to allocate \(count) elements of \(stride) bytes; "
      + "make the tensor in slices, or in a smaller scalar type")
}

/// Calls a function with memory for a while; `false` if the system refuses it.
func withScratch<Element: BitwiseCopyable>(
  of type: Element.Type, count: Int, _ body: (UnsafeMutablePointer<Element>) -> Void
) -> Bool {
  guard let memory = malloc(max(1, count) * MemoryLayout<Element>.stride) else { return false }
  defer { free(memory) }
  body(memory.bindMemory(to: type, capacity: count))
  return true
}
