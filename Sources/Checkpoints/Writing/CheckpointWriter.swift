import ScalarTypes

/// Writes the tensors of one file in any order and on any number of threads, in pieces.
///
/// ```swift
/// let writer = try CheckpointWriter(path: "w.safetensors", tensors: descriptions)
/// try writer.write(bytes, toTensor: 0, at: 0)
/// try writer.commit()
/// ```
///
/// The file appears under its name when ``commit()`` has succeeded, whole; see ``AtomicFile``. To
/// give up before, call ``discard()``.
public final class CheckpointWriter: Sendable {
  private let file: AtomicFile
  private let layout: CheckpointLayout
  private let pieces = PieceChecksums()

  /// Creates a file, and writes all but the elements.
  ///
  /// - Parameters:
  ///   - path: The path of the file; `nil` for standard output.
  ///   - format: The format; `nil` to read it off the path.
  ///   - tensors: The tensors, in the order they are stored in. Names must differ.
  ///   - structure: What Keras's files say of a model beside its tensors.
  ///   - metadata: Facts about the file, as the format has room for them.
  ///   - records: What is to be known of each tensor, as JSON; none, or one a tensor. Formats
  ///     without room for them leave them out.
  ///   - started: Called with the file as soon as there is one, before its space is reserved.
  /// - Throws: ``CheckpointError``.
  public init(
    path: String?, format: CheckpointFormat? = nil, tensors: [TensorDescription],
    structure: KerasStructure = KerasStructure(), metadata: [(key: String, value: String)] = [],
    records: [[UInt8]] = [], started: (AtomicFile) -> Void = { _ in }
  ) throws(CheckpointError) {
    let chosen: CheckpointFormat
    if let format { chosen = format } else { chosen = try CheckpointFormat(path: path ?? "-") }
    layout = try chosen.layout(
      of: tensors, structure: structure, metadata: metadata, records: records)
    file = try AtomicFile(destination: path)
    started(file)
    do throws(CheckpointError) {
      try file.reserve(layout.byteCount)
      try Self.write(layout.fixed, to: file)
    } catch {
      file.discard()
      throw error
    }
  }

  /// Writes a piece of a tensor's bytes; pieces must cover each tensor once.
  ///
  /// - Parameters:
  ///   - bytes: The bytes, in the machine's order, which is little-endian wherever Swift runs
  ///     today.
  ///   - tensor: The tensor's position in the list.
  ///   - offset: Where in the tensor's bytes the piece starts.
  /// - Throws: ``CheckpointError/Code/system(errno:)``.
  public func write(
    _ bytes: UnsafeRawBufferPointer, toTensor tensor: Int, at offset: Int
  ) throws(CheckpointError) {
    let range = layout.tensors[tensor]
    precondition(
      offset >= 0 && offset + bytes.count <= range.count,
      "bytes \(offset)..<\(offset + bytes.count) leave tensor \(tensor), which has \(range.count)")
    try file.write(bytes, at: range.lowerBound + offset)
    if layout.needsChecksums {
      pieces.add(CRC32(of: bytes).value, of: bytes.count, toTensor: tensor, at: offset)
    }
  }

  /// Completes the file and gives it its name; removes what has been written if that fails.
  ///
  /// - Throws: ``CheckpointError/Code/system(errno:)``.
  public func commit() throws(CheckpointError) {
    do throws(CheckpointError) {
      if layout.needsChecksums {
        var checksums: [UInt32] = []
        for (tensor, range) in layout.tensors.enumerated() {
          guard let checksum = pieces.checksum(ofTensor: tensor, of: range.count) else {
            throw CheckpointError(
              .unsupported, "tensor number \(tensor) was not written completely and exactly once")
          }
          checksums.append(checksum)
        }
        try Self.write(layout.patches(checksums), to: file)
      }
      try file.commit()
    } catch {
      discard()
      throw error
    }
  }

  /// Removes what has been written.
  public func discard() {
    file.discard()
  }

  private static func write(
    _ pieces: [(offset: Int, bytes: [UInt8])], to file: AtomicFile
  ) throws(CheckpointError) {
    for piece in pieces {
      let result = piece.bytes.withUnsafeBytes { bytes in
        Result { () throws(CheckpointError) in try file.write(bytes, at: piece.offset) }
      }
      try result.get()
    }
  }
}
