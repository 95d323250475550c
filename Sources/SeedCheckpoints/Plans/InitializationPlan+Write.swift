public import Checkpoints
import Initializers
import Synchronization

extension InitializationPlan {
  /// Makes all tensors and writes them to a file.
  ///
  /// Memory is a small buffer a thread, and the whole of one tensor at a time for those that cannot
  /// be made in pieces. The file's bytes are the same for any number of threads.
  ///
  /// - Parameters:
  ///   - path: The path of the file; `nil` for standard output.
  ///   - format: The format; `nil` to read it off the path.
  ///   - threads: The most threads to use; `nil` for one a processor.
  ///   - started: Called with the file as soon as there is one, for those who may want to discard
  ///     it.
  ///   - progress: Called with the number of bytes made so far, from any thread.
  /// - Returns: The names of tensors whose records are longer than the format has room for, so that
  ///   the file does not tell how they were made.
  /// - Throws: `InitializationError` or `CheckpointError`; the destination is then as it was.
  @discardableResult
  public func write(
    to path: String?, format: CheckpointFormat? = nil, threads: Int? = nil,
    started: (AtomicFile) -> Void = { _ in },
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws -> [String] {
    let format = try format ?? CheckpointFormat(path: path ?? "-")
    // Keras saves low-rank additions as part of what they are added to.
    let stored = Set(format.isKeras ? structure.groups.flatMap(\.tensors) : Array(tensors.indices))
    let records = records
    let writer = try CheckpointWriter(
      path: path, format: format, tensors: tensors.map(\.description), structure: structure,
      metadata: metadata, records: records, started: started)
    do {
      let done = Atomic<Int>(0)
      try forEachPiece(of: stored, threads: threads) { piece, bytes in
        let offset = piece.elements.lowerBound * tensors[piece.tensor].scalarType.byteCount
        try writer.write(bytes, toTensor: piece.tensor, at: offset)
        progress(done.add(bytes.count, ordering: .relaxed).newValue)
      }
    } catch {
      writer.discard()
      throw error
    }
    try writer.commit()
    if format.recordLimit == 0 { return [] }
    return zip(tensors, records).filter { $1.count > format.recordLimit }.map(\.0.name)
  }
}
