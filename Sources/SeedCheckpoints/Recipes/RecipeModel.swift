import Initializers
import KerasModels

/// A model's parameters, and what modifiers have found out about them: each thing once.
struct RecipeModel {
  private let parameters: [ModelParameter]
  private var depths: [String: Int] = [:]
  private var sources: [String: ModelParameter] = [:]

  /// A model of parameters.
  init(_ parameters: [ModelParameter]) {
    self.parameters = parameters
  }

  /// How many numbers the `*` of a part of names stands for.
  mutating func depth(_ layers: String) throws(InitializationError) -> Int {
    if let depth = depths[layers] { return depth }
    var found: Set<Substring> = []
    for parameter in parameters { found.formUnion(try Self.numbers(layers, in: parameter)) }
    if found.isEmpty { throw Self.unknown(layers) }
    depths[layers] = found.count
    return found.count
  }

  /// The number that stands for the `*` of a part of a parameter's own name.
  static func layer(
    _ layers: String, of parameter: ModelParameter
  ) throws(InitializationError) -> Int {
    guard let name = try numbers(layers, in: parameter).min(by: { $0.count < $1.count }) else {
      throw unknown(layers)
    }
    let digits = String(name.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
    guard let layer = Int(digits) else {
      throw InitializationError(
        .invalidConfiguration, "the layer \(digits) of \(parameter.name) is too large")
    }
    return layer
  }

  /// A dimension: of the first parameter that a pattern matches, or without one of a parameter
  /// itself.
  mutating func size(
    _ pattern: NamePattern?, _ axis: Int, of parameter: ModelParameter
  ) throws(InitializationError) -> Int {
    var source = parameter
    if let pattern { source = try first(matching: pattern) }
    guard source.shape.indices.contains(axis), source.shape[axis] > 0 else {
      throw InitializationError(
        .invalidConfiguration,
        "\(source.name) of shape \(source.shape) has no axis \(axis) with a size above 0")
    }
    return source.shape[axis]
  }

  private mutating func first(
    matching pattern: NamePattern
  ) throws(InitializationError) -> ModelParameter {
    if let source = sources[pattern.text] { return source }
    for parameter in parameters where pattern.matches(parameter.name) {
      sources[pattern.text] = parameter
      return parameter
    }
    throw InitializationError(
      .invalidConfiguration, "no parameter matches \(pattern.text), but its size is needed")
  }

  /// The beginnings of a name, up to the number that stands for the `*` of a part of it, which
  /// begins at the name's start or after a dot or slash.
  private static func numbers(
    _ layers: String, in parameter: ModelParameter
  ) throws(InitializationError) -> [Substring] {
    let parts = layers.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw InitializationError(
        .invalidConfiguration,
        "layers \(layers) must contain one *, for the layer number, such as h.*.")
    }
    let name = parameter.name
    return name.ranges(of: parts[0]).compactMap { start in
      let isStart =
        start.lowerBound == name.startIndex
        || "./".contains(name[name.index(before: start.lowerBound)])
      let digits = name[start.upperBound...].prefix { $0.isASCII && $0.isNumber }
      guard isStart, !digits.isEmpty, name[digits.endIndex...].hasPrefix(parts[1]) else {
        return nil
      }
      return name[..<digits.endIndex]
    }
  }

  private static func unknown(_ layers: String) -> InitializationError {
    InitializationError(
      .invalidConfiguration,
      "no parameter's name contains \(layers) with a number for the *, so the depth is unknown")
  }
}
