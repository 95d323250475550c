import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A value that the writer vouches is safe to share: here, memory whose parts are written by one thread
/// each.
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
  // Parts start at multiples of 1024, as the pieces that kernels work on do.
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

/// Calls a function on several threads at once, the calling one among them, and returns when all calls have ended.
///
/// Where the system refuses to start a thread, which libdispatch would wait for without an end, fewer work: the function has to take its
/// work from what all share, until there is none.
///
/// - Parameters:
///   - count: The most threads to use.
///   - body: Works until nothing is left to do.
package func onThreads(_ count: Int, _ body: @Sendable () -> Void) {
  withoutActuallyEscaping(body) { body in
    withUnsafePointer(to: body) { work in
      let threads = startThreads(max(0, count - 1), UnsafeMutableRawPointer(mutating: work))
      body()
      for thread in threads { pthread_join(thread, nil) }
    }
  }
}

/// The stack of a thread, in bytes: that of the C library may be small.
private let stackSize = 1 << 22

/// Starts threads that call a function, which has to be there until they have ended.
private func startThreads(_ count: Int, _ work: UnsafeMutableRawPointer) -> [pthread_t] {
  var threads: [pthread_t] = []
  var attributes = pthread_attr_t()
  guard count > 0, pthread_attr_init(&attributes) == 0 else { return [] }
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setstacksize(&attributes, stackSize)
  // Signals are for the threads of who uses the library.
  var (all, before) = (sigset_t(), sigset_t())
  sigfillset(&all)
  pthread_sigmask(SIG_SETMASK, &all, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  for _ in 0..<count {
    // A thread that took the last memory would leave none for the work.
    guard isMemoryLeft(stackSize + 2 * memoryReserve) else { break }
    #if canImport(Darwin)
    var thread: pthread_t?
    let result = pthread_create(&thread, &attributes, { call($0) }, work)
    guard result == 0, let thread else { break }
    #else
    var thread = pthread_t()
    guard pthread_create(&thread, &attributes, { call($0) }, work) == 0 else { break }
    #endif
    threads.append(thread)
  }
  return threads
}

/// What a thread runs.
private func call(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  work?.assumingMemoryBound(to: (@Sendable () -> Void).self).pointee()
  return nil
}
