import Foundation
import InitializerConfigurations
import Testing

struct ListCommandTests {
  /// Law: everything listed can be made, by each of its names.
  @Test func jsonListsWhatExists() throws {
    let result = try CommandLineTool.run("list", "--json")
    let entries = try #require(
      try JSONSerialization.jsonObject(with: result.output) as? [[String: Any]])
    #expect(entries.count >= 22)
    for entry in entries {
      let name = try #require(entry["class_name"] as? String)
      let aliases = try #require(entry["aliases"] as? [String])
      for known in [name] + aliases { _ = try InitializerCatalog().get(known) }
      #expect(entry["parameters"] is [[String: Any]])
    }
  }

  @Test func tableNamesAliasesAndDefaults() throws {
    let result = try CommandLineTool.run("list")
    #expect(result.status == 0)
    #expect(result.text.contains("RandomUniform, random_uniform, uniform"))
    #expect(result.text.contains("minval = -0.05"))
    #expect(result.text.contains("GlorotUniform, glorot_uniform"))
  }

  /// Law: a recipe that comes with the program can be printed, and read back.
  @Test func recipes() throws {
    let printed = try CommandLineTool.run("recipe", "GPT2")
    #expect(printed.status == 0 && printed.text.contains("divide_by_sqrt_depth"))
    let unknown = try CommandLineTool.run("recipe", "gpt9")
    #expect(unknown.status != 0 && unknown.errors.contains("bert, gpt2"))
  }

  @Test func helpAndVersion() throws {
    let help = try CommandLineTool.run("--help")
    #expect(help.status == 0 && help.text.contains("SUBCOMMANDS") && help.errors == "")
    let version = try CommandLineTool.run("--version")
    #expect(version.status == 0 && version.text.contains("native-1"))
    let nonsense = try CommandLineTool.run("nonsense")
    #expect(nonsense.status != 0 && nonsense.errors.hasPrefix("error: "))
    #expect(nonsense.errors.split(separator: "\n").count == 1)
  }
}
