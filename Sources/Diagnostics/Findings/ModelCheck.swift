public import SeedCheckpoints

/// Looks for what is likely wrong with a model's initial weights, before a step is trained.
///
/// It reads the plan alone and makes no value. What a layer does with a weight is known of Keras
/// models; of others what concerns values alone is found.
public struct ModelCheck: Sendable {
  /// What was found, warnings first.
  public let findings: [Finding]

  /// Checks a plan.
  ///
  /// - Parameter plan: The plan of the whole model.
  public init(_ plan: InitializationPlan) {
    let uses = plan.tensors.map(WeightUse.init)
    var found = Self.repetitions(uses)
    for use in uses {
      found += Self.fans(use)
      found += Self.gates(use)
      found += Self.signalSize(use)
      found += Self.range(use)
      found += Self.truncation(use)
    }
    found += Self.equalUnits(uses)
    let joined = Self.joining(found)
    findings = joined.filter { $0.severity == .warning } + joined.filter { $0.severity == .note }
  }

  /// One finding for all tensors of which the same is said.
  private static func joining(_ findings: [Finding]) -> [Finding] {
    var order: [Finding] = []
    var places: [String: Int] = [:]
    for finding in findings {
      let key =
        "\(finding.kind) \(finding.severity) \(finding.summary) \(finding.reason) \(finding.remedy)"
      if finding.kind != .identicalWeights, finding.kind != .sameRandomNumbers,
        let place = places[key]
      {
        let other = order[place]
        order[place] = Finding(
          kind: other.kind, severity: other.severity, tensors: other.tensors + finding.tensors,
          summary: other.summary, reason: other.reason, remedy: other.remedy)
      } else {
        places[key] = order.count
        order.append(finding)
      }
    }
    return order
  }
}
