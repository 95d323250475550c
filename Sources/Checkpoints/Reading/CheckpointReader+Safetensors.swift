import Foundation
import Initializers

extension CheckpointReader {
  /// The tensors of a safetensors file, whose bytes must follow each other without gaps to the file's end.
  static func safetensors(_ file: InputFile) throws(CheckpointError) -> Contents {
    guard let size = try file.bytes(at: 0, count: 8).integer(at: 0), size <= file.size - 8,
      size <= SafetensorsHeader.limit
    else { throw file.malformed("is cut off, or is no safetensors file") }
    let text = Data(try file.bytes(at: 8, count: size))
    let header: SafetensorsHeader
    do {
      header = try JSONDecoder().decode(SafetensorsHeader.self, from: text)
    } catch {
      throw file.malformed("has a header that is not safetensors': \(Self.reason(error))")
    }
    var contents = Contents(metadata: header.metadata)
    var end = 0
    let entries = header.tensors.sorted {
      ($0.value.start, $0.value.end, $0.key) < ($1.value.start, $1.value.end, $1.key)
    }
    for (name, entry) in entries {
      guard let type = CheckpointFormat.safetensorsTypes.first(where: { $0.code == entry.dtype })
      else {
        throw file.malformed("has tensor \(name) of type \(entry.dtype), which is not read")
      }
      let tensor = TensorDescription(name: name, shape: entry.shape, scalarType: type.scalarType)
      guard entry.end <= file.size - 8 - size else {
        throw file.malformed("is cut off in tensor \(name)")
      }
      guard entry.start == end, let count = tensor.byteCount, entry.end - entry.start == count
      else { throw file.malformed("says wrong sizes or places of tensor \(name)") }
      end = entry.end
      contents.tensors.append(tensor)
      contents.ranges.append(8 + size + entry.start..<8 + size + entry.end)
    }
    guard 8 + size + end == file.size else {
      throw file.malformed("has bytes that belong to no tensor")
    }
    return contents
  }

  /// What a decoder found wrong, in a few words.
  static func reason(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .keyNotFound(_, let context),
      .dataCorrupted(let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: "/")
      return (path.isEmpty ? "" : "\(path): ") + context.debugDescription
    default: return "\(error)"
    }
  }
}
