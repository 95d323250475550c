import Dispatch
import Foundation

/// Cleans up when the process is told to stop, then lets it stop as it would have.
///
/// Signals that the process was started to ignore, as by `nohup`, stay ignored.
final class Interruption {
  private var sources: [(number: Int32, source: any DispatchSourceSignal)] = []

  /// Waits for signals.
  ///
  /// - Parameter cleanUp: Called on another thread when a signal arrives.
  init(_ cleanUp: @escaping @Sendable () -> Void) {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var previous = sigaction()
      sigaction(number, nil, &previous)
      if Self.isIgnored(previous) { continue }
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(
        signal: number, queue: .global(qos: .userInteractive))
      source.setEventHandler {
        cleanUp()
        signal(number, SIG_DFL)
        // The process may have been started by a thread that blocked the signal.
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, number)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        kill(getpid(), number)
      }
      source.resume()
      sources.append((number, source))
    }
  }

  /// Gives the signals back their usual meaning.
  func end() {
    for (number, source) in sources {
      source.cancel()
      signal(number, SIG_DFL)
    }
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
