public import Initializers
import InitializerConfigurations
public import KerasModels

/// Tensors that are described one by one, for models that no other file describes.
///
/// ```json
/// {
///   "encoder/attention/query": {"shape": [512, 512], "dtype": "bfloat16", "initializer": "glorot_uniform"},
///   "encoder/scale": {"shape": [512], "initializer": {"class_name": "Constant", "config": {"value": 0.1}}}
/// }
/// ```
///
/// Each entry has a `shape`, a `dtype`, which is `float32` if it is not given, and an
/// `initializer`, a name or a Keras configuration, unless a ``Recipe`` says how the tensor starts.
/// The order of the tensors is the manifest's own. Names are told apart by their bytes.
public struct Manifest: Sendable {
  /// The tensors.
  public let parameters: [ModelParameter]

  /// Reads a manifest.
  ///
  /// - Parameter json: The text.
  /// - Throws: `InitializationError` naming the tensor that is described wrongly.
  public init(json: some Collection<UInt8>) throws(InitializationError) {
    let root = try JSONValue(parsing: json, .manifest)
    guard Self.isManifest(root) else {
      throw InitializationError(
        .invalidConfiguration,
        #"this JSON is not a manifest; a manifest looks like {"name": {"shape": [2, 3], "initializer": "he_normal"}}"#
      )
    }
    try self.init(root)
  }

  /// Whether JSON looks like a manifest: an object of objects that have a shape, but for mistakes.
  static func isManifest(_ root: JSONValue) -> Bool {
    guard let entries = root.object, entries["class_name"] == nil else { return false }
    return entries.values.contains { $0.object?["shape"] != nil }
  }

  private static func initializer(
    _ json: JSONValue
  ) throws(InitializationError) -> (any Initializer)? {
    if json == .null { return nil }
    return try InitializerCatalog(.own).deserialize(InitializerConfiguration(written: json))
  }

  /// Reads a manifest that has been parsed, by the rules of manifests.
  init(_ root: JSONValue) throws(InitializationError) {
    var parameters: [ModelParameter] = []
    for (name, entry) in root.object ?? [:] {
      guard let object = entry.object else {
        throw InitializationError(
          .invalidConfiguration,
          "tensor \(name) is \(entry.text); it must be an object, such as {\"shape\": [2, 3]}")
      }
      parameters.append(try Self.parameter(name, object))
    }
    self.parameters = parameters
  }

  private static func parameter(
    _ name: String, _ entry: JSONObject
  ) throws(InitializationError) -> ModelParameter {
    func invalid(_ key: String, _ expected: String) -> InitializationError {
      InitializationError(
        .invalidConfiguration,
        "tensor \(name) has \(entry[key].map { "the \(key) \($0.text)" } ?? "no \(key)"); it must be \(expected)"
      )
    }
    // Archives have files of these names.
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if parts.contains(where: { ["", ".", ".."].contains(String($0)) }) {
      throw InitializationError(
        .invalidConfiguration,
        "the manifest has a tensor named \"\(name)\"; names are parts joined by /, and no part is empty, . or .."
      )
    }
    let known = ["shape", "dtype", "initializer"]
    if let key = entry.keys.sorted().first(where: { !known.contains($0) }) {
      throw InitializationError(
        .invalidConfiguration,
        "tensor \(name) has the unknown key \(key); the known ones are \(known.joined(separator: ", "))"
      )
    }
    let sizes = entry["shape"]?.array ?? []
    let shape = sizes.compactMap(\.integer)
    guard entry["shape"]?.array != nil, shape.count == sizes.count, shape.allSatisfy({ $0 >= 0 })
    else { throw invalid("shape", "a list of sizes, such as [2, 3]") }
    _ = try ElementLayout.elementCount(of: shape)
    // PyTorch writes its types with its own name before them.
    let typeName = entry["dtype"].map { $0.string ?? "" } ?? "float32"
    guard
      let type = ScalarType(
        rawValue: typeName.hasPrefix("torch.") ? String(typeName.dropFirst(6)) : typeName)
    else {
      throw invalid(
        "dtype", "one of " + ScalarType.allCases.map(\.rawValue).joined(separator: ", "))
    }
    do {
      return ModelParameter(
        name: name, shape: shape, scalarType: type,
        initializer: try initializer(entry["initializer"] ?? .null))
    } catch {
      throw InitializationError(error.code, "initializer of tensor \(name): \(error.message)")
    }
  }
}
