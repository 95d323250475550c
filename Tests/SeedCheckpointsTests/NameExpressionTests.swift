import Initializers
import Testing

@testable import SeedCheckpoints

struct NameExpressionTests {
  /// Oracle: ICU's regular expressions, as `NSRegularExpression` searches them.
  @Test(arguments: [
    ("", "", true), ("a", "bab", true), ("^a", "ba", false), ("a$", "ab", false),
    ("a$", "a\n", true),
    (#"a\z"#, "a\n", false), (#"\Aa\Z"#, "a\n", true), (".", "\n", false), (".", "é", true),
    ("a|b|", "c", true), ("^(a|bc)+$", "abca", true), ("^(a|bc)+$", "abc b", false),
    ("^a{2}$", "a", false), ("^a{2,}$", "aaa", true), ("^a{1,2}$", "aaa", false),
    ("^(a*)*$", "aab", false), ("^(|a)+$", "aa", true), ("^a*?b??$", "aa", true),
    (#"\.(wte|wpe)\.weight$"#, "h.wte.weight", true),
    (#"\.(wte|wpe)\.weight$"#, "hwte.weight", false),
    (#"^h\.\d+\."#, "h.12.w", true), (#"^h\.\d+\."#, "h.x.w", false), (#"^\w+$"#, "é_9", true),
    (#"\W"#, "é_9", false), (#"^\s$"#, "\u{A0}", true), (#"\bb\b"#, "a.b", true),
    (#"\bb"#, "ab", false),
    (#"a\Bb"#, "ab", true), ("[^a-c]", "abc", false), ("[a-c-]", "-", true),
    (#"[\d.]"#, "x.", true),
    (#"[\]\[]"#, "[", true), ("^(?!.*bias)", "a.bias", false), ("^(?!.*bias)", "a.weight", true),
    ("(?<=norm[.])weight", "norm.weight", true), ("(?<!norm[.])weight", "norm.weight", false),
    ("a(?=b(?!c))", "abcab", true), ("a(?=b(?!c))", "abcabc", false),
    ("(?i)WEIGHT", "weight", true),
    ("(?i:W)eight", "wEight", false), ("(?<n>a)b", "ab", true), (#"\x61\u0062"#, "ab", true),
  ])
  func searches(expression: String, name: String, isFound: Bool) throws {
    #expect(try NameExpression(expression).isFound(in: name) == isFound)
  }

  @Test(arguments: [
    "(", ")", "[", "[]", "*", "a**", "a{", "a{2", "a{3,2}", "a{1001}", "(?<n", "(?>a)", "a*+",
    #"\1"#,
    #"\p{L}"#, #"\"#, #"\x"#, #"\uD800"#, "[b-a]", "[a[b]]", "[a&&b]", "(?#a)", "(?x)a",
  ])
  func mistakes(expression: String) {
    let error = #expect(throws: InitializationError.self) { try NameExpression(expression) }
    #expect(error?.message.hasPrefix("\(expression) is not a regular expression: ") == true)
  }
}
