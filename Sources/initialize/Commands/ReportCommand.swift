import ArgumentParser
import Diagnostics
import Platform
import Initializers
import SeedCheckpoints

/// `initialize report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make a page with pictures of a model's initial weights.",
    discussion: """
      For every tensor, the page shows a histogram of its values with their density, a picture, and the gain of its \
      layer. It also shows the findings of initialize check. The page is self-contained.
      """)

  @Argument(
    help: ArgumentHelp(
      "The model: what model.to_json() writes, a .keras file, a manifest, or safetensors files.",
      valueName: "model"))
  var model: String

  @Option(help: ArgumentHelp("The page to write, an .html file.", valueName: "file"))
  var output: String

  @OptionGroup var options: ModelOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard output.hasSuffix(".html") else {
      throw ValidationError("--output \(output) must end in .html")
    }
  }

  func run() throws {
    let file = try options.file(model)
    let seed = common.chosenSeed()
    let plan = try options.plan(of: file, seed: seed, backend: common.backend)
    let bar = ProgressBar(total: plan.byteCount, isQuiet: common.quiet)
    defer { bar.finish() }
    let name = model.split(separator: "/").last.map(String.init) ?? model
    let report = try ModelReport(
      of: name, plan, threads: common.threads.most,
      progress: { bar.update(plan.byteCount * $0 / max(1, plan.tensors.count)) })
    try Output.write(report.html.namingOptions, to: output)
    bar.finish()
    if common.seed == nil { Terminal.note("seed \(seed.integer)") }
  }
}
