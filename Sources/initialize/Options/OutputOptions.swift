import ArgumentParser
import Checkpoints
import Platform
import SeedCheckpoints

/// The options of every subcommand that writes tensors, and the writing itself.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The file to write: \(CheckpointFormat.endings(of: CheckpointFormat.allCases)); or - for standard output, by way of a temporary file in TMPDIR.",
      valueName: "file"))
  var output: String?

  @Option(help: "The format, for standard output.")
  var format: CheckpointFormat?

  @OptionGroup var common: CommonOptions

  func validate() throws {
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
    if let output, (try? CheckpointFormat(path: output)) == nil, Files.isFolder(output) {
      throw ValidationError(
        "--output \(output) is a folder; name a file in it, such as \(output)/weights.safetensors")
    }
    if output == "" {
      throw ValidationError("--output needs the name of a file, such as weights.safetensors")
    }
  }

  /// The format of the file to write; `nil` if there is none.
  var writtenFormat: CheckpointFormat? {
    get throws { try format ?? output.map { try CheckpointFormat(path: $0) } }
  }

  /// Makes a plan's tensors and writes the file.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - seedIsKnown: Whether the seed was not drawn by the command, or does not matter.
  /// - Throws: What is wrong with the plan or the file; the file that was there is then as it was.
  func write(_ plan: InitializationPlan, seedIsKnown: Bool = false) throws {
    guard let output else {
      throw ValidationError("--output is missing; name a file, such as weights.safetensors")
    }
    let writer = PlanWriter(
      format: format, threads: common.threads.most, isQuiet: common.quiet,
      tellsSeed: common.seed == nil && !seedIsKnown)
    try writer.write([(plan, output == "-" ? nil : output)], size: Terminal.size(of: plan))
  }
}
