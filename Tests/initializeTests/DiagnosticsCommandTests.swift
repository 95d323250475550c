import Foundation
import TestSupport
import Testing

struct DiagnosticsCommandTests {
  /// Law: He's variance keeps mean squares near 1 after ReLU, Glorot's halves them layer by layer,
  /// in table, JSON and pictures.
  @Test func signal() throws {
    let network = ["signal", "--depth", "12", "--width", "64", "--seed", "3"]
    let result = try CommandLineTool.run(network + ["--json"])
    #expect(result.status == 0 && result.errors == "")
    let root = try #require(
      try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    let networks = try #require(root["networks"] as? [[String: Any]])
    #expect(networks.map { $0["initializer"] as? String } == ["he_normal", "glorot_uniform"])
    for (network, range) in zip(networks, [0.2...5, 0x1p-15...0x1p-10] as [ClosedRange<Double>]) {
      let activations = try #require(network["activations"] as? [Double])
      #expect(activations.count == 12 && range.contains(activations[11]), "\(activations)")
      #expect((network["singular_values"] as? [Double])?.count == 64)
    }
    let table = try CommandLineTool.run(network + ["--no-singular-values", "--bias", "ones"])
    #expect(table.text.contains("he_normal") && table.text.contains("   12 "))
    #expect(!table.text.contains("singular"))
    try CommandLineTool.inFolder { folder in
      for (name, begin) in [("s.svg", "<svg"), ("s.html", "<!DOCTYPE html>")] {
        let made = try CommandLineTool.run(
          network + ["--initializer", "orthogonal", "--output", "\(folder)/\(name)"])
        #expect(made.status == 0 && made.text == "")
        let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        #expect(text.hasPrefix(begin) && text.contains("orthogonal"))
      }
    }
  }

  /// Law: the status says whether there are warnings; the findings name the tensors.
  @Test func check() throws {
    try CommandLineTool.inFolder { folder in
      let good = try CommandLineTool.run(
        "check", Vectors.repository.appending(path: "Examples/resnet50.json").path)
      #expect(
        good.status == 0 && good.text == "320 tensors checked: no findings\n"
          && good.errors == "")
      let path = "\(folder)/bad.json"
      try Data(
        #"{"a": {"shape": [4, 4], "initializer": {"class_name": "trunc_normal_", "config": {"std": 0.01, "seed": 3}}}, "b": {"shape": [4, 4], "initializer": {"class_name": "trunc_normal_", "config": {"std": 0.01, "seed": 3}}}}"#
          .utf8
      ).write(to: URL(filePath: path))
      let bad = try CommandLineTool.run("check", path)
      #expect(bad.status == 1 && bad.errors == "")
      #expect(bad.text.contains("warning: 2 weights are equal") && bad.text.contains("a, b"))
      #expect(bad.text.hasSuffix("2 tensors checked: 2 warnings, 0 notes\n"))
      let json = try CommandLineTool.run("check", path, "--json")
      let root = try #require(
        try JSONSerialization.jsonObject(with: json.output) as? [String: Any])
      let kinds = (root["findings"] as? [[String: Any]])?.map { $0["kind"] as? String }
      #expect(json.status == 1 && kinds == ["identical_weights", "truncation_unit"])
      let none = try CommandLineTool.run("check", "\(folder)/none.json")
      #expect(none.status == 2 && none.errors.hasPrefix("error: "))
    }
  }

  /// Law: the same seed makes the same page; a drawn seed is told.
  @Test func report() throws {
    try CommandLineTool.inFolder { folder in
      let model = "\(folder)/m.json"
      try Data(#"{"w": {"shape": [30, 40], "initializer": "he_normal"}}"#.utf8)
        .write(to: URL(filePath: model))
      var pages: [Data] = []
      for name in ["a", "b"] {
        let made = try CommandLineTool.run(
          "report", model, "--seed", "5", "--output", "\(folder)/\(name).html")
        #expect(made.status == 0 && made.text == "" && made.errors == "")
        pages.append(try Data(contentsOf: URL(filePath: "\(folder)/\(name).html")))
      }
      #expect(pages[0] == pages[1])
      let drawn = try CommandLineTool.run("report", model, "--output", "\(folder)/c.html")
      #expect(drawn.errors.hasPrefix("seed "))
    }
  }

  @Test(arguments: [
    ["signal", "--activation", "none"], ["signal", "--depth", "0"], ["signal", "--width", "-3"],
    ["signal", "--output", "x.png"], ["signal", "--initializer", "nonsense"],
    ["signal", "--input-variance", "nan"], ["signal", "--seed", "-1"],
    ["signal", "--initializer", "dirac", "--width", "4"],
    ["report", "x.json", "--output", "x.pdf"],
    ["report", "/nowhere.json", "--output", "/tmp/x.html"], ["check", "/dev/null"],
  ])
  func mistakes(arguments: [String]) throws {
    let result = try CommandLineTool.run(arguments)
    #expect(result.status != 0 && result.text == "" && result.errors.hasPrefix("error: "))
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }
}
