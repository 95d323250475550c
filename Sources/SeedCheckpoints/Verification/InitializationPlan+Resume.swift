import Checkpoints
import Platform

extension InitializationPlan {
  /// Whether a file has all that this plan would write: the same facts, the same tensors, and every
  /// value.
  ///
  /// - Parameters:
  ///   - path: The path of a `.safetensors` file.
  ///   - threads: The most threads to use; `nil` for one a processor.
  ///   - progress: Called with the number of bytes compared so far, from any thread.
  /// - Returns: Whether nothing is left to do; `false` also for a damaged file and for none.
  /// - Throws: `InitializationError` if a tensor cannot be made.
  public func isWritten(
    at path: String, threads: Int? = nil, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws -> Bool {
    guard Files.exists(path),
      let files = try? CheckpointSet(paths: [path]), let file = files.files.first,
      metadata.allSatisfy({ file.metadata[$0.key] == $0.value }),
      Set(file.tensors) == Set(tensors.map(\.description)),
      let records = try? file.records(),
      Dictionary(uniqueKeysWithValues: zip(file.tensors, records))
        == Dictionary(
          uniqueKeysWithValues: zip(tensors.map(\.description), self.records.map { $0[...] }))
    else { return false }
    return try firstDifferences(from: files, threads: threads, progress: progress).isEmpty
  }
}
