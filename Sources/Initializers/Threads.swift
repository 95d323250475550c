import Synchronization

import Platform

/// A value that the writer vouches is safe to share: here, memory whose parts are written by one
/// thread each.
package struct UncheckedSendable<Value>: @unchecked Sendable {
  package let value: Value

  package init(_ value: Value) {
    self.value = value
  }
}

/// The number of processors that are online.
package var processorCount: Int {
  max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}

/// A number of threads from 1 to 1024: what is asked for, or the number of processors.
package func usefulThreads(_ threads: Int?) -> Int {
  min(1024, max(1, threads ?? processorCount))
}

/// Runs work over parts of a range of elements, at once where that pays.
///
/// - Parameters:
///   - count: The number of elements.
///   - threads: The most threads to use; `nil` for one a processor. Less than 1 counts as 1.
///   - body: Works on a part; parts are disjoint and cover the range.
package func inParallel(
  over count: Int, threads: Int?, _ body: @Sendable (Range<Int>) -> Void
) {
  // The fewest elements that are worth a part of their own.
  let leastPart = 1 << 16
  // Small work does not even ask how many processors there are, which takes longer.
  let most = count / leastPart > 1 ? usefulThreads(threads) : 1
  guard most > 1 else {
    if count > 0 { body(0..<count) }
    return
  }
  // More parts than threads, so that a thread that was held up does not hold up the rest.
  let parts = min(count / leastPart, most * 4)
  // Parts start at multiples of 1024, as the pieces that loops work on do.
  @Sendable func start(of part: Int) -> Int {
    // Dividing first: the product of a large count could leave Int's range.
    part == parts ? count : (count / parts * part + count % parts * part / parts) & ~1023
  }
  inParallel(overEach: parts, threads: most) { part in
    body(start(of: part)..<start(of: part + 1))
  }
}

/// Runs pieces of work, each on the first thread that is free.
///
/// - Parameters:
///   - count: The number of pieces, which are started in order.
///   - threads: The most threads to use; `nil` for one a processor. Less than 1 counts as 1.
///   - body: Does a piece.
package func inParallel(
  overEach count: Int, threads: Int?, _ body: @Sendable (Int) -> Void
) {
  let threads = min(count, usefulThreads(threads))
  guard threads > 1 else {
    for piece in 0..<max(0, count) { body(piece) }
    return
  }
  let taken = Atomic<Int>(0)
  onThreads(threads) {
    while case let piece = taken.add(1, ordering: .relaxed).oldValue, piece < count {
      body(piece)
    }
  }
}

/// Calls a function on several threads at once, the calling one among them, and returns when all
/// calls have ended.
///
/// Where the system refuses to start a thread, which libdispatch would wait for without an end,
/// fewer work: the function has to take its work from what all share, until there is none.
///
/// - Parameters:
///   - count: The most threads to use.
///   - body: Works until nothing is left to do.
package func onThreads(_ count: Int, _ body: @Sendable () -> Void) {
  guard count > 1 else {
    if count == 1 { body() }
    return
  }
  withoutActuallyEscaping(body) { body in
    withUnsafePointer(to: body) { ThreadPool.shared.run($0, helpers: count - 1) }
  }
}
