import Checkpoints
import Foundation
import Initializers
import KerasInterop

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

  /// Reads what is recorded of a tensor.
  mutating func read(_ record: ArraySlice<UInt8>) throws(InitializationError) -> Entry {
    var entry = Entry()
    var initializer: ArraySlice<UInt8> = []
    do {
      try JSONReader.read(Array(record), .strict) { reader throws(JSONError) in
        try reader.readObject { key, reader throws(JSONError) in
          switch key {
          case "initializer": initializer = try reader.skipValue()
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
                throw reader.error("a slice is a list of pairs, the smaller number first")
              }
              slice.append(ends[0]..<ends[1])
            }
            entry.slice = slice
          default: throw reader.error("a record has no key \(key)")
          }
        }
      }
    } catch {
      throw InitializationError(.invalidConfiguration, "\(error)")
    }
    if !initializer.isEmpty {
      let made = try made(of: initializer)
      (entry.initializer, entry.seeds) = (made.initializer, made.seeds)
    }
    return entry
  }

  private mutating func made(of text: ArraySlice<UInt8>) throws(InitializationError) -> Made {
    if let known = made[text] { return known }
    let json = try JSONValue(parsing: text, .strict)
    let initializer = try InitializerCatalog(.own).deserialize(InitializerConfiguration(json: json))
    made[text] = (initializer, Self.seeds(in: json))
    return (initializer, Self.seeds(in: json))
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
