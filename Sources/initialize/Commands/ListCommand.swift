import ArgumentParser
import Initializers
import InitializerConfigurations

/// `initialize list`.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List every initializer: names, parameters, defaults.")

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    try json ? printJSON() : printTable()
  }

  private func printTable() throws {
    for declaration in InitializerCatalog.declarations {
      try Output.write(declaration.names.joined(separator: ", "))
      try Output.write("    \(declaration.summary)")
      for argument in declaration.arguments {
        try Output.write(
          "    \(argument.name) = \(argument.defaultValue.text)    \(argument.summary)")
      }
    }
  }

  private func printJSON() throws {
    let entries = InitializerCatalog.declarations.map { declaration in
      JSONValue.object([
        "class_name": .string(declaration.className),
        "aliases": .array(declaration.aliases.map(JSONValue.string)),
        "summary": .string(declaration.summary),
        "parameters": .array(
          declaration.arguments.map { argument in
            .object([
              "name": .string(argument.name), "default": argument.defaultValue,
              "summary": .string(argument.summary),
            ])
          }),
      ])
    }
    try Output.write(JSONValue.array(entries).text)
  }
}
