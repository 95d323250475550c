import Platform
import SeedCheckpoints
import StrictJSON

/// What the command tells people: everything but results goes to standard error.
enum Terminal {
  /// Opens the null device in place of standard streams that are closed: the next file opened would
  /// take the place of one, and messages would be written into it.
  static func openMissingStreams() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) == -1 {
      // Standard input's mode for output makes writing to it the error that it is.
      _ = open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes a line to standard error.
  static func note(_ line: String) {
    write(line.withoutSteering + "\n")
  }

  /// Writes to standard error; where nobody can read, nobody needs to be told.
  static func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Platform.write(STDERR_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  /// The width of the terminal that results go to, or what `COLUMNS` says; `nil` if they go
  /// elsewhere.
  static var width: Int? {
    if let columns = environmentVariable("COLUMNS").flatMap(Int.init), columns > 0 {
      return columns
    }
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }

  /// How many parameters and tensors a plan has.
  static func size(of plan: InitializationPlan) -> String { size(of: [plan]) }

  /// How many parameters and tensors plans have together.
  static func size(of plans: [InitializationPlan]) -> String {
    let elements = plans.reduce(0) { $0 + $1.elementCount }
    let tensors = plans.reduce(0) { $0 + $1.tensors.count }
    return "\(elements.grouped) parameter\(elements == 1 ? "" : "s") in "
      + "\(tensors) tensor\(tensors == 1 ? "" : "s")"
  }

  /// A duration in the unit that suits it.
  static func time(_ time: Duration) -> String {
    let seconds = Int(time.components.seconds)
    if seconds < 10 {
      return String(
        format: "%.1f s", Double(seconds) + Double(time.components.attoseconds) / 1e18)
    }
    if seconds < 60 { return "\(seconds) s" }
    let minutes = seconds / 60
    if minutes < 60 { return String(format: "%d:%02d min", minutes, seconds % 60) }
    return String(format: "%d:%02d h", minutes / 60, minutes % 60)
  }

  /// A number of bytes with a decimal unit.
  static func bytes(_ count: Int) -> String {
    let units = ["B", "kB", "MB", "GB", "TB", "PB"]
    var value = Double(count)
    var unit = 0
    while value >= 1000 && unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return unit == 0 ? "\(count) B" : String(format: "%.1f ", value) + units[unit]
  }
}
