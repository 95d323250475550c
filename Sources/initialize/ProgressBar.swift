import Foundation
import Synchronization

/// A bar on standard error that shows how much of a file is made; nothing unless that is a terminal.
final class ProgressBar: Sendable {
  private struct State {
    var lastDrawn = ContinuousClock.now
    var isVisible = false
  }

  private let total: Int
  private let isEnabled: Bool
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
      draw("\r\(bar) \(100 * done / total)%")
    }
  }

  /// Takes the bar away.
  func finish() {
    state.withLock { state in
      if state.isVisible { draw("\r\u{1B}[K") }
    }
  }

  private func draw(_ text: String) {
    Terminal.write(text)
  }
}
