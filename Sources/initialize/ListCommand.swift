import ArgumentParser
import Initializers
import KerasInterop

/// `initialize list`.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List every initializer: names, parameters, defaults.")

  @Flag(help: "Print JSON.")
  var json = false

  func run() {
    json ? printJSON() : printTable()
  }

  private func printTable() {
    for declaration in InitializerCatalog.declarations {
      print(declaration.names.joined(separator: ", "))
      print("    \(declaration.summary)")
      for argument in declaration.arguments {
        print("    \(argument.name) = \(argument.defaultValue.text)    \(argument.summary)")
      }
    }
  }

  private func printJSON() {
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
    print(JSONValue.array(entries).text)
  }
}
