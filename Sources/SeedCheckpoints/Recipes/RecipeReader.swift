import Initializers
import InitializerConfigurations
import StrictJSON

/// Reads the rules of a recipe from YAML, with errors that say where.
struct RecipeReader {
  private let root: JSONValue

  /// Recipes above this size are refused: 1 MB.
  static let limit = 1 << 20

  init(yaml: String) throws(InitializationError) {
    guard yaml.utf8.count <= Self.limit else {
      throw InitializationError(.invalidConfiguration, "the recipe is larger than 1 MB")
    }
    guard let value = try YAMLReader.value(of: yaml) else {
      throw InitializationError(.invalidConfiguration, "the recipe is empty")
    }
    root = value
  }

  /// The rules, in order.
  func rules() throws(InitializationError) -> [RecipeRule] {
    var layout: Fans.Rule?
    var list = root.array
    if let object = root.object {
      try check(object.keys, among: ["rules", "layout", "name", "source"], of: "the recipe")
      layout = try self.layout(object["layout"], of: "the recipe")
      list = object["rules"]?.array
    }
    guard let list, !list.isEmpty else {
      throw InitializationError(
        .invalidConfiguration,
        "a recipe needs rules, a list of entries such as - {match: \"*.bias\", initializer: zeros}")
    }
    var rules: [RecipeRule] = []
    for (index, value) in list.enumerated() {
      rules.append(try rule(value, number: index + 1, layout))
    }
    return rules
  }

  private func rule(
    _ value: JSONValue, number: Int, _ layout: Fans.Rule?
  ) throws(InitializationError) -> RecipeRule {
    let owner = "rule \(number)"
    guard let object = value.object else {
      throw invalid(owner, "must have match or regex, and initializer")
    }
    try check(
      object.keys, among: ["match", "regex", "initializer", "layout", "modifiers"], of: owner)
    let pattern: NamePattern
    do throws(InitializationError) {
      switch (object["match"]?.string, object["regex"]?.string) {
      case (let glob?, nil) where object["regex"] == nil: pattern = try NamePattern(glob: glob)
      case (nil, let expression?) where object["match"] == nil:
        pattern = try NamePattern(expression: expression)
      default: throw invalid("it", "must have either match or regex, a string")
      }
    } catch {
      throw InitializationError(error.code, "\(owner): \(error.message)")
    }
    let key = object["match"] == nil ? "regex" : "match"
    guard let identifier = object["initializer"] else {
      throw invalid("\(owner), \(key): \(pattern.text),", "has no initializer")
    }
    let catalog = InitializerCatalog(
      .own, fanRule: try self.layout(object["layout"], of: owner) ?? layout)
    do {
      return RecipeRule(
        number: number, key: key, pattern: pattern,
        initializer: try catalog.deserialize(InitializerConfiguration(written: identifier)),
        modifiers: try modifiers(object["modifiers"]))
    } catch {
      throw InitializationError(
        error.code, "\(owner), \(key): \(pattern.text): \(error.message)")
    }
  }

  /// The rule of fans that a layout stands for.
  private func layout(
    _ value: JSONValue?, of owner: String
  ) throws(InitializationError) -> Fans.Rule? {
    guard let value, value != .null else { return nil }
    if value == .string("keras") { return .keras3 }
    if let rule = Fans.Rule(json: value) { return rule }
    throw invalid(
      "layout of \(owner)", "must be keras, torch, or a fan rule: \(Fans.Rule.forms)")
  }

  private func modifiers(
    _ value: JSONValue?
  ) throws(InitializationError) -> [RecipeModifier] {
    guard let value, value != .null else { return [] }
    guard let list = value.array else {
      throw invalid("modifiers", "must be a list, such as [{multiply: 0.5}]")
    }
    guard list.count <= 16 else {
      throw invalid("modifiers", "are \(list.count); a rule may have 16")
    }
    var modifiers: [RecipeModifier] = []
    for entry in list {
      guard let (name, argument) = entry.object?.first, entry.object?.count == 1 else {
        throw invalid("a modifier", "must be a name and its argument, such as multiply: 0.5")
      }
      modifiers.append(try modifier(name, argument))
    }
    return modifiers
  }

  private func modifier(
    _ name: String, _ argument: JSONValue
  ) throws(InitializationError) -> RecipeModifier {
    switch name {
    case "multiply":
      guard let factor = argument.double else { throw invalid(name, "needs a number") }
      return .multiply(factor)
    case "divide_by_sqrt_depth", "divide_by_sqrt_layer":
      let object = argument.object ?? [:]
      try check(object.keys, among: ["layers", "branches"], of: name)
      guard let layers = object["layers"]?.string,
        let branches = (object["branches"] ?? .integer(1)).integer, branches > 0
      else {
        throw invalid(name, "needs layers, such as h.*., and may have branches, 1 or more")
      }
      return name == "divide_by_sqrt_depth"
        ? .divideByRootOfDepth(layers: layers, branches: branches)
        : .divideByRootOfLayer(layers: layers, branches: branches)
    case "divide_by_sqrt_size", "multiply_by_sqrt_size":
      let object = argument.object ?? [:]
      try check(object.keys, among: ["of", "axis"], of: name)
      guard let axis = object["axis"]?.integer, axis >= 0,
        object["of"] == nil || object["of"]?.string != nil
      else { throw invalid(name, "needs axis, 0 or more, and may have of, a pattern") }
      var pattern: NamePattern?
      if let text = object["of"]?.string { pattern = try NamePattern(glob: text) }
      return .rootOfSize(of: pattern, axis: axis, divides: name == "divide_by_sqrt_size")
    case "depth_scaling":
      let object = argument.object ?? [:]
      try check(object.keys, among: ["scheme", "layers", "decoder_layers"], of: name)
      guard let scheme = object["scheme"]?.string.flatMap(RecipeModifier.Scheme.init),
        let layers = object["layers"]?.string,
        (object["decoder_layers"]?.string != nil) == (scheme == .deepNormEncoder)
      else {
        let schemes = RecipeModifier.Scheme.allCases.map(\.rawValue).joined(separator: ", ")
        throw invalid(
          name,
          "needs scheme, one of \(schemes), and layers, such as layers.*.; deep_norm_encoder also decoder_layers"
        )
      }
      return .scheme(scheme, layers: layers, decoderLayers: object["decoder_layers"]?.string)
    case "zero_row":
      guard let row = argument.integer, row >= 0 else {
        throw invalid(name, "needs the row's index, 0 or more")
      }
      return .zeroRow(row)
    default:
      throw invalid(
        "the modifier \(name)",
        "is unknown; the known ones are depth_scaling, divide_by_sqrt_depth, divide_by_sqrt_layer, divide_by_sqrt_size, multiply, multiply_by_sqrt_size and zero_row"
      )
    }
  }

  private func check(
    _ keys: some Collection<String>, among known: [String], of owner: String
  ) throws(InitializationError) {
    if let key = keys.sorted().first(where: { !known.contains($0) }) {
      throw invalid(
        owner, "has the unknown key \(key); the known ones are \(known.joined(separator: ", "))")
    }
  }

  private func invalid(_ owner: String, _ fault: String) -> InitializationError {
    InitializationError(.invalidConfiguration, "\(owner) \(fault)")
  }
}
