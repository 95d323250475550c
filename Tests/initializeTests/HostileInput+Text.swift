/// What people write: arguments, configurations, descriptions.
extension HostileInput {
  static let arguments: [HostileInput] = [
    .init(.shape, "", "argument", "whole numbers"),
    .init(.shape, "x", "argument", "whole numbers"),
    .init(.shape, "3x", "argument", "whole numbers"),
    .init(.shape, "x3", "argument", "whole numbers"),
    .init(.shape, "3,3", "argument", "whole numbers"),
    .init(.shape, "-3x3", "argument", "whole numbers"),
    .init(.shape, "+3", "argument", "whole numbers"),
    .init(.shape, "3.0", "argument", "whole numbers"),
    .init(.shape, "1e3", "argument", "whole numbers"),
    .init(.shape, "0x10x", "argument", "whole numbers"),
    .init(.shape, "٣x٣", "argument", "whole numbers"),
    .init(.shape, "3 x 3", "argument", "whole numbers"),
    .init(.shape, "3×3", "argument", "whole numbers"),
    .init(.shape, "SCALAR", "argument", "whole numbers"),
    .init(.shape, "9223372036854775808", "argument", "whole numbers below"),
    .init(.shape, "9223372036854775807", "invalidShape", "elements"),
    .init(.shape, "4294967296x4294967296", "invalidShape", "elements"),
    .init(.shape, "3037000500x3037000500", "invalidShape", "elements"),
    .init(.slice, "", "argument", "range for each axis"),
    .init(.slice, "0", "argument", "range for each axis"),
    .init(.slice, "0:1:1", "argument", "range for each axis"),
    .init(.slice, "-1:", "argument", "minus"),
    .init(.slice, ":,:,:", "invalidSlice", "more ranges"),
    .init(.slice, "0:5", "invalidSlice", "axis 0"),
    .init(.slice, ":,3:2", "invalidSlice", "axis 1"),
    .init(.slice, "4:9223372036854775807", "invalidSlice", "axis 0"),
    .init(.slice, "9223372036854775808:", "argument", "range for each axis"),
    .init(.slice, "a:b", "argument", "range for each axis"),
    .init(.slice, "٠:١", "argument", "range for each axis"),
    .init(.rule, "", "invalidSlice", "is not like"),
    .init(.rule, "*", "invalidSlice", "is not like"),
    .init(.rule, "*=0", "invalidSlice", "is not like"),
    .init(.rule, "*=0:1/1", "invalidSlice", "is not like"),
    .init(.rule, "*=0:0/0", "invalidSlice", "is not like"),
    .init(.rule, "*=2:0/2", "invalidSlice", "no axis 2"),
    .init(.rule, "*=-1:0/2", "invalidSlice", "is not like"),
    .init(.rule, "*=0:0/99999999999999999999", "invalidSlice", "is not like"),
    .init(.rule, "=0:0/2", "invalidSlice", "is not like"),
    .init(.name, "", "unknownName", "known ones are zeros"),
    .init(.name, "he_norml", "unknownName", "he_normal"),
    .init(.name, "HENORMAL", "unknownName", "he_normal"),
    .init(.name, "../etc/passwd", "unknownName", "list"),
    .init(.name, "zeros\u{0}", "unknownName", "zeros"),
    .init(.name, "\u{1B}[31mred", "unknownName", "list"),
    .init(.name, String(repeating: "x", count: 10_000), "unknownName", "list"),
    .init(.name, "he_normаl", "unknownName", "he_normal"),
  ]

