public import Initializers

extension Fans.Rule {
  /// What a rule can be written as, in words.
  package static let forms =
    "keras2, keras3, torch, jax, axes such as {\"input\": [0], \"output\": [1, 2]}, "
    + "{\"jax\": {\"in_axis\": [-2], \"out_axis\": [-1], \"batch_axis\": [0]}}, or "
    + "{\"convolution\": \"transposed\", \"layout\": \"torch\", \"groups\": 1, \"stride\": 2} with ordinary (also grouped), transposed or depthwise"

  /// Reads a rule; `nil` if there is none of that form.
  package init?(json: JSONValue) {
    switch json {
    case .string("keras2"): self = .keras2
    case .string("keras3"): self = .keras3
    case .string("torch"): self = .torch
    case .string("jax"): self = .jax()
    case .object(let object) where Set(object.keys) == ["input", "output"]:
      guard let input = Self.axes(object["input"]), let output = Self.axes(object["output"]) else {
        return nil
      }
      self = .axes(input: input, output: output)
    case .object(let object) where Set(object.keys) == ["jax"]:
      let names = ["in_axis", "out_axis", "batch_axis"]
      guard let axes = object["jax"]?.object, axes.keys.allSatisfy(names.contains),
        let input = Self.axes(axes["in_axis"] ?? .integer(-2)),
        let output = Self.axes(axes["out_axis"] ?? .integer(-1)),
        let batch = Self.axes(axes["batch_axis"] ?? .array([]))
      else { return nil }
      self = .jax(input: input, output: output, batch: batch)
    case .object(let object) where object["convolution"] != nil:
      guard object.keys.allSatisfy(["convolution", "layout", "groups", "stride"].contains),
        let kind = object["convolution"]?.string.flatMap(ConvolutionKind.init),
        let layout = (object["layout"] ?? .string("keras")).string.flatMap(WeightLayout.init),
        let groups = (object["groups"] ?? .integer(1)).integer, groups > 0,
        let stride = (object["stride"] ?? .integer(1)).integer, stride > 0
      else { return nil }
      self = .convolution(kind, layout: layout, groups: groups, stride: stride)
    default: return nil
    }
  }

  /// The rule in the form that ``init(json:)`` reads.
  package var json: JSONValue {
    switch self {
    case .keras2: return .string("keras2")
    case .keras3: return .string("keras3")
    case .torch: return .string("torch")
    case .axes(let input, let output):
      return .object(["input": JSONValue(input), "output": JSONValue(output)])
    case .jax(let input, let output, let batch):
      return .object([
        "jax": .object([
          "in_axis": JSONValue(input), "out_axis": JSONValue(output),
          "batch_axis": JSONValue(batch),
        ])
      ])
    case .convolution(let kind, let layout, let groups, let stride):
      return .object([
        "convolution": .string(kind.rawValue), "layout": .string(layout.rawValue),
        "groups": .integer(Int128(groups)), "stride": .integer(Int128(stride)),
      ])
    }
  }

  /// A list of axes; a single one is taken for a list of it.
  private static func axes(_ value: JSONValue?) -> [Int]? {
    guard let value else { return nil }
    let elements = value.array ?? [value]
    let axes = elements.compactMap(\.integer)
    return axes.count == elements.count ? axes : nil
  }
}

/// A rule as configurations have it: a name such as `torch`, or an object with axes or a kind of
/// convolution.
extension Fans.Rule: Codable {
  /// Decodes a name or an object.
  public init(from decoder: any Decoder) throws {
    guard let rule = Fans.Rule(json: try JSONValue(from: decoder)) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: "a rule is one of \(Self.forms)"))
    }
    self = rule
  }

  /// Encodes what configurations hold.
  public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
