import Initializers
import KerasModels

/// A rule of a recipe: which parameters it takes, and how they start.
struct RecipeRule: Sendable {
  /// The rule's place in the recipe, from 1.
  let number: Int
  /// The key that the pattern stands under, `match` or `regex`.
  let key: String
  let pattern: NamePattern
  let initializer: any Initializer
  let modifiers: [RecipeModifier]

  /// The rule in a few words.
  var description: String { "rule \(number), \(key): \(pattern.text)" }

  /// The initializer of a parameter that the rule takes.
  func initializer(
    of parameter: ModelParameter, in model: inout RecipeModel
  ) throws(InitializationError) -> any Initializer {
    var result = initializer
    for modifier in modifiers {
      do {
        result = try modifier.modified(result, of: parameter, in: &model)
      } catch {
        throw InitializationError(
          error.code, "\(description), for \(parameter.name): \(error.message)")
      }
    }
    return result
  }
}
