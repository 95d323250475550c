import ArgumentParser
import Checkpoints
import Platform
import Initializers
import InitializerConfigurations
import SeedCheckpoints

/// The options that say how a model's parameters start.
struct ModelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Rules for how parameters start: a YAML file, or one of \(Recipe.names.joined(separator: ", ")).",
      valueName: "recipe"))
  var recipe: String?

  @Flag(
    help:
      "Ignore the seeds in the model: all of its initializers use the command's seed."
  )
  var overrideSeeds = false

  @Option(help: "The scalar type of all floating-point tensors; the default is the model's own.")
  var dtype: ScalarType?

  @Flag(help: "Leave out layers of unknown classes, and list them.")
  var skipUnknown = false

  @Option(
    name: .customLong("part"), parsing: .singleValue,
    help: ArgumentHelp(
      "A part of the tensors that match a pattern, such as '*.q_proj.weight=0:1/4': part 1 of 4 of axis 0. Can be repeated.",
      valueName: "part"))
  var givenParts: [String] = []

  /// What `--part` was called before.
  @Option(name: .customLong("slice"), parsing: .singleValue, help: .hidden)
  var givenSlices: [String] = []

  /// The parts of tensors that are asked for.
  var parts: [String] { givenParts + givenSlices }

  /// Whether any option but the recipe is given.
  var isUsed: Bool { overrideSeeds || dtype != nil || skipUnknown || !parts.isEmpty }

  func validate() throws {
    if let dtype, !dtype.isFloatingPoint {
      throw ValidationError(
        "--dtype \(dtype.rawValue) cannot hold weights; use float32, float64, float16 or bfloat16")
    }
  }

  /// Reads a model, and says what is noteworthy.
  func file(_ path: String) throws -> ModelFile {
    let file: ModelFile
    do {
      file = try ModelFile(path: path, skippingUnknown: skipUnknown)
    } catch let error as InitializationError {
      throw CommandError("\(path): \(error.message)")
    }
    for layer in file.skipped { Terminal.note("note: left out \(layer)") }
    for variable in file.renamed {
      Terminal.note("note: a second \(variable.path) is called \(variable.unique)")
    }
    return file
  }

  /// The plan of a model.
  func plan(
    of file: ModelFile, seed: Seed, backend: Backend
  ) throws -> InitializationPlan {
    let recipe = try readRecipe()
    let plan = try InitializationPlan(
      file: file, recipe: recipe, seed: seed, overridingSeeds: overrideSeeds,
      scalarType: dtype, parts: parts.map { try PartRule($0) }, backend: backend)
    // The recipes that ship have rules for models that others of the family are not.
    if let recipe, !isShipped {
      for rule in recipe.unusedRules(in: plan.tensors.map(\.parameter)) {
        Terminal.note("note: \(rule) matches no parameter")
      }
    }
    return plan
  }

  /// The name that a recipe of this package would have.
  private var shippedName: String {
    let name = recipe ?? ""
    return (name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name).lowercased()
  }

  /// Whether the recipe is one of this package: a file of the same name comes before it.
  private var isShipped: Bool {
    Recipe.names.contains(shippedName) && !Files.exists(recipe ?? "")
  }

  private func readRecipe() throws -> Recipe? {
    guard let recipe else { return nil }
    if isShipped { return try Recipe(named: shippedName) }
    let isPath = recipe.contains { "./".contains($0) }
    guard isPath || Files.exists(recipe) else {
      throw CommandError(
        "there is no recipe and no file called \(recipe); the recipes are \(Recipe.names.joined(separator: ", "))"
      )
    }
    do {
      let bytes = try InputFile.contents(of: recipe, limit: 1 << 20)
      return try Recipe(yaml: String(decoding: bytes, as: UTF8.self))
    } catch let error as InitializationError {
      throw CommandError("\(recipe): \(error.message)")
    }
  }
}
