import Initializers
import KerasModels
import SeedCheckpoints
import Testing

struct RecipeTests {
  static func parameter(_ name: String, _ shape: [Int] = [4, 2]) -> ModelParameter {
    ModelParameter(name: name, shape: shape, scalarType: .float32)
  }

  static func initializer(
    _ rules: String, _ name: String = "a.weight", _ others: [ModelParameter] = [],
    shape: [Int] = [4, 2]
  ) throws -> any Initializer {
    let recipe = try Recipe(yaml: rules)
    return try #require(recipe.applied(to: [parameter(name, shape)] + others)[0].initializer)
  }

  /// Law: the first rule that matches takes the parameter.
  @Test func firstMatchWins() throws {
    let recipe = try Recipe(
      yaml: """
        rules:
          - {match: "*.bias", initializer: zeros}
          - {match: "a*", initializer: ones}
          - {regex: '[bc]\\.w', initializer: {class_name: Constant, config: {value: 1e-3}}}
        """)
    let names = ["a.bias", "a/b/c", "x.b.weight", "c.w"]
    let matches = try recipe.applied(to: names.map { Self.parameter($0) })
    #expect(matches[0].initializer is Zeros && matches[1].initializer is Ones)
    #expect(matches[2].initializer as? Constant == Constant(0.001))
    #expect(
      matches.map(\.rule) == [
        "rule 1, match: *.bias", "rule 2, match: a*", "rule 3, regex: [bc]\\.w",
        "rule 3, regex: [bc]\\.w",
      ])
  }

  /// Law: what no rule takes keeps the model's own initializer, or is an error with its name.
  @Test func unmatched() throws {
    let recipe = try Recipe(yaml: #"[{match: "a", initializer: zeros}]"#)
    let own = ModelParameter(
      name: "b", shape: [2], scalarType: .float32, initializer: Ones())
    let matches = try recipe.applied(to: [Self.parameter("a"), own])
    #expect(matches[1].initializer is Ones && matches[1].rule == nil)
    let error = #expect(throws: InitializationError.self) {
      try recipe.applied(to: [Self.parameter("a"), Self.parameter("transformer.b")])
    }
    #expect(error?.message.contains("transformer.b") == true)
    #expect(recipe.unusedRules(in: matches).isEmpty)
    #expect(try recipe.unusedRules(in: recipe.applied(to: [own])) == ["rule 1, match: a"])
    #expect(throws: InitializationError.self) {
      try InitializationPlan(parameters: [Self.parameter("a")], seed: 1)
    }
  }

  /// Oracle: the fans of Keras's (input, output) and PyTorch's (output, input), and given axes.
  @Test func layouts() throws {
    func fan(_ layout: String, rule: String = "") throws -> Double {
      let made = try Self.initializer(
        "\(layout)\nrules: [{match: '*', initializer: he_normal\(rule)}]", shape: [3, 5, 7])
      let law = try #require(made as? VarianceScaling)
      return try Fans(of: [3, 5, 7], rule: law.fanRule).fanIn
    }
    #expect(try fan("") == 15 && fan("layout: keras") == 15 && fan("layout: torch") == 35)
    #expect(try fan("layout: keras", rule: ", layout: torch") == 35)
    #expect(try fan("layout: {input: [0], output: [2]}") == 3)
    // A configuration's own words come first.
    let own = try Self.initializer(
      "layout: torch\nrules: [{match: '*', initializer: {class_name: HeNormal, config: {fans: keras3}}}]"
    )
    #expect((own as? VarianceScaling)?.fanRule == .keras3)
  }

  /// Law: the formulas: × k, ÷ √(branches · depth), ÷ √size, × √size, zeros in a row.
  @Test func modifiers() throws {
    func deviation(_ modifiers: String) throws -> Double {
      let made = try Self.initializer(
        "[{match: '*', initializer: {class_name: RandomNormal, config: {stddev: 2}}, modifiers: [\(modifiers)]}]",
        "h.0.a",
        [
          Self.parameter("h.1.a"), Self.parameter("h.1.b"), Self.parameter("m.h.2.a"),
          Self.parameter("ah.7.a"), Self.parameter("h.x.a"), Self.parameter("wte", [9, 16]),
        ])
      return try #require(made as? RandomNormal).standardDeviation
    }
    #expect(try deviation("{multiply: 0.25}") == 0.5)
    // Layers 0 and 1, and 2 of another stack.
    #expect(try deviation("{divide_by_sqrt_depth: {layers: h.*.a}}") == 2 * (1 / 3.0.squareRoot()))
    #expect(
      try deviation("{divide_by_sqrt_depth: {layers: h.*., branches: 3}}")
        == 2 * (1 / 9.0.squareRoot()))
    let deep = try Self.initializer(
      "[{match: '*', initializer: ones, modifiers: [{divide_by_sqrt_layer: {layers: h.*.}}]}]",
      "m.h.15.a")
    #expect(deep as? Constant == Constant(0.25))
    let first = try Self.initializer(
      "[{match: '*', initializer: ones, modifiers: [{divide_by_sqrt_layer: {layers: h.*., branches: 4}}]}]",
      "h.0.a")
    #expect(first as? Constant == Constant(0.5))
    #expect(try deviation("{divide_by_sqrt_size: {of: w*, axis: 1}}") == 0.5)
    #expect(
      try deviation("{divide_by_sqrt_size: {axis: 0}}, {multiply_by_sqrt_size: {of: wte, axis: 0}}")
        == 3)
    // Oracle: torchscale's 1 / (8 · 3)^¼ and 0.87 / (3⁴ · 2)^(1/16), for 3 layers and 2 of a second
    // kind.
    for (arguments, factor) in [
      ("scheme: deep_norm, layers: h.*.", 0.4518010018049224),
      ("scheme: deep_norm_encoder, layers: h.*., decoder_layers: h.*.a", 0.6171899711683378),
      ("scheme: sub_ln, layers: h.*.", 1.3385661990458504),
    ] {
      #expect(abs(try deviation("{depth_scaling: {\(arguments)}}") / 2 / factor - 1) < 1e-6)
    }
    let padded = try Self.initializer(
      "[{match: '*', initializer: ones, modifiers: [{multiply: 3}, {zero_row: 1}]}]")
    let tensor: Tensor<Float> = try padded(shape: [3, 2])
    #expect(tensor.elements == [3, 3, 0, 0, 3, 3])
  }

  @Test(arguments: [
    ("", "empty"), ("a: [", "not YAML"), ("3", "needs rules"), ("rules: []", "needs rules"),
    ("rules: {}", "needs rules"), ("rule: []", "key rule"), ("[3]", "rule 1"),
    ("[{match: a}]", "no initializer"), ("[{initializer: zeros}]", "match or regex"),
    ("[{match: a, regex: a, initializer: zeros}]", "match or regex"),
    ("[{match: 3, initializer: zeros}]", "match or regex"),
    ("[{match: a, initializer: zeroes}]", "did you mean"),
    ("[{match: a, initializer: {class_name: RandomNormal, stddev: 0.02}}]", "no key stddev"),
    ("[{match: *.weight, initializer: zeros}]", "quotes"),
    ("[{match: a, initializer: zeros}, {match: b, initializr: ones}]", "rule 2"),
    ("[{match: '[a', initializer: zeros}]", "without a ]"),
    ("[{regex: '(', initializer: zeros}]", "regular expression"),
    ("{layout: flax, rules: [{match: a, initializer: zeros}]}", "layout"),
    ("{layout: {input: [0]}, rules: [{match: a, initializer: zeros}]}", "layout"),
    ("[{match: a, initializer: zeros, modifiers: 3}]", "list"),
    ("[{match: a, initializer: zeros, modifiers: [{times: 3}]}]", "multiply"),
    ("[{match: a, initializer: zeros, modifiers: [{multiply: x}]}]", "number"),
    ("[{match: a, initializer: zeros, modifiers: [{zero_row: -1}]}]", "0 or more"),
    ("[{match: a, initializer: zeros, modifiers: [{divide_by_sqrt_size: {}}]}]", "axis"),
    ("[{match: a, initializer: zeros, modifiers: [{divide_by_sqrt_depth: {}}]}]", "layers"),
    ("a: &x [1]\nrules: *y", "not YAML: line 2, column 10"),
    ("a: 1\na: 2", "not YAML: line 2"),
    ("? [a]\n: 3", "no string"),
  ])
  func mistakes(yaml: String, part: String) {
    let error = #expect(throws: InitializationError.self) { try Recipe(yaml: yaml) }
    #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
  }

  @Test(arguments: [
    ("{multiply: 0}", "factor"), ("{multiply: -1}", "factor"),
    ("{divide_by_sqrt_size: {axis: 2}}", "no axis 2"),
    ("{divide_by_sqrt_size: {of: nothing, axis: 0}}", "nothing"),
    ("{divide_by_sqrt_depth: {layers: h.*.}}", "depth is unknown"),
    ("{divide_by_sqrt_layer: {layers: h.*.}}", "depth is unknown"),
    ("{divide_by_sqrt_depth: {layers: h}}", "one *"),
  ])
  func modifiersThatDoNotFit(modifier: String, part: String) throws {
    let recipe = try Recipe(
      yaml: "[{match: '*', initializer: he_normal, modifiers: [\(modifier)]}]")
    let error = #expect(throws: InitializationError.self) {
      try recipe.applied(to: [Self.parameter("a.weight")])
    }
    #expect(error?.message.contains("rule 1, match: *, for a.weight") == true)
    #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
  }

  /// Law: a short text cannot take long or much memory, whatever its aliases and expressions.
  @Test func costIsBounded() throws {
    let bomb = (1...9).reduce("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n") { text, level in
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      return text + "a\(level): &a\(level) [\(aliases)]\n"
    }
    let error = #expect(throws: InitializationError.self) { try Recipe(yaml: bomb) }
    #expect(error?.message.contains("more values") == true)
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: InitializationError.self) { try Recipe(yaml: deep) }
    let name = String(repeating: "a", count: 100_000) + "b"
    for expression in ["^(a|a)*$", "^(a|b)*b$", "(?=.*b)(a*)*c"] {
      let slow = try Recipe(yaml: "[{regex: '\(expression)', initializer: zeros}]")
      let isMatch = expression == "^(a|b)*b$"
      #expect(((try? slow.applied(to: [Self.parameter(name)])) != nil) == isMatch)
    }
    for expression in [String(repeating: "(", count: 100_000), "((((a{1000}){1000}){1000}){1000})"]
    {
      #expect(throws: InitializationError.self) {
        try Recipe(yaml: "[{regex: '\(expression)', initializer: zeros}]")
      }
    }
  }

  /// Oracle: Python's `fnmatch.fnmatchcase`, whose globs these are, for the same patterns and
  /// names.
  @Test(arguments: [
    ("*", "", true), ("*", "a.b/c", true), ("a", "a", true), ("a", "A", false), ("a", "ab", false),
    ("?", "é", true), ("?", "", false), ("*.bias", "x.bias", true), ("*.bias", "bias", false),
    ("h.*.w", "h.0.attn.w", true), ("a*b*c", "abcbcbd", false), ("a*b*c", "abcbcbc", true),
    ("[ab]", "b", true), ("[!ab]", "b", false), ("[!ab]", "c", true), ("[0-9]*", "7x", true),
    ("[]]", "]", true), ("[a-]", "-", true), ("**a**", "bab", true), ("", "", true),
    ("", "a", false),
  ])
  func globs(pattern: String, name: String, isMatch: Bool) throws {
    let recipe = try Recipe(yaml: "[{match: '\(pattern)', initializer: zeros}]")
    let parameters = [Self.parameter(name)]
    if isMatch {
      #expect(try recipe.applied(to: parameters).count == 1)
    } else {
      #expect(throws: InitializationError.self) { try recipe.applied(to: parameters) }
    }
  }
}
