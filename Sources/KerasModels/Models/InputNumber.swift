import InitializerConfigurations

/// When the first input of a model was made, as the number in its name tells.
///
/// Keras calls inputs `input_layer`, `input_layer_1` and so on, in the order in which they are
/// made, unless they are given a name.
struct InputNumber {
  /// The number; `nil` for an input with a name of its own.
  private let number: Int?

  /// The input that a list of layers begins with, or the first in it.
  init?(_ layers: [JSONValue]) {
    guard let input = layers.first(where: { $0.object?["class_name"]?.string == "InputLayer" })
    else { return nil }
    let name = input.object?["config"]?.object?["name"]?.string ?? ""
    number = name.wholeMatch(of: /input_layer(?:_(\d+))?/).map { $0.1.flatMap { Int($0) } ?? 0 }
  }

  /// Whether this input, made by Keras itself, can have been made later than another.
  func mayBeMade(after other: InputNumber) -> Bool {
    guard let number else { return false }
    return other.number.map { number > $0 } ?? true
  }

  /// Whether the first layer's input has the type that the next layer computes in.
  static func hasTypeOfNextLayer(_ layers: [JSONValue]) -> Bool {
    let types = layers.prefix(2).map { layer in
      let type = layer.object?["config"]?.object?["dtype"]
      let policy = type?.string ?? type?.object?["config"]?.object?["name"]?.string ?? ""
      return policy.replacing("mixed_", with: "")
    }
    return types.count < 2 || types[0] == types[1]
  }
}
