import ArgumentParser
import Initializers

/// The options of every subcommand that makes tensors.
struct CommonOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help:
      "The seed, from 0 to 18446744073709551615; if none is given, a fresh one, which is told, or to verify, the one that the files name.",
    transform: Self.seed)
  var seed: UInt64?

  @Option(help: "Where random values come from: the native stream, or a peer's.")
  var backend: Backend = .native

  @OptionGroup var threads: ThreadsOption

  @Flag(help: "Show no progress and no summary; only what there is no other way to know.")
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
