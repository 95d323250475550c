private final class Work {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

private func run(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let work { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
  return nil
}

/// Starts work on a thread of its own, which nobody waits for.
package func startThread(_ body: @escaping @Sendable () -> Void) {
  var attributes = pthread_attr_t()
  guard pthread_attr_init(&attributes) == 0 else { return }
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
  #if canImport(Darwin) || canImport(Musl)
  var thread: pthread_t?
  #else
  var thread = pthread_t()
  #endif
  let work = Unmanaged.passRetained(Work(body)).toOpaque()
  guard pthread_create(&thread, &attributes, { run($0) }, work) == 0 else {
    return Unmanaged<Work>.fromOpaque(work).release()
  }
}
