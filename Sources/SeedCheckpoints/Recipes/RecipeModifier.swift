import Foundation
import Initializers

/// What a rule does to its initializer where a scheme depends on a model's depth or width.
enum RecipeModifier: Sendable {
  /// Values times a number.
  case multiply(Double)
  /// Values divided by √(branches · depth). The depth is how many numbers `*` stands for in the names.
  case divideByRootOfDepth(layers: String, branches: Int)
  /// Values divided by √(branches · (layer + 1)), the layer being the number that stands for `*` in the parameter's own name.
  case divideByRootOfLayer(layers: String, branches: Int)
  /// Values multiplied or divided by the square root of a dimension, of the parameter itself or of another.
  case rootOfSize(of: NamePattern?, axis: Int, divides: Bool)
  /// Zeros in one row.
  case zeroRow(Int)

  /// The modified initializer of a parameter.
  func modified(
    _ initializer: any Initializer, of parameter: ModelParameter, in model: [ModelParameter]
  ) throws(InitializationError) -> any Initializer {
    switch self {
    case .multiply(let factor):
      return try scaled(initializer, by: factor)
    case .divideByRootOfDepth(let layers, let branches):
      let depth = try Self.numbers(layers, in: model).count
      return try scaled(initializer, by: 1 / (Double(branches) * Double(depth)).squareRoot())
    case .divideByRootOfLayer(let layers, let branches):
      let layer = try Self.numbers(layers, in: [parameter]).min(by: { $0.count < $1.count })
        .flatMap { prefix in
          Double(String(prefix.reversed().prefix { $0.isASCII && $0.isNumber }.reversed()))
        }
      return try scaled(
        initializer, by: 1 / (Double(branches) * ((layer ?? 0) + 1)).squareRoot())
    case .rootOfSize(let pattern, let axis, let divides):
      let size = try size(pattern, axis, parameter, model)
      let root = Double(size).squareRoot()
      return try scaled(initializer, by: divides ? 1 / root : root)
    case .zeroRow(let row):
      return try zeroRow(row, of: initializer)
    }
  }

  private func scaled(
    _ initializer: any Initializer, by factor: Double
  ) throws(InitializationError) -> any Initializer {
    try initializer.scaled(by: factor)
  }

  private func zeroRow(
    _ row: Int, of base: some Initializer
  ) throws(InitializationError) -> any Initializer {
    try ZeroRows([row], of: base)
  }

  /// The beginnings of names, up to the number that stands for the `*` of a part of them, which begins at the name's start or after a dot or slash.
  private static func numbers(
    _ layers: String, in model: [ModelParameter]
  ) throws(InitializationError) -> Set<Substring> {
    let parts = layers.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw InitializationError(
        .invalidConfiguration,
        "layers \(layers) must have one *, for the layers' number, such as h.*.")
    }
    var found: Set<Substring> = []
    for parameter in model {
      let name = parameter.name
      for start in name.ranges(of: parts[0]) {
        let isStart =
          start.lowerBound == name.startIndex
          || "./".contains(name[name.index(before: start.lowerBound)])
        let digits = name[start.upperBound...].prefix { $0.isASCII && $0.isNumber }
        if isStart, !digits.isEmpty, name[digits.endIndex...].hasPrefix(parts[1]) {
          found.insert(name[..<digits.endIndex])
        }
      }
    }
    if found.isEmpty {
      throw InitializationError(
        .invalidConfiguration,
        "no parameter's name has \(layers), with a number for the *, so the layers are unknown")
    }
    return found
  }

  private func size(
    _ pattern: NamePattern?, _ axis: Int, _ parameter: ModelParameter, _ model: [ModelParameter]
  ) throws(InitializationError) -> Int {
    var source: ModelParameter? = pattern == nil ? parameter : nil
    if let pattern {
      for candidate in model where try pattern.matches(candidate.name) {
        source = candidate
        break
      }
    }
    guard let source else {
      throw InitializationError(
        .invalidConfiguration, "no parameter matches \(pattern?.text ?? ""), whose size is needed")
    }
    guard source.shape.indices.contains(axis), source.shape[axis] > 0 else {
      throw InitializationError(
        .invalidConfiguration,
        "\(source.name) of shape \(source.shape) has no axis \(axis) with a size above 0")
    }
    return source.shape[axis]
  }
}
