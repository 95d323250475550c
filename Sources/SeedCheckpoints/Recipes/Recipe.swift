public import Initializers
public import KerasModels

/// How the parameters of a family of models start: an ordered list of rules from names to
/// initializers.
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

  /// The documents of `recipes.yaml`, each by the name that stands in the line before it, as in
  /// `--- # gpt2`.
  private static let shipped: [String: String] = {
    let documents = String(decoding: PackageResources.recipes_yaml, as: UTF8.self)
      .split(separator: "--- # ")
      .map { $0.split(separator: "\n", maxSplits: 1).map(String.init) }
    return Dictionary(uniqueKeysWithValues: documents.map { ($0[0], $0[1]) })
  }()

  /// The text of a recipe that comes with this package.
  ///
  /// - Parameter name: One of ``names``.
  /// - Returns: The YAML.
  /// - Throws: `InitializationError.Code.unknownName` for another name.
  public static func text(named name: String) throws(InitializationError) -> String {
    guard let text = shipped[name.lowercased()] else {
      throw InitializationError(
        .unknownName,
        "there is no built-in recipe \(name); the recipes are \(names.joined(separator: ", "))"
      )
    }
    return text
  }

  /// A model's parameters with the initializers that the rules give them.
  ///
  /// - Parameter parameters: All parameters of the model: depth and width are read off them.
  /// - Returns: The parameters in order; those that no rule takes keep the model's own initializer.
  /// - Throws: `InitializationError` naming the first parameters that neither a rule nor the model
  ///   has an initializer for.
  public func applied(
    to parameters: [ModelParameter]
  ) throws(InitializationError) -> [ModelParameter] {
    var model = RecipeModel(parameters)
    var applied = parameters
    for (index, parameter) in parameters.enumerated() {
      for rule in rules where rule.pattern.matches(parameter.name) {
        applied[index].initializer = try rule.initializer(of: parameter, in: &model)
        applied[index].rule = rule.description
        break
      }
    }
    let unmatched = applied.filter { $0.initializer == nil }
    guard let first = unmatched.first else { return applied }
    let names = unmatched.prefix(5).map { "\($0.name) \($0.shape)" }.joined(separator: ", ")
    let count = unmatched.count == 1 ? "" : "\(unmatched.count) parameters: "
    throw InitializationError(
      .invalidConfiguration,
      "no rule of the recipe matches \(count)\(names)\(unmatched.count > 5 ? " …" : ""); add one, such as - {match: \"\(first.name)\", initializer: …}, or take the recipe of the model's own family"
    )
  }

  /// The rules that took none of a model's parameters, in words: mistakes, or rules for other
  /// models.
  ///
  /// - Parameter parameters: The parameters as ``applied(to:)`` returns them.
  /// - Returns: The rules, each with its pattern.
  public func unusedRules(in parameters: [ModelParameter]) -> [String] {
    let used = Set(parameters.compactMap(\.rule))
    return rules.map(\.description).filter { !used.contains($0) }
  }
}
