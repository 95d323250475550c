import ArgumentParser
import Checkpoints
import Platform
import Initializers
import InitializerConfigurations
import SeedCheckpoints

/// The command.
struct Initialize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "initialize",
    abstract: "Make the initial weights of neural networks.",
    discussion: """
      The same seed gives the same bits on every machine, with any number of threads, whole or in \
      slices.
      """,
    version:
      "swift-initializers \(InitializationPlan.programVersion), stream \(NativeStream.version)",
    subcommands: [
      ModelCommand.self, TensorCommand.self, VerifyCommand.self, ListCommand.self,
      InspectCommand.self, CheckCommand.self, SignalCommand.self, ReportCommand.self,
      RecipeCommand.self,
    ])
}

@main
enum Main {
  /// Runs the command; a mistake is one line that begins with "error:", and a status that is not 0.
  static func main() {
    Terminal.openMissingStreams()
    // Writing to a closed pipe or past a file-size limit is then an error that the writer reports,
    // and cleans up after, instead of the end of the process.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      try checkName(CommandLine.arguments.dropFirst().first)
      var command = try Initialize.parseAsRoot()
      try command.run()
    } catch {
      let code = Initialize.exitCode(for: error)
      // Help and version are "errors" that ArgumentParser prints well itself.
      if code.isSuccess { Initialize.exit(withError: error) }
      // What was found has been told already.
      if error is ExitCode { Platform.exit(code.rawValue) }
      Terminal.note("error: \(line(for: error))")
      Platform.exit((error as? CommandError)?.status ?? code.rawValue)
    }
  }

  /// Says what a word is like that is no subcommand: ArgumentParser would only call it unexpected.
  private static func checkName(_ word: String?) throws {
    let names =
      ["help"] + Initialize.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let word, !word.hasPrefix("-"), !names.contains(word) else { return }
    let nearest = nearestNames(to: word, among: names)
    let hint =
      nearest.isEmpty
      ? "the subcommands are \(names.joined(separator: ", "))"
      : "did you mean \(nearest.joined(separator: " or "))?"
    throw ValidationError("there is no subcommand \(word); \(hint)")
  }

  /// What an error says, in one line.
  static func line(for error: any Error) -> String {
    let text =
      switch error {
      case let error as InitializationError: error.message
      case let error as CheckpointError: error.description
      case let error as CommandError: error.description
      default: Initialize.message(for: error)
      }
    let line = text.namingOptions.split(whereSeparator: \.isNewline)
      .map { $0.replacing(/^\s+|\s+$/, with: "") }
      .joined(separator: " ")
    // A name of a page's length has what to do about it at the end.
    return line.count <= 1000 ? line : "\(line.prefix(500)) … \(line.suffix(400))"
  }
}
