import ArgumentParser
import Initializers

/// The options of every subcommand that makes tensors.
struct CommonOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help:
      "The seed, from 0 to 18446744073709551615; the default is a fresh seed, which is printed, or to verify, the seed that the files record.",
    transform: Self.seed)
  var seed: UInt64?

  @Option(help: "Where random values come from: the native stream, or a Keras backend's generator.")
  var backend: Backend = .native

  @OptionGroup var threads: ThreadsOption

  @Flag(help: "Print no progress and no summary, only what you cannot learn in any other way.")
  var quiet = false

  /// Reads a seed.
  @Sendable
  static func seed(_ text: String) throws -> UInt64 {
    guard let seed = UInt64(text) else {
      throw ValidationError("give an integer from 0 to 18446744073709551615")
    }
    return seed
  }

  /// The seed given, or a fresh one.
  func chosenSeed() -> Seed {
    // Peers take at most 32 bits of seed.
    seed.map { Seed($0) }
      ?? Seed(backend == .native ? Seed.drawn().value : Seed.drawn().value >> 33)
  }
}
