import Platform
public import Initializers
import InitializerConfigurations
import KerasModels
public import SeedCheckpoints

/// A page about a model's initial weights: what was found, and for every tensor its law, drawn
/// values, and a picture.
///
/// The page needs nothing from elsewhere. Large tensors are shown by their first values, at most
/// four million, and no more than 400 tensors have pictures.
public struct ModelReport {
  private var page: HTMLPage

  /// Makes the values of a model and describes them.
  ///
  /// - Parameters:
  ///   - name: What the model is called.
  ///   - plan: The plan of the whole model.
  ///   - threads: The most threads to use; `nil` for one a processor.
  ///   - progress: Called with the number of tensors that are done.
  /// - Throws: `InitializationError` if a tensor cannot be made.
  public init(
    of name: String, _ plan: InitializationPlan, threads: Int? = nil,
    progress: (Int) -> Void = { _ in }
  ) throws(InitializationError) {
    page = HTMLPage(title: "Initial weights of \(name)")
    let findings = ModelCheck(plan).findings
    // Many tensors are shown by fewer values each, so that a page of any model takes seconds.
    let limit = min(1 << 22, max(1 << 16, (1 << 28) / max(1, plan.tensors.count)))
    var (cards, rows, constants): ([String], [[String]], [[String]]) = ([], [], [])
    for (index, tensor) in plan.tensors.enumerated() {
      let use = WeightUse(tensor)
      let drawn = try DrawnTensor(use, limit: limit, threads: threads)
      let facts = [tensor.name, Self.shape(tensor), tensor.scalarType.rawValue]
      if drawn.statistics.minimum == drawn.statistics.maximum {
        let value = drawn.statistics.minimum
        let isMade = drawn.statistics.count > 0 || tensor.shape.contains(0)
        constants.append(
          facts + [
            value.map { String(format: "%g", $0) }
              ?? (isMade ? "none" : "too large for a picture")
          ])
      } else if cards.count < Self.cardLimit {
        cards.append(Self.card(drawn))
      } else {
        rows.append(facts + Self.facts(drawn).prefix(1))
      }
      progress(index + 1)
    }
    page.add("<h1>Initial weights of \(SVG.escaped(name))</h1>")
    page.add(
      "<p>\(plan.elementCount.grouped) parameters in \(plan.tensors.count) tensors. Seed <code>\(plan.seed.integer)</code>, \(plan.backend == .native ? "stream <code>\(NativeStream.version)</code>" : "backend <code>\(plan.backend.rawValue)</code>").</p>"
    )
    page.add(
      "<nav><a href=\"#findings\">Findings (\(findings.count))</a> · <a href=\"#weights\">Weights (\(cards.count + rows.count))</a> · <a href=\"#constants\">Constants (\(constants.count))</a></nav>"
    )
    page.add("<h2 id=\"findings\">Findings</h2>")
    page.add(Self.section(findings))
    page.add("<h2 id=\"weights\">Weights</h2>")
    page.add(
      "<p class=\"muted\">Bars are the values that were drawn; the line is their density. The picture is a corner of the tensor, as a matrix whose columns are its last axis: blue is below zero, red above. The gain is the factor √(fan-in · variance) by which a layer's sums are larger than its inputs. After the arrow is the size of the activation function's outputs for such sums, with normal inputs of size 1: a value of 1 keeps signals as they are. There is no gain if it is unknown what a layer sums over.</p>"
    )
    page.add("<div class=\"cards\">\(cards.joined(separator: "\n"))</div>")
    if !rows.isEmpty {
      page.add("<p>And \(rows.count) more, without pictures:</p>")
      page.add(HTMLPage.table(["tensor", "shape", "type", "values"], rows))
    }
    page.add("<h2 id=\"constants\">Constants</h2>")
    page.add(HTMLPage.table(["tensor", "shape", "type", "value"], constants))
  }

  /// The most pictures: a page has to stay small enough for a telephone.
  private static let cardLimit = 400

