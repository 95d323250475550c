import Foundation

/// Hugging Face's index of a model in several safetensors files: which file has which tensor.
///
/// ```json
/// {"metadata": {"total_parameters": 6, "total_size": 24}, "weight_map": {"a": "model-00001-of-00002.safetensors", …}}
/// ```
public struct ShardIndex: Sendable, Hashable {
  /// The ending of an index's name.
  public static let suffix = ".safetensors.index.json"

  /// The name of the file that has each tensor.
  public let files: [String: String]
  /// The number of bytes of all tensors, if the index says it.
  public let byteCount: Int?
  /// The number of elements of all tensors, if the index says it.
  public let elementCount: Int?

  /// Creates an index.
  ///
  /// - Parameters:
  ///   - files: The name of the file that has each tensor.
  ///   - byteCount: The number of bytes of all tensors.
  ///   - elementCount: The number of elements of all tensors.
  public init(files: [String: String], byteCount: Int?, elementCount: Int?) {
    self.files = files
    self.byteCount = byteCount
    self.elementCount = elementCount
  }

  private struct Storage: Codable {
    struct Facts: Codable {
      var totalParameters: Int?
      var totalSize: Int?

      enum CodingKeys: String, CodingKey {
        case totalParameters = "total_parameters"
        case totalSize = "total_size"
      }
    }

    var metadata: Facts?
    var weightMap: [String: String]

    enum CodingKeys: String, CodingKey {
      case metadata
      case weightMap = "weight_map"
    }
  }

  /// Reads an index.
  ///
  /// - Parameter path: The path of the file.
  /// - Throws: ``CheckpointError/Code/unsupported`` if it is no index, or names files outside its folder,
  ///   ``CheckpointError/Code/system(errno:)`` if it cannot be read.
  public init(path: String) throws(CheckpointError) {
    let bytes = try InputFile.contents(of: path, limit: SafetensorsHeader.limit)
    let storage: Storage
    do {
      storage = try JSONDecoder().decode(Storage.self, from: Data(bytes))
    } catch {
      throw CheckpointError(
        .unsupported, "\(path) is no index of shards: \(CheckpointReader.reason(error))")
    }
    if let file = storage.weightMap.values.first(where: { $0.isEmpty || $0.utf8.contains(0x2F) }) {
      throw CheckpointError(
        .unsupported, "\(path) names the file \"\(file)\", which is not one of its own folder")
    }
    self.init(
      files: storage.weightMap, byteCount: storage.metadata?.totalSize,
      elementCount: storage.metadata?.totalParameters)
  }

  /// The index as JSON, with its keys in order.
  public var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let storage = Storage(
      metadata: Storage.Facts(totalParameters: elementCount, totalSize: byteCount), weightMap: files
    )
    // Strings and integers can always be encoded.
    guard let data = try? encoder.encode(storage) else { return [] }
    return Array(data) + [UInt8(ascii: "\n")]
  }
}
