import Platform
import Synchronization

/// Cleans up when the process is told to stop, then lets it stop as it would have.
///
/// Signals that the process was started to ignore, as by `nohup`, stay ignored.
final class Interruption: Sendable {
  private let signals: sigset_t
  private let hasEnded = Mutex(false)

  /// Waits for signals, on a thread of its own: queues may have no thread left while all processors
  /// are at work.
  ///
  /// - Parameter cleanUp: Called on another thread when a signal arrives.
  init(_ cleanUp: @escaping @Sendable () -> Void) {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      sigaction(number, nil, &action)
      if !Self.isIgnored(action) { sigaddset(&signals, number) }
    }
    self.signals = signals
    // Blocked here, and so in the threads made from now on, signals are kept until somebody waits
    // for them.
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    startThread { [self] in
      var (waited, number) = (self.signals, Int32(0))
      guard sigwait(&waited, &number) == 0 else { return }
      if !hasEnded.withLock({ $0 }) { cleanUp() }
      signal(number, SIG_DFL)
      pthread_sigmask(SIG_UNBLOCK, &waited, nil)
      kill(getpid(), number)
    }
  }

  /// Gives the signals back their usual meaning.
  func end() {
    hasEnded.withLock { $0 = true }
    var signals = signals
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if canImport(Darwin)
    let handler = action.__sigaction_u.__sa_handler
    #else
    let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