  /// The page.
  public var html: String { page.text }

  private static func section(_ findings: [Finding]) -> String {
    if findings.isEmpty { return "<p>No findings.</p>" }
    return findings.map { finding in
      let names = finding.tensors.map { "<code>\(SVG.escaped($0))</code>" }
      let rest =
        names.count > 4
        ? "<details><summary>and \(names.count - 4) more</summary>\(names.dropFirst(4).joined(separator: ", "))</details>"
        : ""
      return """
        <article class="finding \(finding.severity.rawValue)"><h3>\(finding.severity == .warning ? "Warning" : "Note"): \(SVG.escaped(finding.summary))</h3>
        <p>\(names.prefix(4).joined(separator: ", "))\(rest)</p><p>\(SVG.escaped(finding.reason))</p><p><strong>Instead:</strong> \(SVG.escaped(finding.remedy))</p></article>
        """
    }.joined(separator: "\n")
  }

  private static func card(_ tensor: DrawnTensor) -> String {
    let planned = tensor.use.tensor
    let law =
      (try? InitializerCatalog(.own).serialize(planned.initializer)).map(text)
      ?? "\(type(of: planned.initializer))"
    let facts = facts(tensor)
    let chart =
      DensityChart(statistics: tensor.statistics, law: tensor.use.law)
      .rendered(name: planned.name) ?? ""
    let image =
      tensor.image.map {
        "<img src=\"\($0.dataURL)\" width=\"96\" height=\"96\" alt=\"A corner of \(SVG.escaped(planned.name)) as a picture\">"
      } ?? ""
    return """
      <article class="card"><h3><code>\(SVG.escaped(planned.name))</code></h3>
      <p class="muted">\(shape(planned)) · \(planned.scalarType.rawValue) · \(SVG.escaped(law))</p>
      <div class="pictures">\(chart)\(image)</div><p>\(facts.map(SVG.escaped).joined(separator: " · "))</p></article>
      """
  }

  private static func theory(_ use: WeightUse) -> String {
    guard let deviation = use.law.variance?.squareRoot(), deviation.isFinite else { return "" }
    return " (in theory \(number(deviation)))"
  }

  /// What the numbers of a tensor say.
  private static func facts(_ tensor: DrawnTensor) -> [String] {
    var facts = [
      "σ \(number(tensor.statistics.standardDeviation))"
        + theory(tensor.use)
    ]
    if let gain = gain(tensor.use) { facts.append(gain) }
    if tensor.isPart { facts.append("of the first \(tensor.statistics.count.grouped) values") }
    return facts
  }

  /// By how much a layer's sums are larger than its inputs, and what its activation function leaves
  /// of it.
  private static func gain(_ use: WeightUse) -> String? {
    guard let fans = use.trueFans, let meanSquare = use.law.meanSquare else { return nil }
    let gain = (fans.fanIn * meanSquare).squareRoot()
    guard let name = use.origin?.activation, let function = Nonlinearity.named[name],
      name != "linear"
    else { return "gain \(number(gain))" }
    return
      "gain \(number(gain)) → \(number(function.rootMeanSquare(ofDeviation: gain))) after \(name)"
  }

  /// A configuration in few words.
  private static func text(_ configuration: InitializerConfiguration) -> String {
    let arguments = configuration.config.sorted { $0.key < $1.key }
      .filter { $0.value != .null && $0.key != "seed" }
      .map {
        "\($0.key) \($0.value.string ?? $0.value.double.map { String(format: "%.6g", $0) } ?? $0.value.text)"
      }
    return ([configuration.className] + arguments).joined(separator: ", ")
  }

  private static func shape(_ tensor: PlannedTensor) -> String {
    let extents = tensor.extents
    return extents.isEmpty ? "scalar" : extents.map(String.init).joined(separator: " × ")
  }

  private static func number(_ value: Double) -> String { String(format: "%.3g", value) }
}
