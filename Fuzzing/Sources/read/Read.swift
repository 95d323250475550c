import Checkpoints
import Foundation

/// `read` opens the files whose paths stand on standard input, one a line, reads all of their
/// tensors, and prints what it found as a line of JSON each.
@main
struct Read {
  static func main() throws {
    let encoder = JSONEncoder()
    while let path = readLine() {
      // One write a line: whoever waits for the answer gets it, and knows which file stopped this
      // process.
      try FileHandle.standardOutput.write(contentsOf: encoder.encode(Answer(path: path)) + [10])
    }
  }
}
