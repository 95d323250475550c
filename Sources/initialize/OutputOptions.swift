import ArgumentParser
import Checkpoints
import Foundation
import Initializers
import SeedCheckpoints

/// The options of every subcommand that writes tensors, and the writing itself.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The file to write: .safetensors, .npy or .npz; - for standard output.", valueName: "file"))
  var output: String?

  @Option(help: "The format, for standard output: safetensors, npy or npz.")
  var format: CheckpointFormat?

  @Option(help: "The seed, from 0 to 18446744073709551615; a fresh one if none is given.")
  var seed: UInt64?

  @Option(help: "Where random values come from: the native stream, or a peer's.")
  var backend: Backend = .native

  @Option(help: "The most threads to use; one a processor if not given.")
  var threads: Int?

  @Flag(help: "Show no progress and no summary.")
  var quiet = false

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads \(threads) is not allowed; give 1 or more")
    }
    if output == "-", format == nil {
      throw ValidationError("writing to standard output needs --format safetensors, npy or npz")
    }
    if output == "" {
      throw ValidationError("--output needs the name of a file, such as weights.safetensors")
    }
  }

  /// The seed given, or a fresh one that is told even to those who asked for quiet.
  func chosenSeed() -> Seed {
    if let seed { return Seed(seed) }
    // Peers take at most 32 bits of seed.
    let fresh = Seed(backend == .native ? Seed.drawn().value : Seed.drawn().value >> 33)
    Terminal.note("seed: \(fresh.value)")
    return fresh
  }

  /// Makes a plan's tensors and writes the file.
  func write(_ plan: InitializationPlan) throws {
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
        started: { writer in interruption = Interruption { writer.discard() } },
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
      "\(Terminal.grouped(plan.elementCount)) parameters in \(plan.tensors.count) tensors, "
        + "\(Terminal.bytes(total)), \(speed), seed \(plan.seed.integer)")
  }
}
