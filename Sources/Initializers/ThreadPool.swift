import Platform

/// Threads that wait for work and stay, as starting one takes longer than much of the work.
///
/// Nobody waits for a thread that has not begun: whoever asks for help works, too, and is done when
/// nothing is left and nobody is at it. So threads that cannot be started, or that a fork left
/// behind, are done without.
final class ThreadPool: @unchecked Sendable {
  static let shared = ThreadPool()

  /// A function that several threads call until nothing is left to do.
  typealias Work = UnsafePointer<@Sendable () -> Void>

  /// Work that helpers are wanted for.
  ///
  /// All of it is read and written under the lock.
  private final class Job {
    let work: Work
    /// How many more may begin.
    var wanted: Int
    /// How many are at it.
    var running = 0

    init(_ work: Work, wanted: Int) {
      self.work = work
      self.wanted = wanted
    }
  }

  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let isWorkThere = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let hasEnded = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var jobs: [Job] = []
  private var waitingCount = 0

  /// The stack of a thread, in bytes: that of the C library may be small.
  private static let stackSize = 1 << 22

  private init() {
    pthread_mutex_init(lock, nil)
    pthread_cond_init(isWorkThere, nil)
    pthread_cond_init(hasEnded, nil)
  }

  /// Calls a function here and on other threads, and returns when all calls have ended.
  func run(_ work: Work, helpers: Int) {
    let job = Job(work, wanted: helpers)
    pthread_mutex_lock(lock)
    jobs.append(job)
    startThreads(jobs.reduce(-waitingCount) { $0 + $1.wanted })
    pthread_cond_broadcast(isWorkThere)
    pthread_mutex_unlock(lock)
    work.pointee()
    pthread_mutex_lock(lock)
    jobs.removeAll { $0 === job }
    while job.running > 0 { pthread_cond_wait(hasEnded, lock) }
    pthread_mutex_unlock(lock)
  }

  /// What a thread does for ever.
  fileprivate func help() {
    pthread_mutex_lock(lock)
    while true {
      guard let job = jobs.last(where: { $0.wanted > 0 }) else {
        waitingCount += 1
        pthread_cond_wait(isWorkThere, lock)
        waitingCount -= 1
        continue
      }
      job.wanted -= 1
      job.running += 1
      pthread_mutex_unlock(lock)
      Self.call(job.work)
      pthread_mutex_lock(lock)
      job.running -= 1
      if job.running == 0 { pthread_cond_broadcast(hasEnded) }
    }
  }

  /// Calls a function that its owner may take back as soon as this has returned.
  @inline(never)
  private static func call(_ work: Work) { work.pointee() }

  /// Starts threads, or as many as the system gives; the lock is held.
  private func startThreads(_ count: Int) {
    var attributes = pthread_attr_t()
    guard count > 0, pthread_attr_init(&attributes) == 0 else { return }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, Self.stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    // Signals are for the threads of who uses the library, but for those that tell of a fault where
    // it is.
    var (blocked, before) = (sigset_t(), sigset_t())
    sigfillset(&blocked)
    for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS, SIGPROF] {
      sigdelset(&blocked, fault)
    }
    pthread_sigmask(SIG_SETMASK, &blocked, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    for _ in 0..<count {
      // A thread that took the last memory would leave none for the work.
      guard isMemoryLeft(Self.stackSize + 2 * memoryReserve) else { return }
      #if canImport(Darwin) || canImport(Musl)
      var thread: pthread_t?
      #else
      var thread = pthread_t()
      #endif
      guard pthread_create(&thread, &attributes, { helpForever($0) }, nil) == 0 else { return }
    }
  }
}

#if canImport(Darwin)
private func helpForever(_ nothing: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  ThreadPool.shared.help()
  return nil
}
#else
private func helpForever(_ nothing: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  ThreadPool.shared.help()
  return nil
}
#endif