  static let configurations: [HostileInput] = [
    .init(.configuration, "", "invalidConfiguration", "not JSON"),
    .init(.configuration, "{", "invalidConfiguration", "not JSON"),
    .init(.configuration, "he_normal", "invalidConfiguration", "not JSON"),
    .init(.configuration, "7", "invalidConfiguration", "class_name"),
    .init(.configuration, "[]", "invalidConfiguration", "class_name"),
    .init(.configuration, "null", "invalidConfiguration", "class_name"),
    .init(.configuration, "{}", "invalidConfiguration", "class_name"),
    .init(
      .configuration, #"{"class_name": 3, "config": {}}"#, "invalidConfiguration", "class_name"),
    .init(
      .configuration, #"{"class_name": "HeNormal", "config": 3}"#, "invalidConfiguration", "config"),
    .init(
      .configuration, #"{"class_name": "HeNormal", "stddev": 3}"#, "invalidConfiguration", "stddev"),
    .init(.configuration, #"{"class_name": "Nope", "config": {}}"#, "unknownName", "Nope"),
    .init(
      .configuration, #"{"class_name": "RandomUniform", "config": {"minval": NaN}}"#,
      "invalidParameter", "nan"),
    .init(
      .configuration, #"{"class_name": "Constant", "config": {"value": "x"}}"#,
      "invalidConfiguration", "value"),
    .init(
      .configuration, #"{"class_name": "Constant", "config": {"value": true}}"#,
      "invalidConfiguration", "value"),
    .init(
      .configuration, #"{"class_name": "Constant", "config": {"value": 1e999}}"#,
      "invalidConfiguration", "JSON"),
    .init(
      .configuration, #"{"class_name": "RandomNormal", "config": {"stddev": -1}}"#,
      "invalidParameter", "-1"),
    .init(
      .configuration, #"{"class_name": "RandomNormal", "config": {"stddev": "NaN"}}"#,
      "invalidParameter", "nan"),
    .init(
      .configuration, #"{"class_name": "RandomNormal", "config": {"stddev": null}}"#,
      "invalidConfiguration", "stddev"),
    .init(
      .configuration, #"{"class_name": "RandomNormal", "config": {"mean": "Infinity"}}"#,
      "invalidParameter", "inf"),
    .init(
      .configuration, #"{"class_name": "RandomNormal", "config": {"seed": -1}}"#,
      "invalidParameter", "seed"),
    .init(
      .configuration, #"{"class_name": "RandomNormal", "config": {"seed": 1.5}}"#,
      "invalidConfiguration", "seed"),
    .init(
      .configuration, #"{"class_name": "RandomNormal", "config": {"seed": 18446744073709551616}}"#,
      "invalidConfiguration", "seed"),
    .init(
      .configuration, #"{"class_name": "RandomNormal", "config": {"sed": 1}}"#,
      "invalidConfiguration", "sed"),
    .init(
      .configuration, #"{"class_name": "RandomUniform", "config": {"minval": 1, "maxval": 0}}"#,
      "invalidParameter", "1"),
    .init(
      .configuration,
      #"{"class_name": "RandomUniform", "config": {"minval": -1e308, "maxval": 1e308}}"#,
      "invalidParameter", "1e+308"),
    .init(
      .configuration, #"{"class_name": "TruncatedNormal", "config": {"bounds": [3, 1]}}"#,
      "invalidParameter", "bounds"),
    .init(
      .configuration, #"{"class_name": "TruncatedNormal", "config": {"bounds": [40, 41]}}"#,
      "invalidParameter", "12"),
    .init(
      .configuration, #"{"class_name": "TruncatedNormal", "config": {"bounds": [1]}}"#,
      "invalidConfiguration", "bounds"),
    .init(
      .configuration, #"{"class_name": "VarianceScaling", "config": {"scale": 0}}"#,
      "invalidParameter", "scale"),
    .init(
      .configuration, #"{"class_name": "VarianceScaling", "config": {"scale": -1}}"#,
      "invalidParameter", "scale"),
    .init(
      .configuration, #"{"class_name": "VarianceScaling", "config": {"mode": "fan_around"}}"#,
      "invalidConfiguration", "fan_avg"),
    .init(
      .configuration, #"{"class_name": "VarianceScaling", "config": {"distribution": "cauchy"}}"#,
      "invalidConfiguration", "uniform"),
    .init(
      .configuration,
      #"{"class_name": "VarianceScaling", "config": {"fans": {"in": [9], "out": [0]}}}"#,
      "invalidConfiguration", "fans"),
    .init(
      .configuration, #"{"class_name": "HeNormal", "config": {"fans": "sideways"}}"#,
      "invalidConfiguration", "fans"),
    .init(
      .configuration, #"{"class_name": "Orthogonal", "config": {"gain": "big"}}"#,
      "invalidConfiguration", "gain"),
    .init(
      .configuration, #"{"class_name": "Identity", "config": {"gain": []}}"#,
      "invalidConfiguration", "gain"),
    .init(
      .configuration, #"{"class_name": "sparse", "config": {"sparsity": 2}}"#, "invalidParameter",
      "sparsity"),
    .init(
      .configuration,
      #"{"class_name": "concatenated", "config": {"initializer": "orthogonal", "count": 0}}"#,
      "invalidConfiguration", "count"),
    .init(
      .configuration,
      #"{"class_name": "concatenated", "config": {"initializer": "orthogonal", "count": 9223372036854775807}}"#,
      "invalidConfiguration", "9223372036854775807"),
    .init(
      .configuration,
      #"{"class_name": "concatenated", "config": {"initializer": "orthogonal", "count": 5}}"#,
      "invalidShape", "5"),
    .init(
      .configuration,
      nested(
        5_000, #"{"class_name": "scaled", "config": {"factor": 1, "initializer": "#, #""zeros""#,
        "}}"), "invalidConfiguration", "JSON"),
    .init(
      .configuration,
      nested(300, #"{"class_name": "transposed", "config": {"initializer": "#, #""zeros""#, "}}"),
      "invalidConfiguration", "nested"),
  ]

  static func nested(_ depth: Int, _ open: String, _ middle: String, _ close: String) -> String {
    String(repeating: open, count: depth) + middle + String(repeating: close, count: depth)
  }

  static let manifests: [HostileInput] = [
    .init(.manifest, "", "invalidConfiguration", "not JSON"),
    .init(.manifest, "{}", "invalidConfiguration", "not a manifest"),
    .init(.manifest, "[1]", "invalidConfiguration", "not a manifest"),
    .init(.manifest, #"{"a": {"shape": [2]}, "b": 3}"#, "invalidConfiguration", "b is 3"),
    .init(.manifest, #"{"a": {"shape": 2}}"#, "invalidConfiguration", "shape"),
    .init(.manifest, #"{"a": {"shape": [-2]}}"#, "invalidConfiguration", "shape"),
    .init(.manifest, #"{"a": {"shape": [2.5]}}"#, "invalidConfiguration", "shape"),
    .init(.manifest, #"{"a": {"shape": ["2"]}}"#, "invalidConfiguration", "shape"),
    .init(.manifest, #"{"a": {"shape": [null]}}"#, "invalidConfiguration", "shape"),
    .init(.manifest, #"{"a": {"shape": [9223372036854775808]}}"#, "invalidConfiguration", "shape"),
    .init(
      .manifest, #"{"a": {"shape": [4294967296, 4294967296], "initializer": "zeros"}}"#,
      "invalidShape", "elements"),
    .init(
      .manifest, #"{"a": {"shape": [2]}}"#, "invalidConfiguration", "nothing says how a starts"),
    .init(
      .manifest, #"{"a": {"shape": [2], "dtype": "float33"}}"#, "invalidConfiguration", "float32"),
    .init(.manifest, #"{"a": {"shape": [2], "dtype": 3}}"#, "invalidConfiguration", "dtype"),
    .init(
      .manifest, #"{"a": {"shape": [2], "dtype": "int32", "initializer": "he_normal"}}"#,
      "unsupportedScalarType", "int32"),
    .init(.manifest, #"{"a": {"shape": [2], "initializer": "nope"}}"#, "unknownName", "nope"),
    .init(.manifest, #"{"a": {"shape": [2], "initializer": 3}}"#, "invalidConfiguration", "a"),
    .init(
      .manifest, #"{"": {"shape": [2], "initializer": "zeros"}}"#, "invalidConfiguration", "name"),
    .init(.manifest, #"{"a": {"shape": [2], "init": "zeros"}}"#, "invalidConfiguration", "init"),
    .init(
      .manifest, #"{"a": {"shape": [288230376151711744, 2], "initializer": "zeros"}}"#,
      "invalidShape", "elements"),
    .init(
      .manifest,
      #"{"a": {"shape": [2], "initializer": {"class_name": "Constant", "config": {"value": [1, 2, 3]}}}}"#,
      "invalidShape", "shape [3]"),
  ]

  static let recipes: [HostileInput] = [
    .init(.recipe, "", "invalidConfiguration", "empty"),
    .init(.recipe, "7", "invalidConfiguration", "rules"),
    .init(.recipe, "[]", "invalidConfiguration", "rules"),
    .init(.recipe, "rules: []", "invalidConfiguration", "rules"),
    .init(.recipe, "rules: {a: b}", "invalidConfiguration", "rules"),
    .init(.recipe, "- 7", "invalidConfiguration", "rule 1"),
    .init(.recipe, "- {match: a}", "invalidConfiguration", "initializer"),
    .init(.recipe, "- {initializer: zeros}", "invalidConfiguration", "match"),
    .init(.recipe, "- {match: a, regex: b, initializer: zeros}", "invalidConfiguration", "either"),
    .init(.recipe, "- {match: *.weight, initializer: zeros}", "invalidConfiguration", "quotes"),
    .init(.recipe, "- {match: '*', initializer: zeroes_}", "unknownName", "zeros"),
    .init(.recipe, "- {match: '*', initializer: zeros, sed: 1}", "invalidConfiguration", "sed"),
    .init(.recipe, "- {match: '*.bias', initializer: zeros}", "invalidConfiguration", "a.weight"),
    .init(.recipe, "- {regex: '(', initializer: zeros}", "invalidConfiguration", "rule 1"),
    .init(.recipe, "- {regex: '(?R)', initializer: zeros}", "invalidConfiguration", "rule 1"),
    .init(
      .recipe, "- {match: '*', layout: sideways, initializer: he_normal}", "invalidConfiguration",
      "layout"),
    .init(
      .recipe, "{layout: [], rules: [{match: '*', initializer: zeros}]}", "invalidConfiguration",
      "layout"),
    .init(
      .recipe, "- {match: '*', initializer: he_normal, modifiers: [{multiply: x}]}",
      "invalidConfiguration", "multiply"),
    .init(
      .recipe, "- {match: '*', initializer: he_normal, modifiers: [{conjure: 1}]}",
      "invalidConfiguration", "conjure"),
    .init(
      .recipe, "- {match: '*', initializer: he_normal, modifiers: 3}", "invalidConfiguration",
      "modifiers"),
    .init(
      .recipe, "- {match: '*', initializer: he_normal, modifiers: [{multiply: .inf}]}",
      "invalidConfiguration", "multiply"),
    .init(
      .recipe, "- {match: '*', initializer: {class_name: RandomNormal, config: {stddev: .nan}}}",
      "invalidConfiguration", "stddev"),
    .init(.recipe, "- &a [*a]", "invalidConfiguration", "YAML"),
    .init(
      .recipe, "- {match: '*', match: 'b', initializer: zeros}", "invalidConfiguration", "match"),
    .init(.recipe, "- {match: '*', initializer: !!python/object:os.system x}", "unknownName", "x"),
    .init(.recipe, "\t- x", "invalidConfiguration", "YAML"),
    .init(.recipe, [0xFF, 0xFE, 0x00], "invalidConfiguration", "YAML"),
    .init(.recipe, "--- \n- a\n--- \n- b", "invalidConfiguration", "YAML"),
    .init(
      .recipe, "{rules: [{match: '*', initializer: zeros}], rule: 3}", "invalidConfiguration",
      "rule"),
  ]
}
