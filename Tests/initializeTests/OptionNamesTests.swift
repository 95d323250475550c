import Foundation
import TestSupport
import Testing

@testable import initialize

struct OptionNamesTests {
  /// Law: messages of libraries name their own arguments, for which the command says its options.
  @Test func librariesNameNoOptions() throws {
    let help = try ["model", "verify", "check", "report"].map {
      try CommandLineTool.run("help", $0).text
    }
    let options = Set(help.joined().matches(of: /--[a-z][a-z-]+/).map { String($0.0) })
    #expect(options.contains("--seed") && options.count > 15)
    let sources = Vectors.repository.appending(path: "Sources")
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" {
      if file.path.contains("/Sources/initialize/") { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for word in text.matches(of: /--[a-z][a-z-]+/) {
        #expect(!options.contains(String(word.0)), "\(file.lastPathComponent)")
      }
    }
  }

  /// Law: users of the command read options, and nothing else that stands in backticks changes.
  @Test func messages() {
    #expect(
      "give `model` and `seed`, or `allowsCostly`; not `else`".namingOptions
        == "give --model and --seed, or --allow-costly; not `else`")
  }
}
