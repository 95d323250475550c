#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension Array where Element: BitwiseCopyable {
  /// Creates an array in memory that a function fills.
  ///
  /// - Parameters:
  ///   - count: The number of elements.
  ///   - fill: Fills the memory, all of it.
  /// - Throws: What `fill` throws, or ``InitializationError/Code/insufficientMemory``.
  package init(
    initializing count: Int,
    with fill: (inout MutableSpan<Element>) throws(InitializationError) -> Void
  ) throws(InitializationError) {
    guard count != 0 else {
      // The standard library writes the count of 0 too, into a place that all empty arrays share and other threads read.
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
        try fill(&span)
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

/// Throws if the system refuses an allocation, which Swift's own containers would answer with a trap.
///
/// It asks by mapping: a pair of `malloc` and `free` is one that the compiler may leave out.
package func requireMemory(for count: Int, _ stride: Int) throws(InitializationError) {
  let (bytes, overflow) = count.multipliedReportingOverflow(by: stride)
  // What is small is not refused, and not worth a call of the system.
  if !overflow && bytes < 1 << 24 { return }
  if !overflow, let probe = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
    probe != MAP_FAILED
  {
    munmap(probe, bytes)
    return
  }
  throw InitializationError(
    .insufficientMemory,
    "the system refuses to allocate \(count) elements of \(stride) bytes; "
      + "make the tensor in slices, or in a smaller scalar type")
}
