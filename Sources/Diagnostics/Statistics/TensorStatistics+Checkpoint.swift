public import Checkpoints
import Initializers
import Synchronization

extension TensorStatistics {
  /// Creates the statistics of a file's tensor, of which pieces are read on several threads.
  ///
  /// The result does not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - tensor: The tensor's position in the file's list.
  ///   - file: The file.
  ///   - threads: The most threads to use; `nil` for one a processor.
  /// - Throws: `CheckpointError` if the file cannot be read.
  public init(
    ofTensor tensor: Int, in file: CheckpointReader, threads: Int? = nil
  ) throws(CheckpointError) {
    self.init()
    let description = file.tensors[tensor]
    let bytes = description.byteCount ?? 0
    let step = 1 << 20
    // A few pieces at a time are joined in order, so that neither memory nor threads show.
    let batch = 16 * step
    for start in stride(from: 0, to: bytes, by: batch) {
      let count = (min(batch, bytes - start) + step - 1) / step
      let parts = Mutex([TensorStatistics](repeating: TensorStatistics(), count: count))
      let failure = Mutex<CheckpointError?>(nil)
      inParallel(overEach: count, threads: threads) { piece in
        let offset = start + piece * step
        let memory = UnsafeMutableRawBufferPointer.allocate(
          byteCount: min(step, bytes - offset), alignment: 64)
        defer { memory.deallocate() }
        do throws(CheckpointError) {
          try file.read(memory, ofTensor: tensor, at: offset)
        } catch {
          failure.withLock { $0 = error }
          return
        }
        var part = TensorStatistics()
        ElementBytes.decode(UnsafeRawBufferPointer(memory), description.scalarType) { part.add($0) }
        parts.withLock { $0[piece] = part }
      }
      if let failure = failure.withLock(\.self) { throw failure }
      for part in parts.withLock(\.self) { merge(part) }
    }
    try file.requireChecksum(ofTensor: tensor)
  }
}
