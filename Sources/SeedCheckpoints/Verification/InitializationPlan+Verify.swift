public import Checkpoints
import Initializers
import StrictJSON
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
  /// - Returns: The first difference of each file that has one, in the plan's order; a tensor that
  ///   is missing, is too many, or has another shape is the only one.
  /// - Throws: `InitializationError` or `CheckpointError` if a tensor cannot be made or read.
  public func firstDifferences(
    from files: CheckpointSet, threads: Int? = nil,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws -> [Difference] {
    // Keras saves low-rank additions as part of what they are added to.
    let saved = Set(structure.groups.flatMap(\.tensors))
    let format = files.files.first.flatMap { try? CheckpointFormat(path: $0.path) }
    let areKerasWeights = format?.isKeras == true
    var wanted: Set<Int> = []
    var foundCount = 0
    for (position, tensor) in tensors.enumerated() {
      guard let place = files.place(of: tensor.name) else {
        let isSaved = saved.isEmpty || saved.contains(position)
        if files.isWhole && (isSaved || !areKerasWeights) {
          return [Difference(tensor: tensor.name, index: nil, fault: "is missing")]
        }
        continue
      }
      let (held, expected) = (files.files[place.file].tensors[place.tensor], tensor.description)
      guard held == expected else {
        return [
          Difference(
            tensor: tensor.name, index: nil, fault: "is \(held.text), not \(expected.text)")
        ]
      }
      foundCount += 1
      wanted.insert(position)
    }
    if foundCount < files.tensors.count {
      let names = Set(tensors.map { ByteName($0.name) })
      if let stranger = files.tensors.first(where: { !names.contains(ByteName($0.name)) }) {
        return [
          Difference(
            tensor: stranger.name, index: nil, fault: "is not one of the model's tensors")
        ]
      }
    }

    /// The first difference so far of each file: the tensor, and the byte in it.
    let first = Mutex<[Int: (tensor: Int, byte: Int, difference: Difference)]>([:])
    let done = Atomic<Int>(0)
    try forEachPiece(
      of: wanted, threads: threads,
      isNeeded: { piece in
        let byte = piece.elements.lowerBound * tensors[piece.tensor].scalarType.byteCount
        // Nearly always nothing differs, and no file needs to be looked up.
        return first.withLock { first in
          guard !first.isEmpty, let place = files.place(of: tensors[piece.tensor].name),
            let other = first[place.file]
          else { return true }
          return (piece.tensor, byte) < (other.tensor, other.byte)
        }
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
          if $0[place.file].map({ (piece.tensor, start) < ($0.tensor, $0.byte) }) ?? true {
            $0[place.file] = (piece.tensor, start, difference)
          }
        }
      }
      progress(done.add(bytes.count, ordering: .relaxed).newValue)
    }
    let found = first.withLock { $0.values.sorted { ($0.tensor, $0.byte) < ($1.tensor, $1.byte) } }
    if found.isEmpty { for file in files.files { try file.requireChecksums() } }
    return found.map(\.difference)
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
