import StrictJSON

/// The JSON header of a safetensors file, read as strictly as the format's own reader does, and
/// without what that reader could take in another way: names and fields that are there twice.
struct SafetensorsHeader {
  struct Entry {
    let name: String
    var dtype = ""
    var shape: [Int] = []
    var start = 0
    var end = 0
  }

  /// The limit of the format's own reader.
  static let limit = 100_000_000

  private(set) var metadata: [(key: String, value: String)] = []
  /// The tensors, in the header's order.
  private(set) var entries: [Entry] = []

  /// Reads a header.
  ///
  /// - Parameter bytes: The text.
  /// - Throws: `JSONError` saying where it is no header.
  init(_ bytes: [UInt8]) throws(JSONError) {
    var (metadata, entries): ([(key: String, value: String)], [Entry]) = ([], [])
    try JSONReader.read(bytes, .header) { reader throws(JSONError) in
      // Nothing may stand before the header's object, not even a space.
      guard bytes.first == UInt8(ascii: "{") else {
        throw reader.error("a header must begin with {")
      }
      try reader.readObject { name, reader throws(JSONError) in
        if name != "__metadata__" {
          entries.append(try Self.entry(name, &reader))
        } else if reader.next() == UInt8(ascii: "n") {
          _ = try reader.readValue()
        } else {
          try reader.readObject { key, reader throws(JSONError) in
            metadata.append((key, try reader.readString()))
          }
        }
      }
    }
    (self.metadata, self.entries) = (metadata, entries)
  }

  private static func entry(
    _ name: String, _ reader: inout JSONReader
  ) throws(JSONError) -> Entry {
    _ = reader.next()
    let start = reader.position
    var entry = Entry(name: name)
    var fields = 0
    try reader.readObject { key, reader throws(JSONError) in
      switch key {
      case "dtype": entry.dtype = try reader.readString()
      case "shape": entry.shape = try counts(&reader)
      case "data_offsets":
        let place = reader.position
        let offsets = try counts(&reader)
        guard offsets.count == 2, offsets[0] <= offsets[1] else {
          throw reader.error("data_offsets must be two numbers, the smaller one first", at: place)
        }
        (entry.start, entry.end) = (offsets[0], offsets[1])
      default:
        _ = try reader.readValue()
        return
      }
      fields += 1
    }
    guard fields == 3 else {
      throw reader.error("a tensor must have a dtype, a shape and data_offsets", at: start)
    }
    return entry
  }

  private static func counts(_ reader: inout JSONReader) throws(JSONError) -> [Int] {
    var counts: [Int] = []
    try reader.readArray { reader throws(JSONError) in counts.append(try reader.readCount()) }
    return counts
  }
}
