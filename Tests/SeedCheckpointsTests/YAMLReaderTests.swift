import Initializers
import StrictJSON
import Testing

@testable import SeedCheckpoints

struct YAMLReaderTests {
  /// Oracle: libyaml's events, as PyYAML composes them, with the types of YAML 1.2's core schema.
  @Test(arguments: [
    ("", "none"), ("# a", "none"), ("---", "null"), ("a", #""a""#),
    ("a b\n  c\n\n  d", #""a b c\nd""#),
    ("- a\n- - b\n  - c\n-\n- d: e\n  f: g", #"["a",["b","c"],null,{"d":"e","f":"g"}]"#),
    ("a:\n- 1\n- 2\nb:\n  c:\n    d\ne:", #"{"a":[1,2],"b":{"c":"d"},"e":null}"#),
    ("? a\n: b\n? c", #"{"a":"b","c":null}"#), ("'a': 1\n\"b\": 2", #"{"a":1,"b":2}"#),
    ("{a: 1, 'b':2, c, d: }", #"{"a":1,"b":2,"c":null,"d":null}"#),
    ("[a, b: c, ? d, [], {}, e\n f]", #"["a",{"b":"c"},{"d":null},[],{},"e f"]"#),
    (
      "[~, null, true, False, yes, 1e-3, -2, +3, .5, 0x10, 1_000, .inf, '1', a:b]",
      #"[null,null,true,false,"yes",0.001,-2,3,0.5,16,"1_000",".inf","1","a:b"]"#
    ),
    ("- &a {b: 1}\n- *a\n- &c d\n- *c", #"[{"b":1},{"b":1},"d","d"]"#),
    ("&a b: c\nd: *a", #"{"b":"c","d":"b"}"#),
    ("- !!str a\n- !x [b]", #"["a",["b"]]"#), ("'it''s'", #""it's""#),
    (#""a\n\x41\u00e9\t\"""#, #""a\nAé\t\"""#), ("\"a  \n\n  b\\\n   c\"", #""a\nbc""#),
    ("a: |\n  b\n    c\n\nd: >-\n  e\n  f\n\n  g\n   h\n", #"{"a":"b\n  c\n","d":"e f\ng\n h"}"#),
    ("- |+\n a\n\n- >1\n  b\n", #"["a\n\n"," b\n"]"#),
    ("%YAML 1.2\n---\na: b # c\n...\n", #"{"a":"b"}"#),
    ("\u{FEFF}a: 1\r\nb: 2\r\n", #"{"a":1,"b":2}"#),
    ("a: b#c\n# d\ne: '#'", ##"{"a":"b#c","e":"#"}"##),
  ])
  func values(yaml: String, json: String) throws {
    #expect(try YAMLReader.value(of: yaml).map(\.text) ?? "none" == json)
  }

  /// Oracle: libyaml refuses the same texts.
  @Test(arguments: [
    "[", "[a, , b]", "{a: b", "'a", "\"a", #""\q""#, #""\ud800""#, "a: b: c", "a\nb: c", "- a\nb",
    "a: 1\n b: 2",
    "  a: 1\n b: 2", "a: - b", "*a", "a: *.b", "&", "@a", "`a", "%a", "a: 1\na: 2", "a\n---\nb",
    "[a] b",
    "\t- a", "a:\n\tb: c", "a\u{1}", "? [a]\n: b", "| a", "- &a [*a]", "]", "a: 'b' c",
  ])
  func mistakes(yaml: String) {
    #expect(throws: InitializationError.self) { try YAMLReader.value(of: yaml) }
  }
}
