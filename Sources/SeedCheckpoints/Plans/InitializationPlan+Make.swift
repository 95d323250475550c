import Initializers
import Synchronization

extension InitializationPlan {
  /// Makes tensors piece by piece, on several threads.
  ///
  /// Those that cannot be made in pieces come first, each whole.
  ///
  /// - Parameters:
  ///   - wanted: The tensors.
  ///   - threads: The most threads to use; `nil` for one a processor.
  ///   - step: Of so many pieces of tensors that can be made in pieces, only one is made.
  ///   - isNeeded: Asked before a piece is made, from any thread.
  ///   - body: Receives a piece and its bytes, on any thread. What it throws ends all work.
  /// - Throws: `InitializationError`, or what `body` throws.
  func forEachPiece(
    of wanted: Set<Int>, threads: Int?, every step: Int = 1,
    isNeeded: @Sendable (PlanPieces.Piece) -> Bool = { _ in true },
    _ body: @Sendable (PlanPieces.Piece, UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let threads = usefulThreads(threads)
    @Sendable func make(
      _ piece: PlanPieces.Piece, in buffer: UnsafeMutableRawBufferPointer, threads: Int
    ) throws {
      guard isNeeded(piece) else { return }
      let tensor = tensors[piece.tensor]
      let bytes = try fill(
        buffer, with: tensor.scalar, of: tensor, piece.elements, threads: threads)
      try body(piece, bytes)
    }

    for (index, tensor) in tensors.enumerated()
    where wanted.contains(index) && !tensor.isElementwise {
      let count = tensor.byteCount / tensor.scalarType.byteCount
      let piece = PlanPieces.Piece(tensor: index, elements: 0..<count)
      guard isNeeded(piece) else { continue }
      // All threads work on the one tensor.
      let buffer = try memory(for: tensor.byteCount)
      defer { buffer.deallocate() }
      try make(piece, in: buffer, threads: threads)
    }

    let all = pieces(of: wanted)
    if all.count == 0 { return }
    let taken = Atomic<Int>(0)
    let failure = Mutex<(any Error)?>(nil)
    onThreads(min(threads, all.count)) {
      do {
        let buffer = try memory(for: PlanPieces.byteCount)
        defer { buffer.deallocate() }
        while case let next = taken.add(step, ordering: .relaxed).oldValue, next < all.count {
          try make(all[next], in: buffer, threads: 1)
        }
      } catch {
        failure.withLock { $0 = $0 ?? error }
        taken.store(all.count, ordering: .relaxed)
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// The pieces of those tensors that can be made in pieces.
  func pieces(of wanted: Set<Int>) -> PlanPieces {
    var pieces = PlanPieces()
    for (index, tensor) in tensors.enumerated()
    where wanted.contains(index) && tensor.isElementwise {
      let count = tensor.byteCount / tensor.scalarType.byteCount
      pieces.add(tensor: index, count: count, tensor.scalarType)
    }
    return pieces
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
    let request = tensor.request(elements: elements, threads: threads)
    try fillCompletely(&span) { span throws(InitializationError) in
      try tensor.initializer.fill(&span, request)
    }
    return UnsafeRawBufferPointer(bytes)
  }
}
