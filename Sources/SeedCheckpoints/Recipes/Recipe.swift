public import Initializers

/// How the parameters of a family of models start: an ordered list of rules from names to initializers.
///
/// ```yaml
/// layout: torch
/// rules:
///   - match: "*.bias"
///     initializer: zeros
///   - match: "*.attn.c_proj.weight"
///     initializer: {class_name: RandomNormal, config: {stddev: 0.02}}
///     modifiers:
///       - divide_by_sqrt_depth: {layers: "h.*.", branches: 2}
///   - regex: '\.weight$'
///     initializer: glorot_uniform
/// ```
///
/// The first rule whose pattern matches a parameter's name says how it starts; see <doc:Recipes>.
public struct Recipe: Sendable {
  /// A parameter and what a recipe says of it.
  public struct Match: Sendable {
    /// The parameter.
    public let parameter: ModelParameter
    /// The initializer.
    public let initializer: any Initializer
    /// The rule that took the parameter, in words; `nil` if none did, and the model's own initializer is kept.
    public let rule: String?
  }

  let rules: [RecipeRule]

  /// Reads a recipe.
  ///
  /// - Parameter yaml: The text, in YAML or JSON.
  /// - Throws: `InitializationError` saying which rule is wrong.
  public init(yaml: String) throws(InitializationError) {
    rules = try RecipeReader(yaml: yaml).rules()
  }

  /// A recipe that comes with this package.
  ///
  /// - Parameter name: One of ``names``.
  /// - Throws: `InitializationError.Code.unknownName` for another name.
  public init(named name: String) throws(InitializationError) {
    try self.init(yaml: Self.text(named: name))
  }

  /// The names of the recipes that come with this package.
  public static var names: [String] { shipped.keys.sorted() }

  private static let shipped: [String: [UInt8]] = [
    "bert": PackageResources.bert_yaml, "gpt2": PackageResources.gpt2_yaml,
    "llama": PackageResources.llama_yaml, "mamba": PackageResources.mamba_yaml,
    "resnet": PackageResources.resnet_yaml, "t5": PackageResources.t5_yaml,
    "vit": PackageResources.vit_yaml,
  ]

  /// The text of a recipe that comes with this package.
  ///
  /// - Parameter name: One of ``names``.
  /// - Returns: The YAML.
  /// - Throws: `InitializationError.Code.unknownName` for another name.
  public static func text(named name: String) throws(InitializationError) -> String {
    guard let bytes = shipped[name.lowercased()] else {
      throw InitializationError(
        .unknownName,
        "there is no built-in recipe \(name); the recipes are \(names.joined(separator: ", "))"
      )
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The initializers of a model's parameters.
  ///
  /// - Parameter parameters: All parameters of the model: depth and width are read off them.
  /// - Returns: A match for each, in order.
  /// - Throws: `InitializationError` naming the first parameter that neither a rule nor the model has an initializer for.
  public func matches(
    _ parameters: [ModelParameter]
  ) throws(InitializationError) -> [Match] {
    var model = RecipeModel(parameters)
    var matches: [Match] = []
    var unmatched: [ModelParameter] = []
    for parameter in parameters {
      if let match = try match(parameter, in: &model) {
        matches.append(match)
      } else {
        unmatched.append(parameter)
      }
    }
    guard let first = unmatched.first else { return matches }
    let names = unmatched.prefix(5).map { "\($0.name) \($0.shape)" }.joined(separator: ", ")
    let count = unmatched.count == 1 ? "" : "\(unmatched.count) parameters: "
    throw InitializationError(
      .invalidConfiguration,
      "no rule of the recipe matches \(count)\(names)\(unmatched.count > 5 ? " …" : ""); add one, such as - {match: \"\(first.name)\", initializer: …}, or take the recipe of the model's own family"
    )
  }

  /// The rules that take none of a model's parameters, in words: mistakes, or rules for other models.
  ///
  /// - Parameter parameters: All parameters of the model.
  /// - Returns: The rules, each with its pattern.
  /// - Throws: `InitializationError` as ``matches(_:)``.
  public func unusedRules(
    _ parameters: [ModelParameter]
  ) throws(InitializationError) -> [String] {
    let used = Set(try matches(parameters).compactMap(\.rule))
    return rules.map(\.description).filter { !used.contains($0) }
  }

  private func match(
    _ parameter: ModelParameter, in model: inout RecipeModel
  ) throws(InitializationError) -> Match? {
    for rule in rules where rule.pattern.matches(parameter.name) {
      return Match(
        parameter: parameter, initializer: try rule.initializer(of: parameter, in: &model),
        rule: rule.description)
    }
    return parameter.initializer.map { Match(parameter: parameter, initializer: $0, rule: nil) }
  }
}
