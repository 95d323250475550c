public import Checkpoints
import Foundation
public import Initializers
import KerasInterop

extension InitializationPlan {
  /// The version of this package that files record.
  public static let programVersion = "0.1.0"

  /// What files record, so that all of it can be made again: the program, the stream, the backend, the seed, and under `parameters`
  /// what each tensor's values depend on, as JSON.
  var metadata: [(key: String, value: String)] {
    [
      // PyTorch's libraries ask for it.
      ("format", "pt"),
      ("generator", "swift-initializers"),
      ("version", Self.programVersion),
      ("stream", NativeStream.version),
      ("backend", backend.rawValue),
      ("seed", String(seed.integer)),
      // The same in all files of a model, so that files of others are found out.
      ("plan", fingerprint),
      ("parameters", JSONValue.object(records).text),
    ]
  }

  private var records: [String: JSONValue] {
    var records: [String: JSONValue] = [:]
    for tensor in tensors {
      records[tensor.name] = Self.record(of: tensor)
    }
    return records
  }

  /// What a tensor's values depend on; `nil` if it has no configuration, as a function has none.
  static func record(of tensor: PlannedTensor) -> JSONValue? {
    guard let configuration = try? InitializerCatalog(.own).serialize(tensor.initializer) else {
      return nil
    }
    var record = ["initializer": configuration.json]
    if !tensor.path.isEmpty { record["path"] = .string(tensor.path) }
    if let slice = tensor.slice {
      record["shape"] = JSONValue(tensor.shape)
      record["slice"] = .array(
        slice.map {
          .array([.integer(Int128($0.lowerBound)), .integer(Int128($0.upperBound))])
        })
    }
    return .object(record)
  }

  /// Plans the tensors of a file again, from what it records.
  ///
  /// - Parameter reader: The file.
  /// - Throws: `InitializationError` if the file does not record what made it, or if another version of the stream did.
  public init(recordedIn reader: CheckpointReader) throws(InitializationError) {
    func invalid(_ fault: String) -> InitializationError {
      InitializationError(.invalidConfiguration, "\(reader.path) \(fault)")
    }
    guard let parameters = reader.metadata["parameters"],
      let seed = reader.metadata["seed"].flatMap({ Int128($0) }),
      let backendName = reader.metadata["backend"]
    else {
      throw invalid("does not record what made it; give --model or --initializer, and --seed")
    }
    guard let backend = Backend(rawValue: backendName) else {
      throw invalid("was made with the backend \(backendName), which this program does not know")
    }
    let stream = reader.metadata["stream"] ?? "no stream"
    guard stream == NativeStream.version else {
      throw invalid("was made with \(stream); this program makes \(NativeStream.version)")
    }
    let records = try JSONValue(parsing: Data(parameters.utf8)).object ?? [:]
    let names = Set(reader.tensors.map(\.name))
    if let missing = records.keys.sorted().first(where: { !names.contains($0) }) {
      throw invalid("records a tensor \(missing), which it does not have")
    }
    var tensors: [PlannedTensor] = []
    for tensor in reader.tensors {
      guard let record = records[tensor.name]?.object, let json = record["initializer"] else {
        throw invalid("does not record what made \(tensor.name); give --model and --seed")
      }
      do {
        tensors.append(try Self.tensor(tensor, record, json, backend))
      } catch {
        throw invalid("records a wrong origin of \(tensor.name): \(error.message)")
      }
    }
    try self.init(tensors: tensors, seed: Seed(seed))
  }

  private static func tensor(
    _ tensor: TensorDescription, _ record: [String: JSONValue], _ initializer: JSONValue,
    _ backend: Backend
  ) throws(InitializationError) -> PlannedTensor {
    let shape = record["shape"]?.array?.compactMap(\.integer) ?? tensor.shape
    var slice: [Range<Int>]?
    if let ranges = record["slice"]?.array {
      slice = []
      for range in ranges {
        let ends = range.array?.compactMap(\.integer) ?? []
        guard ends.count == 2, ends[0] <= ends[1] else {
          throw InitializationError(.invalidSlice, "its slice is no list of ranges")
        }
        slice?.append(ends[0]..<ends[1])
      }
    }
    return PlannedTensor(
      name: tensor.name, shape: shape, slice: slice, scalarType: tensor.scalarType,
      initializer: try InitializerCatalog(.own).deserialize(
        InitializerConfiguration(json: initializer)),
      path: record["path"]?.string ?? "", backend: backend)
  }
}
