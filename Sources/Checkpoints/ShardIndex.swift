import StrictJSON

/// Hugging Face's index of a model in several safetensors files: which file has which tensor.
///
/// ```json
/// {"metadata": {"total_parameters": 6, "total_size": 24}, "weight_map": {"a": "model-00001-of-00002.safetensors", …}}
/// ```
public struct ShardIndex: Sendable, Hashable {
  /// The ending of an index's name.
  public static let suffix = ".safetensors.index.json"

  /// A tensor, and the file that has it.
  public struct Entry: Sendable, Hashable {
    /// The name of the tensor.
    public let tensor: String
    /// The name of the file.
    public let file: String

    /// Creates an entry.
    ///
    /// - Parameters:
    ///   - tensor: The name of the tensor.
    ///   - file: The name of the file, which stands beside the index.
    public init(tensor: String, file: String) {
      self.tensor = tensor
      self.file = file
    }
  }

  /// The tensors, each with its file, in the index's order.
  public let entries: [Entry]
  /// The number of bytes of all tensors, if the index says it.
  public let byteCount: Int?
  /// The number of elements of all tensors, if the index says it.
  public let elementCount: Int?

  /// Creates an index.
  ///
  /// - Parameters:
  ///   - entries: The tensors, each with its file.
  ///   - byteCount: The number of bytes of all tensors.
  ///   - elementCount: The number of elements of all tensors.
  public init(entries: [Entry], byteCount: Int?, elementCount: Int?) {
    self.entries = entries
    self.byteCount = byteCount
    self.elementCount = elementCount
  }

  /// Reads an index.
  ///
  /// - Parameter path: The path of the file.
  /// - Throws: ``CheckpointError/Code/unsupported`` if it is no index, names no tensors, or files
  ///   outside its folder, ``CheckpointError/Code/system(errno:)`` if it cannot be read.
  public init(path: String) throws(CheckpointError) {
    let bytes = try InputFile.contents(of: path, limit: SafetensorsHeader.limit)
    var entries: [Entry]?
    var facts: JSONObject?
    do {
      try JSONReader.read(bytes, .strict) { reader throws(JSONError) in
        try reader.readObject { key, reader throws(JSONError) in
          switch key {
          case "weight_map":
            var read: [Entry] = []
            try reader.readObject { tensor, reader throws(JSONError) in
              let file = try reader.readString()
              // Most tensors stand in the file of the one before, whose name need not be kept
              // twice.
              let isSame = read.last.map { ByteName($0.file) == ByteName(file) } ?? false
              read.append(Entry(tensor: tensor, file: isSame ? read[read.count - 1].file : file))
            }
            entries = read
          case "metadata": facts = try reader.readValue().object
          default: _ = try reader.readValue()
          }
        }
      }
    } catch {
      throw CheckpointError(.unsupported, "\(path) is not an index of shards: \(error)")
    }
    // transformers reads no index without both.
    guard let entries, let facts else {
      throw CheckpointError(
        .unsupported, "\(path) is not an index of shards: it has no weight_map, or no metadata")
    }
    guard !entries.isEmpty else {
      throw CheckpointError(.unsupported, "\(path) names no tensors, so there is nothing to read")
    }
    if let file = entries.first(where: {
      $0.file.isEmpty || $0.file.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
    })?.file {
      throw CheckpointError(
        .unsupported, "\(path) names the file \"\(file)\", which is not in its own folder")
    }
    self.init(
      entries: entries, byteCount: facts["total_size"]?.integer,
      elementCount: facts["total_parameters"]?.integer)
  }

  /// The index as JSON, with its tensors in the order of their names' bytes.
  public var json: [UInt8] {
    var text = Array("{\n  \"metadata\" : {".utf8)
    let facts = [("total_parameters", elementCount), ("total_size", byteCount)].compactMap { fact in
      fact.1.map { "\n    \"\(fact.0)\" : \($0)" }
    }
    text += "\(facts.joined(separator: ","))\n  },\n  \"weight_map\" : {".utf8
    let sorted = entries.sorted { $0.tensor.utf8.lexicographicallyPrecedes($1.tensor.utf8) }
    for (place, entry) in sorted.enumerated() {
      text += (place == 0 ? "\n    " : ",\n    ").utf8
      JSONValue.write(entry.tensor, to: &text)
      text += " : ".utf8
      JSONValue.write(entry.file, to: &text)
    }
    return text + "\n  }\n}\n".utf8
  }
}
