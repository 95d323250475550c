import ArgumentParser
import Diagnostics
import Platform
import Initializers
import InitializerConfigurations
import SeedCheckpoints

/// `initialize check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find likely mistakes in a model's initial weights.",
    discussion: """
      This reads the model and its initializers, and makes no weights. It looks for one seed that makes weights equal, \
      fans that are not what a convolution sums over, gates that are initialized as one matrix, units that start equal, \
      values that do not fit the scalar type, and truncation bounds in the wrong unit.

      The status is 0 without warnings (notes do not count), 1 with warnings, and 2 if the model cannot be read.
      """)

  @Argument(
    help: ArgumentHelp(
      "The model: what model.to_json() writes, a .keras file, a manifest, or safetensors files.",
      valueName: "model"))
  var model: String

  @OptionGroup var options: ModelOptions

  @Option(help: "Where random values come from: the native stream, or a Keras backend's generator.")
  var backend: Backend = .native

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let findings: [Finding]
    do {
      let file = try options.file(model)
      let plan = try options.plan(of: file, seed: 0, backend: backend)
      let count = plan.tensors.count
      findings = ModelCheck(plan).findings
      if json { try printJSON(findings) } else { try printText(findings, count) }
    } catch {
      throw CommandError(Main.line(for: error), status: 2)
    }
    if findings.contains(where: { $0.severity == .warning }) { throw ExitCode(1) }
  }

  private func printText(_ findings: [Finding], _ count: Int) throws {
    for finding in findings {
      let isWarning = finding.severity == .warning
      let title = "\(finding.severity.rawValue): \(finding.summary)"
      try Output.write(Output.styled(title, isWarning ? .red : .bold))
      let names = finding.tensors.prefix(4).joined(separator: ", ").withoutSteering
      let rest = finding.tensors.count - 4
      try Output.write("  where:   \(names)\(rest > 0 ? " and \(rest) more" : "")")
      try Output.write("  why:     \(finding.reason)")
      try Output.write("  instead: \(finding.remedy.namingOptions)")
    }
    let warnings = findings.count { $0.severity == .warning }
    let notes = findings.count - warnings
    let checked = "\(count) tensor\(count == 1 ? "" : "s") checked: "
    try Output.write(
      findings.isEmpty
        ? "\(checked)no findings"
        : "\(checked)\(warnings) warning\(warnings == 1 ? "" : "s"), \(notes) note\(notes == 1 ? "" : "s")"
    )
  }

  private func printJSON(_ findings: [Finding]) throws {
    let entries = findings.map { finding in
      JSONValue.object([
        "kind": .string(finding.kind.rawValue), "severity": .string(finding.severity.rawValue),
        "tensors": .array(finding.tensors.map(JSONValue.string)),
        "summary": .string(finding.summary), "reason": .string(finding.reason),
        "remedy": .string(finding.remedy.namingOptions),
      ])
    }
    try Output.write(JSONValue.object(["findings": .array(entries)]).text)
  }
}
