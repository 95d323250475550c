public import Checkpoints
import Initializers
import Synchronization

extension InitializationPlan {
  /// Opens a Keras weights file of the plan's model.
  ///
  /// - Parameter path: The path of a `.weights.h5` file.
  /// - Returns: The file, whose tensors have the plan's names.
  /// - Throws: `CheckpointError`.
  public func weights(_ path: String) throws(CheckpointError) -> CheckpointSet {
    try CheckpointSet(
      CheckpointReader(
        weightsOf: path, tensors: tensors.map(\.description), structure: structure))
  }

  /// Makes all tensors again and compares them with those of files, bit by bit.
  ///
  /// - Parameters:
  ///   - files: The files. If they are not all of a model's, tensors that they lack do not count.
  ///   - threads: The most threads to use; `nil` for one a processor.
  ///   - progress: Called with the number of bytes compared so far, from any thread.
  /// - Returns: The first difference, in the plan's order; `nil` if there is none.
  /// - Throws: `InitializationError` or `CheckpointError` if a tensor cannot be made or read.
  public func firstDifference(
    from files: CheckpointSet, threads: Int? = nil,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws -> Difference? {
    try check()
    var wanted: Set<Int> = []
    for (position, tensor) in tensors.enumerated() {
      guard let place = files.place(of: tensor.name) else {
        // Keras saves low-rank additions as part of what they are added to.
        let isSaved =
          structure.groups.isEmpty || structure.groups.contains { $0.tensors.contains(position) }
        if files.isWhole && (isSaved || files.files.first?.path.hasSuffix(".weights.h5") != true) {
          return Difference(tensor: tensor.name, index: nil, fault: "is missing")
        }
        continue
      }
      let found = files.files[place.file].tensors[place.tensor]
      let expected = tensor.description
      guard found.shape == expected.shape, found.scalarType == expected.scalarType else {
        let text = { (tensor: TensorDescription) in "\(tensor.scalarType.rawValue) \(tensor.shape)"
        }
        return Difference(
          tensor: tensor.name, index: nil, fault: "is \(text(found)), not \(text(expected))")
      }
      wanted.insert(position)
    }
    let names = Set(tensors.map { Array($0.name.utf8) })
    if let stranger = files.tensors.first(where: { !names.contains(Array($0.name.utf8)) }) {
      return Difference(
        tensor: stranger.name, index: nil, fault: "is not one of the model's tensors")
    }

    /// The first difference so far: the tensor, and the byte in it.
    let first = Mutex<(tensor: Int, byte: Int, difference: Difference)?>(nil)
    let done = Atomic<Int>(0)
    try forEachPiece(
      of: wanted, threads: threads,
      isNeeded: { piece in
        let byte = piece.elements.lowerBound * tensors[piece.tensor].scalarType.byteCount
        return first.withLock { $0.map { (piece.tensor, byte) < ($0.tensor, $0.byte) } ?? true }
      }
    ) { piece, bytes in
      let tensor = tensors[piece.tensor]
      guard let place = files.place(of: tensor.name) else { return }
      let start = piece.elements.lowerBound * tensor.scalarType.byteCount
      let found = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
      defer { found.deallocate() }
      try files.files[place.file].read(found, ofTensor: place.tensor, at: start)
      if let byte = mismatch(bytes, UnsafeRawBufferPointer(found)) {
        let element = byte / tensor.scalarType.byteCount
        let difference = difference(
          of: tensor, at: piece.elements.lowerBound + element, element, bytes,
          UnsafeRawBufferPointer(found))
        first.withLock {
          if $0.map({ (piece.tensor, start) < ($0.tensor, $0.byte) }) ?? true {
            $0 = (piece.tensor, start, difference)
          }
        }
      }
      progress(done.add(bytes.count, ordering: .relaxed).newValue)
    }
    return first.withLock { $0?.difference }
  }

  /// The place of the first byte that differs.
  private func mismatch(
    _ expected: UnsafeRawBufferPointer, _ found: UnsafeRawBufferPointer
  ) -> Int? {
    // Words first: nearly always nothing differs.
    let words = expected.count / 8
    for word in 0..<words
    where expected.loadUnaligned(fromByteOffset: 8 * word, as: UInt64.self)
      != found.loadUnaligned(fromByteOffset: 8 * word, as: UInt64.self)
    {
      return (8 * word..<8 * word + 8).first { expected[$0] != found[$0] }
    }
    return (8 * words..<expected.count).first { expected[$0] != found[$0] }
  }

  private func difference(
    of tensor: PlannedTensor, at position: Int, _ element: Int, _ expected: UnsafeRawBufferPointer,
    _ found: UnsafeRawBufferPointer
  ) -> Difference {
    var index: [Int] = []
    var rest = position
    for dimension in tensor.description.shape.reversed() {
      index.insert(rest % dimension, at: 0)
      rest /= dimension
    }
    func text<S: Scalar>(_ bytes: UnsafeRawBufferPointer, _ type: S.Type) -> String {
      let value = bytes.loadUnaligned(
        fromByteOffset: element * MemoryLayout<S>.stride, as: type)
      return "\(value)"
    }
    // A file's truth values may be bytes that are neither true nor false.
    let scalar = tensor.scalarType == .bool ? UInt8.self : tensor.scalarType.scalar
    guard let type = scalar else {
      return Difference(tensor: tensor.name, index: index, fault: "differs")
    }
    let (actual, should) = (text(found, type), text(expected, type))
    // Numbers of one text can still differ, as NaNs do.
    return Difference(
      tensor: tensor.name, index: index,
      fault: actual == should ? "differs in its bits from \(should)" : "is \(actual), not \(should)"
    )
  }
}
