import Platform
import Synchronization

/// A bar on standard error that shows how much is made, how fast, and how long the rest takes;
/// nothing unless that is a terminal.
final class ProgressBar: Sendable {
  private struct State {
    var lastDrawn = ContinuousClock.now
    var isVisible = false
  }

  private let total: Int
  private let isEnabled: Bool
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// Creates a bar.
  ///
  /// - Parameters:
  ///   - total: The number of bytes to make.
  ///   - isQuiet: Whether to show nothing.
  init(total: Int, isQuiet: Bool) {
    self.total = total
    isEnabled = !isQuiet && isatty(STDERR_FILENO) == 1
  }

  /// Shows a new state, at most ten times a second; work that is over before that shows nothing.
  func update(_ done: Int) {
    guard isEnabled, total > 0 else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      guard now - state.lastDrawn > .milliseconds(100) else { return }
      state.lastDrawn = now
      state.isVisible = true
      let filled = min(40, 40 * done / total)
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 40 - filled)
      let elapsed = now - start
      let seconds =
        Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
      let left = elapsed * (Double(total - done) / Double(max(1, done)))
      let rate = String(format: "%.2f GB/s", Double(done) / seconds / 1e9)
      draw("\r\(bar) \(100 * done / total)%  \(rate)  \(Terminal.time(left)) left\u{1B}[K")
    }
  }

  /// Takes the bar away.
  func finish() {
    state.withLock { state in
      if state.isVisible { draw("\r\u{1B}[K") }
      state.isVisible = false
    }
  }

  private func draw(_ text: String) {
    Terminal.write(text)
  }
}
