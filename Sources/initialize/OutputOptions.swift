import ArgumentParser
import Checkpoints
import Foundation
import Initializers
import SeedCheckpoints

/// The options of every subcommand that writes tensors, and the writing itself.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The file to write: .safetensors, .npz, .npy, .weights.h5 or .keras; - for standard output.",
      valueName: "file"))
  var output: String?

  @Option(help: "The format, for standard output.")
  var format: CheckpointFormat?

  @Option(
    parsing: .unconditional,
    help: "The seed, from 0 to 18446744073709551615; a fresh one, which is told, if none is given.")
  var seed: UInt64?

  @Option(help: "Where random values come from: the native stream, or a peer's.")
  var backend: Backend = .native

  @Option(
    parsing: .unconditional, help: "The most threads to use; one a processor if not given.")
  var threads: Int?

  @Flag(help: "Show no progress and no summary; only what there is no other way to know.")
  var quiet = false

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads \(threads) is not allowed; give 1 or more")
    }
    if output == "-", format == nil {
      throw ValidationError(
        "writing to standard output needs --format, such as --format safetensors")
    }
    if let format, let output, output != "-", (try? CheckpointFormat(path: output)) != format {
      throw ValidationError(
        "--format \(format.rawValue) is for standard output; the name \(output) says the format")
    }
    if output == "-", isatty(STDOUT_FILENO) == 1 {
      throw ValidationError("standard output is a terminal; redirect it, or name a file")
    }
    if output == "" {
      throw ValidationError("--output needs the name of a file, such as weights.safetensors")
    }
  }

  /// The format of the file to write; `nil` if there is none.
  var writtenFormat: CheckpointFormat? {
    get throws { try format ?? output.map { try CheckpointFormat(path: $0) } }
  }

  /// The seed given, or a fresh one.
  func chosenSeed() -> Seed {
    // Peers take at most 32 bits of seed.
    seed.map { Seed($0) }
      ?? Seed(backend == .native ? Seed.drawn().value : Seed.drawn().value >> 33)
  }

  /// Makes a plan's tensors and writes the file.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - seedIsKnown: Whether the seed was not drawn by ``chosenSeed()``, or does not matter.
  /// - Throws: What is wrong with the plan or the file; the file that was there is then as it was.
  func write(_ plan: InitializationPlan, seedIsKnown: Bool = false) throws {
    let isFresh = seed == nil && !seedIsKnown
    guard let output else {
      throw ValidationError("--output is missing; name a file, such as weights.safetensors")
    }
    let path = output == "-" ? nil : output
    let total = plan.byteCount
    let bar = ProgressBar(total: total, isQuiet: quiet)
    let clock = ContinuousClock()
    var interruption: Interruption?
    let start = clock.now
    defer { interruption?.end() }
    do {
      try plan.write(
        to: path, format: format, threads: threads,
        started: { file in
          interruption = Interruption { file.discard() }
          // Nobody could make the values again without it, so it is told even to those who want quiet.
          if isFresh { Terminal.note("seed: \(plan.seed.integer)") }
        },
        progress: { bar.update($0) })
    } catch {
      bar.finish()
      throw error
    }
    bar.finish()
    if quiet { return }
    let elapsed = clock.now - start
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let speed = String(format: "%.2f s, %.2f GB/s", seconds, Double(total) / seconds / 1e9)
    Terminal.note(
      "\(Terminal.size(of: plan)), \(Terminal.bytes(total)), \(speed)"
        + (plan.isRandom ? ", seed \(plan.seed.integer)" : ""))
  }
}
