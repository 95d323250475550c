import Platform

/// Memory that starts as zeros, whose parts are written by one thread each.
///
/// The system clears its pages when they are first touched, by the thread that touches them.
final class ZeroedMemory<Element: ArithmeticScalar>: @unchecked Sendable {
  let start: UnsafeMutablePointer<Element>

  /// Allocates memory.
  ///
  /// - Parameter count: The number of elements.
  /// - Throws: ``InitializationError/Code/insufficientMemory``.
  init(count: Int) throws(InitializationError) {
    try requireMemory(for: count, MemoryLayout<Element>.stride)
    guard let memory = calloc(max(1, count), MemoryLayout<Element>.stride) else {
      throw InitializationError(
        .insufficientMemory, "the system refuses to allocate \(count) numbers for a matrix")
    }
    start = memory.bindMemory(to: Element.self, capacity: count)
  }

  deinit {
    free(start)
  }
}
