import Initializers
import InitializerConfigurations
import Yams

extension JSONValue {
  /// The value of a node of YAML.
  ///
  /// - Parameter node: The node.
  /// - Throws: `InitializationError` for keys that are no strings, and for too many values, which aliases can make of a short text.
  init(yaml node: Node) throws(InitializationError) {
    var count = 0
    self = try Self.value(of: node, depth: 0, &count)
  }

  private static func value(
    of node: Node, depth: Int, _ count: inout Int
  ) throws(InitializationError) -> JSONValue {
    count += 1
    guard count < 100_000, depth < 64 else {
      throw InitializationError(
        .invalidConfiguration, "the YAML has more values, or deeper ones, than a recipe needs")
    }
    switch node {
    case .scalar(let scalar):
      return value(of: scalar, node)
    case .sequence(let sequence):
      var values: [JSONValue] = []
      for element in sequence { values.append(try value(of: element, depth: depth + 1, &count)) }
      return .array(values)
    case .mapping(let mapping):
      var values: JSONObject = [:]
      for (key, element) in mapping {
        guard let name = key.string else {
          throw InitializationError(.invalidConfiguration, "the YAML has a key that is no string")
        }
        values[name] = try value(of: element, depth: depth + 1, &count)
      }
      return .object(values)
    case .alias:
      throw InitializationError(.invalidConfiguration, "the YAML has an alias of nothing")
    }
  }

  private static func value(of scalar: Node.Scalar, _ node: Node) -> JSONValue {
    let text = scalar.string
    // What is quoted is text, whatever it looks like.
    guard scalar.style == .plain || scalar.style == .any else { return .string(text) }
    if node.null != nil { return .null }
    if let flag = node.bool, ["true", "false"].contains(text.lowercased()) { return .bool(flag) }
    if let integer = Int128(text), (Int128(Int64.min)...Int128(UInt64.max)).contains(integer) {
      return .integer(integer)
    }
    // YAML 1.1 takes 1e-3 for text, which nobody means.
    if text.first.map({ "+-.0123456789".contains($0) }) == true, let number = Double(text),
      number.isFinite
    {
      return .number(number)
    }
    return .string(text)
  }
}
