public import Checkpoints
public import Initializers
import Dispatch
import Synchronization

extension InitializationPlan {
  /// The size of the pieces that large tensors are made in, so that memory stays small: 1 MiB.
  private static let pieceByteCount = 1 << 20

  /// Makes all tensors and writes them to a file.
  ///
  /// Memory is a small buffer a thread, and the whole of one tensor at a time for those that cannot be
  /// made in pieces. The file's bytes are the same for any number of threads.
  ///
  /// - Parameters:
  ///   - path: The path of the file; `nil` for standard output.
  ///   - format: The format; `nil` to read it off the path.
  ///   - threads: The most threads to use; `nil` for one a processor.
  ///   - started: Called with the file as soon as there is one, for those who may want to discard it.
  ///   - progress: Called with the number of bytes made so far, from any thread.
  /// - Returns: The size of the file.
  /// - Throws: `InitializationError` or `CheckpointError`; the destination is then as it was.
  @discardableResult
  public func write(
    to path: String?, format: CheckpointFormat? = nil, threads: Int? = nil,
    started: (AtomicFile) -> Void = { _ in },
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws -> Int {
    // Everything that can be wrong with a tensor is found out before a file is made.
    try check()
    let format = try format ?? CheckpointFormat(path: path ?? "-")
    // Keras saves low-rank additions as part of what they are added to.
    let isKeras = format == .weightsH5 || format == .keras
    let stored = Set(isKeras ? structure.groups.flatMap(\.tensors) : Array(tensors.indices))
    let writer = try CheckpointWriter(
      path: path, format: format, tensors: tensors.map(\.description), structure: structure,
      metadata: metadata, started: started)
    do {
      try writePieces(of: stored, to: writer, threads: usefulThreads(threads), progress)
    } catch {
      writer.discard()
      throw error
    }
    try writer.commit()
    return writer.byteCount
  }

  /// Finds out whether every tensor can be made.
  ///
  /// - Throws: `InitializationError` naming the first that cannot.
  public func check() throws(InitializationError) {
    for tensor in tensors { try check(tensor) }
  }

  /// The piece of a tensor that is made at once.
  private struct Piece {
    let tensor: Int
    let elements: Range<Int>
  }

  private func check(_ tensor: PlannedTensor) throws(InitializationError) {
    // A tensor made alone has no name that anybody gave it.
    let isOneTensor = tensors.count == 1 && tensor.name == "tensor"
    let scalar = try scalar(of: tensor)
    do throws(InitializationError) {
      // No elements cost nothing, and are refused for every reason that all would be.
      let nothing = UnsafeMutableRawBufferPointer(start: nil, count: 0)
      _ = try fill(nothing, with: scalar, of: tensor, 0..<0, threads: 1)
    } catch {
      throw InitializationError(
        error.code, isOneTensor ? error.message : "\(tensor.name): \(error.message)",
        underlyingError: error.underlyingError)
    }
  }

  private func writePieces(
    of stored: Set<Int>, to writer: CheckpointWriter, threads: Int,
    _ progress: @escaping @Sendable (Int) -> Void
  ) throws {
    let done = Atomic<Int>(0)
    @Sendable func write(
      _ piece: Piece, through buffer: UnsafeMutableRawBufferPointer, threads: Int
    ) throws {
      let tensor = tensors[piece.tensor]
      let bytes = try fill(
        buffer, with: scalar(of: tensor), of: tensor, piece.elements, threads: threads)
      let offset = piece.elements.lowerBound * tensor.scalarType.byteCount
      try writer.write(bytes, toTensor: piece.tensor, at: offset)
      progress(done.add(bytes.count, ordering: .relaxed).newValue)
    }

    var pieces: [Piece] = []
    for (index, tensor) in tensors.enumerated() where stored.contains(index) {
      let count = try ElementLayout(tensor.parameter(threads: 1)).elements.count
      if !tensor.isElementwise {
        // All threads work on the one tensor.
        let buffer = try memory(for: count * tensor.scalarType.byteCount)
        defer { buffer.deallocate() }
        let piece = Piece(tensor: index, elements: 0..<count)
        try write(piece, through: buffer, threads: threads)
        continue
      }
      let step = Self.pieceByteCount / tensor.scalarType.byteCount
      for start in stride(from: 0, to: count, by: step) {
        pieces.append(Piece(tensor: index, elements: start..<min(start + step, count)))
      }
    }

    let taken = Atomic<Int>(0)
    let failure = Mutex<(any Error)?>(nil)
    let all = pieces
    DispatchQueue.concurrentPerform(iterations: min(threads, all.count)) { _ in
      do {
        let buffer = try memory(for: Self.pieceByteCount)
        defer { buffer.deallocate() }
        while case let next = taken.add(1, ordering: .relaxed).oldValue, next < all.count {
          try write(all[next], through: buffer, threads: 1)
        }
      } catch {
        failure.withLock { $0 = $0 ?? error }
        taken.store(all.count, ordering: .relaxed)
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  private func scalar(of tensor: PlannedTensor) throws(InitializationError) -> any Scalar.Type {
    guard let scalar = tensor.scalarType.scalar else {
      throw InitializationError(
        .unsupportedScalarType,
        "\(tensor.scalarType.rawValue) does not exist on this platform; use bfloat16 or float32")
    }
    return scalar
  }

  /// Memory that vectors and cache lines start in.
  private func memory(
    for byteCount: Int
  ) throws(InitializationError) -> UnsafeMutableRawBufferPointer {
    try requireMemory(for: byteCount, 1)
    return .allocate(byteCount: byteCount, alignment: 64)
  }

  /// Makes elements of a tensor, and returns the bytes of the buffer that they take.
  private func fill<S: Scalar>(
    _ buffer: UnsafeMutableRawBufferPointer, with type: S.Type, of tensor: PlannedTensor,
    _ elements: Range<Int>, threads: Int
  ) throws(InitializationError) -> UnsafeRawBufferPointer {
    let bytes = UnsafeMutableRawBufferPointer(
      rebasing: buffer[..<(elements.count * MemoryLayout<S>.stride)])
    var span = MutableSpan(_unsafeElements: bytes.bindMemory(to: S.self))
    try tensor.initializer.fill(
      &span, tensor.parameter(elements: elements, threads: threads))
    return UnsafeRawBufferPointer(bytes)
  }
}
