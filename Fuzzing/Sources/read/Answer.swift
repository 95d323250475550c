import Checkpoints

/// What a file holds, or why it is refused.
///
/// Names, facts and bytes are in hexadecimal, so that none of them is changed on its way.
struct Answer: Encodable {
  /// A tensor: its name, type, dimensions and bytes.
  struct Tensor: Encodable {
    let name: String
    let type: String
    let shape: [Int]
    let bytes: String

    func encode(to encoder: any Encoder) throws {
      var container = encoder.unkeyedContainer()
      try container.encode(name)
      try container.encode(type)
      try container.encode(shape)
      try container.encode(bytes)
    }
  }

  private(set) var ok = true
  private(set) var tensors: [Tensor]? = []
  private(set) var metadata: [String: String]? = [:]
  private(set) var error: String?

  /// Reads a file, or the files of an index.
  ///
  /// - Parameter path: Its path.
  init(path: String) {
    do throws(CheckpointError) {
      if path.hasSuffix(ShardIndex.suffix) {
        for file in try CheckpointSet(paths: [path]).files { try add(file) }
        metadata = [:]
      } else {
        try add(try CheckpointReader(path: path))
      }
    } catch {
      (ok, tensors, metadata) = (false, nil, nil)
      self.error = error.description
    }
  }

  private mutating func add(_ file: CheckpointReader) throws(CheckpointError) {
    for (index, tensor) in file.tensors.enumerated() {
      var bytes = [UInt8](repeating: 0, count: tensor.byteCount ?? 0)
      let result = bytes.withUnsafeMutableBytes { buffer in
        Result { () throws(CheckpointError) in try file.read(buffer, ofTensor: index, at: 0) }
      }
      try result.get()
      tensors?.append(
        Tensor(
          name: Self.hexadecimal(tensor.name.utf8), type: tensor.scalarType.rawValue,
          shape: tensor.shape, bytes: Self.hexadecimal(bytes)))
    }
    for (key, value) in file.metadata {
      metadata?[Self.hexadecimal(key.utf8)] = Self.hexadecimal(value.utf8)
    }
    try file.requireChecksums()
  }

  private static func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
