import Checkpoints
import Platform
import Initializers
import InitializerConfigurations

/// Reads the records of tensors, whose initializers are mostly the same few.
struct RecordReader {
  /// What is recorded of a tensor.
  struct Entry {
    var initializer: (any Initializer)?
    /// The seeds that the initializer has, wherever in it they stand.
    var seeds: Set<Int128> = []
    var path = ""
    var shape: [Int]?
    var slice: [Range<Int>]?
    var scalarType: ScalarType?
  }

  private typealias Made = (initializer: any Initializer, seeds: Set<Int128>)

  /// The initializers of texts that have been read.
  private var made: [ArraySlice<UInt8>: Made] = [:]

  /// Reads what files record of their tensors.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - fingerprint: Takes in all records.
  /// - Returns: An entry a tensor; `nil` for those of which nothing is recorded.
  /// - Throws: `CheckpointError` saying what is wrong with the first wrong record.
  mutating func entries(
    of file: CheckpointReader, _ fingerprint: inout InitializationPlan.Fingerprint
  ) throws(CheckpointError) -> [Entry?] {
    var entries = [Entry?](repeating: nil, count: file.tensors.count)
    try file.readRecords { tensor, reader throws(JSONError) in
      _ = reader.next()
      let start = reader.position
      entries[tensor] = try entry(&reader)
      fingerprint.add(file.tensors[tensor].name, reader.text(from: start))
    }
    for (entry, tensor) in zip(entries, file.tensors) where entry == nil {
      fingerprint.add(tensor.name, [])
    }
    return entries
  }

  private mutating func entry(_ reader: inout JSONReader) throws(JSONError) -> Entry {
    var entry = Entry()
    try reader.readObject { key, reader throws(JSONError) in
      switch key {
      case "initializer": (entry.initializer, entry.seeds) = try initializer(&reader)
      case "path": entry.path = try reader.readString()
      case "dtype":
        let name = try reader.readString()
        entry.scalarType = ScalarType(rawValue: name)
        if entry.scalarType == nil { throw reader.error("there is no scalar type \(name)") }
      case "shape": entry.shape = try Self.counts(&reader)
      case "slice":
        var slice: [Range<Int>] = []
        try reader.readArray { reader throws(JSONError) in
          let ends = try Self.counts(&reader)
          guard ends.count == 2, ends[0] <= ends[1] else {
            throw reader.error("a slice must be a list of pairs, the smaller number first")
          }
          slice.append(ends[0]..<ends[1])
        }
        entry.slice = slice
      default: throw reader.error("a record has no key \(key)")
      }
    }
    return entry
  }

  private mutating func initializer(
    _ reader: inout JSONReader
  ) throws(JSONError) -> (any Initializer, Set<Int128>) {
    _ = reader.next()
    let start = reader.position
    let text = try reader.skipValue()
    if let known = made[text] { return known }
    do throws(InitializationError) {
      let json = try JSONValue(parsing: text, .strict)
      let initializer = try InitializerCatalog(.own).deserialize(
        InitializerConfiguration(json: json))
      made[text] = (initializer, Self.seeds(in: json))
      return (initializer, Self.seeds(in: json))
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
