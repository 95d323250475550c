import ScalarTypes
import StrictJSON

extension CheckpointReader {
  /// The tensors of a safetensors file, whose bytes must follow each other without gaps to the
  /// file's end.
  static func safetensors(_ file: InputFile) throws(CheckpointError) -> Contents {
    guard let size = try file.bytes(at: 0, count: 8).integer(at: 0), size <= file.size - 8,
      size <= SafetensorsHeader.limit
    else { throw file.malformed("is truncated, or is not a safetensors file") }
    let text = try file.bytes(at: 8, count: size)
    let header: SafetensorsHeader
    do {
      header = try SafetensorsHeader(text)
    } catch {
      throw file.malformed("has an invalid safetensors header: \(error)")
    }
    var contents = Contents()
    for fact in header.metadata
    where contents.metadata.updateValue(fact.value, forKey: fact.key) != nil {
      throw file.malformed("has two metadata entries called \(fact.key)")
    }
    var end = 0
    for entry in header.entries.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      let name = entry.name
      guard let type = CheckpointFormat.safetensorsTypes.first(where: { $0.code == entry.dtype })
      else {
        throw file.malformed("has tensor \(name) of type \(entry.dtype), which is not supported")
      }
      let tensor = TensorDescription(name: name, shape: entry.shape, scalarType: type.scalarType)
      guard entry.end <= file.size - 8 - size else {
        throw file.malformed("is truncated in tensor \(name)")
      }
      guard entry.start == end, let count = tensor.byteCount, entry.end - entry.start == count
      else { throw file.malformed("has wrong sizes or offsets for tensor \(name)") }
      end = entry.end
      contents.tensors.append(tensor)
      contents.ranges.append(8 + size + entry.start..<8 + size + entry.end)
    }
    guard 8 + size + end == file.size else {
      throw file.malformed("has bytes that belong to no tensor")
    }
    return contents
  }
}
