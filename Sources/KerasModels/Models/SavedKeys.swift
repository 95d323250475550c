import InitializerConfigurations

/// The keys that Keras saves the layers of a list under: the class in snake case, numbered from the
/// second on.
///
/// Source: `_save_container_state` and `to_snake_case` of Keras 3.
struct SavedKeys {
  private var counts: [String: Int] = [:]

  /// The key of the list's next layer.
  mutating func next(className: String) -> String {
    let key = Self.snakeCase(className)
    let count = counts[key, default: 0]
    counts[key] = count + 1
    return count == 0 ? key : "\(key)_\(count)"
  }

  /// `MultiHeadAttention` to `multi_head_attention`, `Conv2D` to `conv2d`, `LSTMCell` to
  /// `lstm_cell`.
  static func snakeCase(_ className: String) -> String {
    let letters = className.filter { $0.isLetter || $0.isNumber || $0 == "_" }
    return letters.replacing(/(.)([A-Z][a-z]+)/) { "\($0.1)_\($0.2)" }
      .replacing(/([a-z])([A-Z])/) { "\($0.1)_\($0.2)" }.lowercased()
  }
}
