package import StrictJSON

extension CheckpointReader {
  /// Reads what the file records of its tensors: JSON, a value a tensor.
  ///
  /// - Parameter body: Receives the position of a tensor, and a reader in front of what is recorded
  ///   of it, which it has to read.
  /// - Throws: ``CheckpointError/Code/unsupported`` if the records are damaged, are of tensors that
  ///   the file does not have, or if `body` finds something wrong with one.
  package func readRecords(
    _ body: (Int, inout JSONReader) throws(JSONError) -> Void
  ) throws(CheckpointError) {
    for (tensor, record) in contents.records.enumerated() where !record.isEmpty {
      do throws(JSONError) {
        try JSONReader.read(record, .strict) { reader throws(JSONError) in
          try body(tensor, &reader)
        }
      } catch {
        throw damaged(error)
      }
    }
    guard let text = metadata[CheckpointFormat.safetensorsRecords], contents.records.isEmpty else {
      return
    }
    // Nearly always records stand in the order of the tensors.
    var next = 0
    lazy var places = Dictionary(
      uniqueKeysWithValues: tensors.enumerated().map { (ByteName($0.element.name), $0.offset) })
    do throws(JSONError) {
      try JSONReader.read(Array(text.utf8), .strict) { reader throws(JSONError) in
        try reader.readObject { name, reader throws(JSONError) in
          let isNext = next < tensors.count && ByteName(tensors[next].name) == ByteName(name)
          guard let place = isNext ? next : places[ByteName(name)] else {
            throw reader.error("the file does not have a tensor \(JSONValue.string(name).text)")
          }
          next = place + 1
          try body(place, &reader)
        }
      }
    } catch {
      throw damaged(error)
    }
  }

  private func damaged(_ error: JSONError) -> CheckpointError {
    file.malformed("has a wrong record: \(error)")
  }

  /// What the file records of its tensors: JSON, a text a tensor, empty for those of which nothing
  /// is recorded.
  ///
  /// - Throws: ``CheckpointError/Code/unsupported`` if the records are damaged, or are of tensors
  ///   that the file does not have.
  package func records() throws(CheckpointError) -> [ArraySlice<UInt8>] {
    var records = [ArraySlice<UInt8>](repeating: [], count: tensors.count)
    try readRecords { tensor, reader throws(JSONError) in
      records[tensor] = try reader.skipValue()
    }
    return records
  }
}
