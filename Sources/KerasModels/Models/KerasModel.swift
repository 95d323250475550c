public import Checkpoints
package import InitializerConfigurations
public import Initializers

/// The variables of a Keras model, read from the JSON that `model.to_json()` writes.
///
/// ```swift
/// let model = try KerasModel(json: Data(contentsOf: url))
/// for variable in model.variables { print(variable.name, variable.shape) }
/// ```
///
/// Paths, shapes, scalar types and order are those of `model.weights` of the model that wrote the
/// JSON. Shapes come from the `build_config` of each layer, so a model of Keras 3 must have been
/// built; where older descriptions have none, they are found from the shapes of the inputs.
///
/// Two things JSON does not say. A Sequential model that was built without an `Input` of its own
/// inside another Sequential model or `TimeDistributed` has that one's name before its own in
/// Keras. Here it has, too, unless the number in the name of its input, or the input's type, tells
/// that it was given one; where they leave both open, it is taken for one without. And a layer that
/// stands both in a model and in another model inside it is one layer in Keras; here it is two, but
/// for archives, which mark most such layers.
public struct KerasModel: Sendable {
  /// The model's name.
  public let name: String
  /// The variables in Keras's order.
  public let variables: [ModelParameter]
  /// Where the variables stand in a `.weights.h5` file, a group for each layer, also for those
  /// without variables.
  public let savedGroups: [WeightsGroup]
  /// Paths that Keras uses for more than one variable, and the unique paths that the second, third
  /// … variable have here: `a/kernel`, `a/kernel~1`, `a/kernel~2`.
  public let renamed: [(path: String, unique: String)]
  /// The layers left out because their class is unknown, as "path (class)".
  public let skipped: [String]

  /// Whether the description is one that Keras 3 can load a model from.
  package let isKeras3: Bool

  /// Reads a model.
  ///
  /// - Parameters:
  ///   - json: The text that `model.to_json()` returns, or the attribute `model_config` of a `.h5`
  ///     file.
  ///   - skippingUnknown: Whether layers of unknown classes are left out, rather than an error.
  /// - Throws: `InitializationError.Code.unknownName` for a layer of an unknown class,
  ///   `InitializationError.Code.invalidConfiguration` for JSON that is no built model.
  public init(
    json: some Collection<UInt8>, skippingUnknown: Bool = false
  ) throws(InitializationError) {
    try self.init(JSONValue(parsing: json), skippingUnknown: skippingUnknown)
  }

  /// Reads a model from JSON that has been parsed.
  package init(_ json: JSONValue, skippingUnknown: Bool) throws(InitializationError) {
    var root = json
    let dialect = Self.dialect(of: root)
    // Only Keras 3 says all shapes that its layers were built with, and not in .h5 files.
    if dialect != .keras3 || root.object?["module"] == nil {
      root = ShapeInference.completing(root)
    }
    guard let className = root.object?["class_name"]?.string, root.object?["config"] != nil else {
      throw InitializationError(
        .invalidConfiguration,
        "this JSON is not a Keras model, which has class_name and config, as model.to_json() writes them, and not \(ModelReader.manifest)"
      )
    }
    guard LayerDeclaration.of(root)?.model != nil else {
      throw InitializationError(
        .unknownName,
        "the model is of class \(className); only Sequential and Functional models describe their "
          + "layers in JSON; describe its tensors in \(ModelReader.manifest)")
    }
    var reader = ModelReader(dialect: dialect, skipsUnknown: skippingUnknown)
    guard let model = try reader.layer(root, in: "") else {
      throw InitializationError(.invalidConfiguration, "this JSON is an operation, not a model")
    }
    name = root.object?["config"]?.object?["name"]?.string ?? className
    skipped = reader.skipped
    savedGroups = model.savedGroups
    isKeras3 = dialect == .keras3 && json.object?["module"] != nil
    (variables, renamed) = Self.makingUnique(model.weights)
  }

  /// The version of Keras that wrote a model.
  private static func dialect(of root: JSONValue) -> Dialect {
    let object = root.object ?? [:]
    if let version = object["keras_version"]?.string {
      if version.hasPrefix("3") { return .keras3 }
      let isOld = ["0.", "1.", "2.0.", "2.1.", "2.2.", "2.3."].contains(where: version.hasPrefix)
      return isOld && !version.hasSuffix("-tf") ? .keras2 : .tfKeras
    }
    // Archives and .h5 files say no version here; the key of an input's shape tells them apart, and
    // old names of modules.
    let module = object["module"]?.string ?? ""
    let isOld =
      ["keras.engine", "keras.src.engine", "tf_keras", "tensorflow"].contains(
        where: module.hasPrefix)
      || isKeras2Input(object["config"]?.object?["layers"]?.array?.first)
    return isOld ? .tfKeras : .keras3
  }

  private static func isKeras2Input(_ layer: JSONValue?) -> Bool {
    let config = layer?.object?["config"]?.object
    if let first = config?["layers"]?.array?.first { return isKeras2Input(first) }
    return config?["batch_input_shape"] != nil
  }

  private static func makingUnique(
    _ variables: [ModelParameter]
  ) -> (variables: [ModelParameter], renamed: [(path: String, unique: String)]) {
    // Paths are compared as bytes: String would merge composed and decomposed letters.
    var count: [[UInt8]: Int] = [:]
    var taken = Set(variables.map { Array($0.name.utf8) })
    var renamed: [(path: String, unique: String)] = []
    let unique = variables.map { variable in
      let path = variable.name
      let key = Array(path.utf8)
      var variable = variable
      var repetition = count[key, default: 0]
      if repetition > 0 {
        while !taken.insert(Array("\(path)~\(repetition)".utf8)).inserted { repetition += 1 }
        variable.name = "\(path)~\(repetition)"
        renamed.append((path, variable.name))
      }
      count[key] = repetition + 1
      return variable
    }
    return (unique, renamed)
  }
}
