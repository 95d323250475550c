import Initializers
import StrictJSON

extension InitializationPlan {
  /// Finds out whether each tensor draws from streams of its own.
  ///
  /// - Throws: `InitializationError.Code.invalidConfiguration` if two paths have one stream, or if
  ///   a tensor takes the path of another for one of its parts.
  static func requireOwnStreams(_ tensors: [PlannedTensor]) throws(InitializationError) {
    var paths = [UInt64: String](minimumCapacity: tensors.count)
    /// The tensors that derive paths, by what those begin with.
    var deriving: [ByteName: [Int]] = [:]
    for (position, tensor) in tensors.enumerated() where !tensor.path.isEmpty {
      let id = NativeStream.id(of: tensor.path)
      if let other = paths.updateValue(tensor.path, forKey: id) {
        throw InitializationError(
          .invalidConfiguration,
          "\(other) and \(tensor.path) have the same stream of random values; rename one")
      }
      for prefix in tensor.initializer.derivedStreamPrefixes(of: tensor.path) {
        deriving[ByteName(prefix), default: []].append(position)
      }
    }
    if deriving.isEmpty { return }
    let sizes = Set(deriving.keys.map { $0.text.utf8.count })
    for (position, tensor) in tensors.enumerated() where !tensor.path.isEmpty {
      for prefix in Self.prefixes(of: tensor.path, sizes: sizes) {
        let others = deriving[ByteName(prefix)] ?? []
        // So many share a beginning in no model, and would all have to be held against each other.
        let areTooMany = others.count > 64
        for other in others.prefix(65)
        where other != position && (areTooMany || Self.areMixed(tensors[other], tensor)) {
          throw InitializationError(
            .invalidConfiguration,
            "\(tensors[other].name) has parts with the same random values as a tensor called \(tensor.name), because their paths are its own with /0, /1 … appended; rename one"
          )
        }
      }
    }
  }

  /// Whether a tensor draws for one of its parts what another draws, or that derives paths from one
  /// of them in its turn.
  private static func areMixed(_ tensor: PlannedTensor, _ other: PlannedTensor) -> Bool {
    tensor.initializer.derivesStream(at: other.path, of: tensor.path, shape: tensor.shape)
      || other.initializer.derivedStreamPrefixes(of: other.path).contains {
        $0.utf8.starts(with: (tensor.path + "/").utf8)
      }
  }

  /// A path, and what stands before each of its slashes, of the given sizes in bytes.
  private static func prefixes(of path: String, sizes: Set<Int>) -> [String] {
    let bytes = Array(path.utf8)
    return bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") && sizes.contains($0) }
      .map { String(decoding: bytes[..<$0], as: UTF8.self) } + [path]
  }
}
