import Initializers
import InitializerConfigurations
import KerasModels
import SeedCheckpoints

extension ModelCheck {
  /// Tensors that are made of the same random numbers: an initializer's own seed is used without a
  /// path.
  static func repetitions(_ uses: [WeightUse]) -> [Finding] {
    var groups: [String: [WeightUse]] = [:]
    var order: [String] = []
    for use in uses where use.tensor.path.isEmpty {
      guard let seed = use.tensor.initializer.seed else { continue }
      let key = "\(seed.integer) \(seed.counter)"
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(use)
    }
    return order.flatMap { key in findings(of: groups[key] ?? [], seed: key) }
  }

  private static func findings(of uses: [WeightUse], seed: String) -> [Finding] {
    guard uses.count > 1 else { return [] }
    let catalog = InitializerCatalog(.own)
    var identical: [String: [String]] = [:]
    var order: [String] = []
    for use in uses {
      let law = (try? catalog.serialize(use.tensor.initializer).json.text) ?? use.tensor.name
      let key = "\(law) \(use.tensor.shape) \(use.tensor.backend)"
      if identical[key] == nil { order.append(key) }
      identical[key, default: []].append(use.tensor.name)
    }
    let number = seed.prefix { $0 != " " }
    var findings: [Finding] = []
    for key in order {
      guard let names = identical[key], names.count > 1 else { continue }
      findings.append(
        Finding(
          kind: .identicalWeights, severity: .warning, tensors: names,
          summary:
            "\(names.count) weights are equal in every element: they share the seed \(number)",
          reason:
            "Equal weights learn less: equal queries, keys and values attend to themselves, and both directions of a recurrent layer compute the same.",
          remedy: ownSeeds
        ))
    }
    if order.count > 1 {
      findings.append(
        Finding(
          kind: .sameRandomNumbers, severity: .note, tensors: uses.map(\.tensor.name),
          summary:
            "\(uses.count) weights use the same random numbers: they share the seed \(number)",
          reason:
            "Their elements at the same position differ only by a factor, so the layers are correlated.",
          remedy: ownSeeds
        ))
    }
    return findings
  }

  private static let ownSeeds =
    "Give each layer its own seed, or no seed: then every path gets different values from the `seed`. Or override the seeds of the model as it is: `overridingSeeds`."

  /// Kernels whose units cannot be told apart.
  static func equalUnits(_ uses: [WeightUse]) -> [Finding] {
    let kernels = uses.filter { use in
      if case .convolution(.depthwise, _, _, _) = use.origin?.fanRule { return false }
      return use.isKernel && use.tensor.shape.last != 1
    }
    return kernels.enumerated().compactMap { index, use in
      guard let value = use.law.constant else { return nil }
      let next = index + 1 < kernels.count ? kernels[index + 1].law.constant : nil
      let isLost = value != 0
      return Finding(
        kind: .equalUnits, severity: isLost ? .warning : .note, tensors: [use.tensor.name],
        summary: value == 0 ? "all weights are zero" : "all weights are the same number",
        reason: value != 0
          ? "All units of the layer compute the same value and get the same gradient, so they stay equal."
          : next == 0
            ? "The next kernel is zero, too. If it follows this one, no gradient reaches either, and neither ever learns."
            : "This is common at the end of a residual branch or before an output. Elsewhere the layers before it get no gradient at first.",
        remedy:
          "Draw at least one of two neighboring kernels at random, for example with glorot_uniform or he_normal."
      )
    }
  }
}
