/// Small inputs that could grow.
extension HostileInput {
  static let bombs: [HostileInput] = [
    .init(.recipe, yamlBomb("- "), "", ""),
    .init(.recipe, yamlBomb("? "), "", ""),
    .init(.recipe, hiddenAliases, "", ""),
    .init(.recipe, longKey, "", ""),
    .init(.recipe, nested(4_900, "[", "", "]"), "", ""),
    .init(.recipe, nested(4_900, "? ", "a", ""), "", ""),
    .init(.recipe, "- {regex: '(a+)+(a+)+(a+)+(a+)+[.]weight.', initializer: zeros}", "", ""),
    .init(
      .recipe, "- {regex: '(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x', initializer: zeros}", "", ""),
    .init(.recipe, "- {regex: 'a{1000}{1000}{1000}', initializer: zeros}", "", ""),
    .init(
      .recipe, "- {match: '" + String(repeating: "*a", count: 2_000) + "', initializer: zeros}", "",
      ""),
    .init(
      .recipe,
      "- {match: '*', initializer: {class_name: Constant, config: {value: ["
        + String(repeating: "0,", count: 4_000) + "]}}}", "", ""),
    .init(.configuration, nested(300, "[", "", "]"), "", ""),
    .init(
      .index,
      "{\"metadata\": {}, \"weight_map\": {"
        + (0..<100).map { "\"\($0)\": \"m\($0)-00001-of-99999.safetensors\"" }.joined(
          separator: ",")
        + "}}", "", ""),
    .init(.configuration, "[" + String(repeating: "1e99999,", count: 1_200) + "1]", "", ""),
    .init(
      .configuration,
      #"{"class_name": "Constant", "config": {"value": 1\#(String(repeating: "0", count: 9_000))}}"#,
      "", ""),
    .init(
      .configuration,
      #"{"class_name": "Concatenated", "config": {"initializer": "zeros", "count": 9223372036854775807}}"#,
      "", ""),
    .init(
      .configuration, #"{"class_name": "Identity", "config": {"shift": 9223372036854775807}}"#, "",
      ""),
    .init(
      .configuration,
      #"{"class_name": "icnr", "config": {"initializer": "zeros", "copies": 4611686018427387904}}"#,
      "", ""),
    .init(
      .configuration,
      nested(
        100, #"{"class_name": "stacked", "config": {"axes": 1, "initializer": "#, #""zeros""#, "}}"),
      "", ""),
    .init(
      .manifest,
      #"{"a": {"shape": [\#(String(repeating: "1,", count: 4_900))1], "initializer": "he_normal"}}"#,
      "", ""),
    .init(
      .manifest, #"{"a": {"shape": [268435456, 1073741824], "initializer": "orthogonal"}}"#, "", ""),
    .init(
      .manifest, #"{"a": {"shape": [1, 288230376151711743], "initializer": "orthogonal"}}"#, "", ""),
    .init(
      .model,
      model(
        #"{"class_name": "Embedding", "config": {"name": "e", "input_dim": 1073741824, "output_dim": 1048576}}"#
      ), "", ""),
    .init(
      .model,
      model(
        #"{"class_name": "StackedRNNCells", "config": {"name": "s", "cells": [\#(String(repeating: "{},", count: 2_000)){}]}}"#
      ), "", ""),
    .init(
      .safetensors,
      tensors(
        #"{"a": {"dtype": "F32", "shape": [0, 9223372036854775807], "data_offsets": [0, 0]}}"#,
        data: 0), "", ""),
    .init(
      .safetensors,
      tensors(
        "{"
          + (0..<180).map { #""\#($0)":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}"# }.joined(
            separator: ",") + "}", data: 0), "", ""),
    .init(
      .npy,
      array(
        "{'descr': '<f4', 'fortran_order': False, 'shape': ("
          + String(repeating: "0,", count: 4_000) + ")}", data: 0), "", ""),
    .init(
      .npz,
      zip(
        "a.npy",
        array(
          "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 4611686018427387904)}", data: 0)),
      "", ""),
    .init(
      .keras,
      zip(
        "config.json",
        Array(
          model(
            nested(90, #"{"class_name":"TimeDistributed","config":{"name":"t","layer":"#, "3", "}}")
          ).utf8)), "", ""),
  ]

  /// Nine lists of nine aliases each: 9⁹ values (CVE-2003-1564's form in YAML).
  private static func yamlBomb(_ item: String) -> String {
    var text = "- &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<9 {
      text += "- &a\(level) [\((0..<9).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n"
    }
    return text + (item == "? " ? "- ? *a8\n  : zeros\n" : "")
  }

  /// The same with aliases straight after colons.
  private static var hiddenAliases: String {
    let lists = (1..<9).map { level in
      "- &a\(level) [\(Array(repeating: "\"\":*a\(level - 1)", count: 9).joined(separator: ","))]\n"
    }
    return "- &a0 [x]\n" + lists.joined() + "- ? [\"\":*a8]\n  : zeros\n"
  }

  /// Few copies of a long list, in a key.
  private static var longKey: String {
    let (list, copies) = (Array(repeating: "x", count: 3_000), Array(repeating: "*a", count: 45))
    let more = Array(repeating: "*b", count: 45).joined(separator: ", ")
    return """
      - &a [\(list.joined(separator: ","))]
      - &b [\(copies.joined(separator: ", "))]
      - &c [\(more)]
      - ? [\(more.replacing("*b", with: "*c"))]
        : zeros
      """
  }
}
