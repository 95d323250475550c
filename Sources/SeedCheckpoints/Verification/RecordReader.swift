import Checkpoints
import Platform
import Initializers
import InitializerConfigurations

/// Reads the records of tensors, whose initializers are mostly the same few.
struct RecordReader {
  /// What is recorded of a tensor.
  struct Entry {
    let tensor: PlannedTensor
    /// The seeds that the initializer has, wherever in it they stand.
    let seeds: Set<Int128>
  }

  private typealias Made = (initializer: any Initializer, seeds: Set<Int128>)

  /// The initializers of texts that have been read.
  private var made: [ArraySlice<UInt8>: Made] = [:]

  /// Reads what files record of their tensors.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - backend: Where its random values come from.
  ///   - fingerprint: Takes in all records.
  /// - Returns: An entry a tensor; `nil` for those of which no initializer, shape and type are
  ///   recorded.
  /// - Throws: `CheckpointError` saying what is wrong with the first wrong record.
  mutating func entries(
    of file: CheckpointReader, _ backend: Backend,
    _ fingerprint: inout InitializationPlan.Fingerprint
  ) throws(CheckpointError) -> [Entry?] {
    var entries = [Entry?](repeating: nil, count: file.tensors.count)
    var isRecorded = [Bool](repeating: false, count: file.tensors.count)
    try file.readRecords { tensor, reader throws(JSONError) in
      _ = reader.next()
      let start = reader.position
      let name = file.tensors[tensor].name
      entries[tensor] = try entry(&reader, name, backend)
      isRecorded[tensor] = true
      fingerprint.add(name, reader.text(from: start))
    }
    for (isRecorded, tensor) in zip(isRecorded, file.tensors) where !isRecorded {
      fingerprint.add(tensor.name, [])
    }
    return entries
  }

  private mutating func entry(
    _ reader: inout JSONReader, _ name: String, _ backend: Backend
  ) throws(JSONError) -> Entry? {
    var made: Made?
    var path = ""
    var (shape, slice): ([Int]?, [Range<Int>]?)
    var scalarType: ScalarType?
    try reader.readObject { key, reader throws(JSONError) in
      switch key {
      case "initializer": made = try initializer(&reader)
      case "path": path = try reader.readString()
      case "dtype":
        let name = try reader.readString()
        scalarType = ScalarType(rawValue: name)
        if scalarType == nil { throw reader.error("there is no scalar type \(name)") }
      case "shape": shape = try Self.counts(&reader)
      case "slice":
        var ranges: [Range<Int>] = []
        try reader.readArray { reader throws(JSONError) in
          let ends = try Self.counts(&reader)
          guard ends.count == 2, ends[0] <= ends[1] else {
            throw reader.error("a slice must be a list of pairs, the smaller number first")
          }
          ranges.append(ends[0]..<ends[1])
        }
        slice = ranges
      default: throw reader.error("a record has no key \(key)")
      }
    }
    guard let made, let shape, let scalarType else { return nil }
    return Entry(
      tensor: PlannedTensor(
        name: name, shape: shape, slice: slice, scalarType: scalarType,
        initializer: made.initializer, path: path, backend: backend),
      seeds: made.seeds)
  }

  private mutating func initializer(
    _ reader: inout JSONReader
  ) throws(JSONError) -> Made {
    _ = reader.next()
    let start = reader.position
    let text = try reader.skipValue()
    if let known = made[text] { return known }
    do throws(InitializationError) {
      let json = try JSONValue(parsing: text, .strict)
      let initializer = try InitializerCatalog(.own).deserialize(
        InitializerConfiguration(json: json))
      let result = (initializer, Self.seeds(in: json))
      made[text] = result
      return result
    } catch {
      throw reader.error(error.message, at: start)
    }
  }

  private static func seeds(in json: JSONValue) -> Set<Int128> {
    switch json {
    case .array(let values): return values.reduce(into: []) { $0.formUnion(seeds(in: $1)) }
    case .object(let object):
      return object.reduce(into: []) { found, entry in
        if entry.key == "seed", case .integer(let seed) = entry.value { found.insert(seed) }
        found.formUnion(seeds(in: entry.value))
      }
    default: return []
    }
  }

  private static func counts(_ reader: inout JSONReader) throws(JSONError) -> [Int] {
    var counts: [Int] = []
    try reader.readArray { reader throws(JSONError) in counts.append(try reader.readCount()) }
    return counts
  }
}
