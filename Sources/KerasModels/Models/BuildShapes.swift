import InitializerConfigurations

/// The shapes that a layer was built with, as its `build_config` has them.
struct BuildShapes: Sendable {
  /// The shape of the one input, or a list of shapes.
  var input: JSONValue?
  /// The shapes of several inputs by name, such as `query_shape`.
  var byName: JSONObject = [:]

  /// Creates the shapes of a layer with one input.
  init(input: JSONValue?) {
    self.input = input
  }

  /// Reads a `build_config`.
  ///
  /// - Parameters:
  ///   - config: The `build_config`; `nil` if there is none.
  ///   - fallback: The shape of the input if it says none.
  init(config: JSONObject?, default fallback: JSONValue?) {
    byName = config?["shapes_dict"]?.object ?? config ?? [:]
    // Recurrent layers that are given their state have the sequences' shape by name.
    input = config?["input_shape"] ?? byName["sequences_shape"] ?? fallback
  }
}
