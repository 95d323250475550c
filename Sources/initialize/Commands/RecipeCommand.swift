import ArgumentParser
import SeedCheckpoints

/// `initialize recipe`.
struct RecipeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recipe",
    abstract: "Print a built-in recipe, as a start for your own.")

  @Argument(
    help: ArgumentHelp("One of \(Recipe.names.joined(separator: ", ")).", valueName: "name"))
  var name: String?

  func run() throws {
    guard let name else {
      throw ValidationError("name a recipe: one of \(Recipe.names.joined(separator: ", "))")
    }
    try Output.write(String(Recipe.text(named: name).dropLast()))
  }
}
