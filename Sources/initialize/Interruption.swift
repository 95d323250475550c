import Dispatch
import Foundation

/// Cleans up when the process is told to stop, then lets it stop as it would have.
final class Interruption {
  private let sources: [any DispatchSourceSignal]

  /// Waits for signals.
  ///
  /// - Parameter cleanUp: Called on another thread when a signal arrives.
  init(_ cleanUp: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(
        signal: number, queue: .global(qos: .userInteractive))
      source.setEventHandler {
        cleanUp()
        signal(number, SIG_DFL)
        kill(getpid(), number)
      }
      source.resume()
      return source
    }
  }

  /// Gives the signals back their usual meaning.
  func end() {
    for source in sources {
      source.cancel()
    }
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
  }
}
