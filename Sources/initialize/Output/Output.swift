import Checkpoints
import Platform

/// What the command gives to standard output.
enum Output {
  /// How text looks on a terminal.
  enum Style: String {
    case bold = "1"
    case red = "31"
  }

  /// Writes a line; that it cannot be written is an error, as it is of a file.
  static func write(_ line: String) throws {
    var rest = Array((line + "\n").utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Platform.write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EPIPE {
        // Nobody reads any more, as after head: no mistake, and the end that every program has
        // then.
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
      }
      if count < 0 {
        let reason = String(cString: strerror(errno))
        throw CommandError("cannot write to standard output: \(reason)")
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Writes a text to a file, which is there only when it is complete.
  static func write(_ text: String, to path: String) throws {
    let file = try AtomicFile(destination: path)
    do {
      try Array(text.utf8).withUnsafeBytes { try file.write($0, at: 0) }
      try file.commit()
    } catch {
      file.discard()
      throw error
    }
  }

  /// Text in a style, where it is a person that reads it and nobody has asked for none.
  static func styled(_ text: String, _ style: Style) -> String {
    isColored ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  private static let isColored: Bool = {
    isatty(STDOUT_FILENO) == 1 && environmentVariable("NO_COLOR") ?? "" == ""
      && environmentVariable("TERM") != "dumb"
  }()
}
