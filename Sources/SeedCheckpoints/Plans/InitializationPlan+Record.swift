import Platform
import Initializers
import InitializerConfigurations

extension InitializationPlan {
  /// The version of this package that files record.
  public static let programVersion = "0.1.0"

  /// What files record beside ``records``, so that all of it can be made again: the program, the
  /// stream, the backend and the seed.
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
    ] + (shard.map { [("shard", $0)] } ?? [])
  }

  /// What files record of each tensor: all that its values depend on, as JSON.
  var records: [[UInt8]] { tensors.map { Self.record(of: $0) } }

  /// What a file records of a tensor; nothing if it has no configuration, as a function has none.
  static func record(of tensor: PlannedTensor) -> [UInt8] {
    guard let configuration = try? InitializerCatalog(.own).serialize(tensor.initializer) else {
      return []
    }
    var record: JSONObject = [
      "dtype": .string(tensor.scalarType.rawValue), "initializer": configuration.json,
      "shape": JSONValue(tensor.shape),
    ]
    if !tensor.path.isEmpty { record["path"] = .string(tensor.path) }
    if let slice = tensor.slice {
      record["slice"] = .array(
        slice.map {
          .array([.integer(Int128($0.lowerBound)), .integer(Int128($0.upperBound))])
        })
    }
    var text: [UInt8] = []
    JSONValue.object(record).write(to: &text)
    return text
  }

  /// What tells the plan's tensors, their types and initializers from others, in whatever order and
  /// files they stand: a hash in hexadecimal digits.
  var fingerprint: String {
    if let wholeFingerprint { return wholeFingerprint }
    var fingerprint = Fingerprint(seed: String(seed.integer), backend: backend.rawValue)
    // The records of parts are made one by one, so that a large plan takes no more memory for it.
    for tensor in tensors { fingerprint.add(tensor.name, Self.record(of: tensor)) }
    return fingerprint.text
  }

  /// A hash of records, in whatever order.
  struct Fingerprint {
    private var count = 0
    private var sum: UInt64 = 0
    private let facts: String

    init(seed: String, backend: String) {
      facts = "\(seed) \(backend)"
    }

    mutating func add(_ name: String, _ record: some Collection<UInt8>) {
      count += 1
      sum &+= NativeStream.id(of: "\(name)\0\(String(decoding: record, as: UTF8.self))")
    }

    var text: String {
      let digits = String(NativeStream.id(of: "\(facts) \(count) \(sum)"), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
  }
}
