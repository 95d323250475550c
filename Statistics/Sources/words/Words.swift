import ArgumentParser
import Foundation
import Initializers

/// Writes the native stream's 32-bit words to standard output, least significant byte first, until
/// it is closed.
@main
struct Words: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the native stream's words to standard output, for batteries of tests.")

  @Argument(help: "Which words follow each other: \(WordOrder.names).")
  var order: WordOrder
  @Option(help: "The seed, or the first of many.") var seed: UInt64 = 0
  @Option(help: "How many words; as many as are read by default.") var count: Int?
  @Option(help: "A mistake to make, which tests have to find: \(Fault.names).") var fault: Fault?

  func run() throws {
    let source = WordSource(seed: seed, fault: fault)
    var left = count ?? .max
    var step: UInt64 = 0
    var words: [UInt32] = []
    while left > 0 {
      words.removeAll(keepingCapacity: true)
      while words.count < 1 << 16 {
        order.append(to: &words, step: step, source)
        step += 1
      }
      let bytes = words.prefix(left).withUnsafeBytes { Data($0) }
      try FileHandle.standardOutput.write(contentsOf: bytes)
      left -= min(left, words.count)
    }
  }
}
