import ScalarTypes
import StrictJSON

/// Reads the tensors of a file, in any order and on any number of threads, in pieces.
///
/// ```swift
/// let reader = try CheckpointReader(path: "w.safetensors")
/// print(reader.tensors.map(\.name), reader.metadata)
/// ```
///
/// Opening reads headers only. Nothing in the file is believed: names, sizes and places are checked
/// against each other and against the file's size. It reads every format that
/// ``CheckpointFormat/isReadable``, and of a known model those that
/// ``CheckpointFormat/isReadableOfModel``.
public final class CheckpointReader: Sendable {
  /// What a file says of its tensors.
  struct Contents {
    var tensors: [TensorDescription] = []
    /// Where each tensor's bytes are.
    var ranges: [Range<Int>] = []
    var metadata: [String: String] = [:]
    /// What the file records of each tensor, where it does so beside the tensor.
    var records: [[UInt8]] = []
    /// The checksum of each tensor's header and bytes, where the format has them.
    var checksums: [UInt32]?
    var headerChecksums: [CRC32] = []
  }

  /// The path of the file.
  public let path: String
  /// The tensors, in the order they are stored in.
  public var tensors: [TensorDescription] { contents.tensors }
  /// Facts that the file records.
  public var metadata: [String: String] { contents.metadata }
  let contents: Contents
  let file: InputFile
  private let pieces = PieceChecksums()

  /// Opens a file.
  ///
  /// - Parameter path: The path, whose ending says the format.
  /// - Throws: ``CheckpointError/Code/unsupported`` if the file is damaged, or of a format or
  ///   scalar type that is not read, ``CheckpointError/Code/system(errno:)`` if it cannot be read.
  public init(path: String) throws(CheckpointError) {
    guard let format = try? CheckpointFormat(path: path) else {
      let endings = CheckpointFormat.endings(of: CheckpointFormat.allCases.filter(\.isReadable))
      throw CheckpointError(
        .unsupported,
        "\(path) is not a \(endings) file, an index of such files (.safetensors.index.json), or a folder with a model in either form"
      )
    }
    guard let read = format.read else {
      throw CheckpointError(
        .unsupported,
        "\(path) is an HDF5 file, which does not name its tensors; give the `model`, and for a .keras file its member \(CheckpointFormat.archivedWeights)"
      )
    }
    file = try InputFile(path: path)
    contents = try read(file)
    self.path = path
  }

  /// Opens a Keras weights file of a known model.
  ///
  /// - Parameters:
  ///   - path: The path of a `.weights.h5` file.
  ///   - expected: The tensors that it should have.
  ///   - structure: Where they stand.
  /// - Throws: ``CheckpointError/Code/unsupported`` if a tensor is missing or another, or if this
  ///   package is built without `HDF5`; ``CheckpointError/Code/system(errno:)`` if the file cannot
  ///   be read.
  public init(
    weightsOf path: String, tensors expected: [TensorDescription], structure: KerasStructure
  ) throws(CheckpointError) {
    guard let read = try CheckpointFormat(path: path).readOfModel else {
      throw CheckpointError(.unsupported, "\(path) is no weights file of a Keras model")
    }
    self.path = path
    file = try InputFile(path: path)
    contents = try read(file, expected, structure)
  }

  /// Reads a piece of a tensor's bytes.
  ///
  /// - Parameters:
  ///   - buffer: The memory, all of which is filled.
  ///   - tensor: The tensor's position in the list.
  ///   - offset: Where in the tensor's bytes the piece starts.
  /// - Throws: ``CheckpointError``, also if the file has become shorter.
  public func read(
    _ buffer: UnsafeMutableRawBufferPointer, ofTensor tensor: Int, at offset: Int
  ) throws(CheckpointError) {
    let range = contents.ranges[tensor]
    precondition(
      offset >= 0 && offset + buffer.count <= range.count,
      "bytes \(offset)..<\(offset + buffer.count) leave tensor \(tensor), which has \(range.count)")
    try file.copy(into: buffer, at: range.lowerBound + offset)
    if contents.checksums != nil {
      let checksum = CRC32(of: UnsafeRawBufferPointer(buffer)).value
      pieces.add(checksum, of: buffer.count, toTensor: tensor, at: offset)
    }
  }

  /// Finds out whether what has been read is what was written, where the format has checksums, as
  /// `.npz` has.
  ///
  /// NumPy refuses a member whose checksum is wrong, whatever its bytes are.
  ///
  /// What has been read in pieces of two divisions is not told.
  ///
  /// - Throws: ``CheckpointError/Code/unsupported`` naming a tensor, of which all pieces have been
  ///   read, whose checksum is wrong.
  public func requireChecksums() throws(CheckpointError) {
    for tensor in contents.tensors.indices { try requireChecksum(ofTensor: tensor) }
  }

  /// Finds out whether a tensor that has been read is what was written, where the format has
  /// checksums.
  ///
  /// - Parameter tensor: The tensor's position in the list.
  /// - Throws: ``CheckpointError/Code/unsupported`` if all of its pieces have been read and its
  ///   checksum is wrong.
  public func requireChecksum(ofTensor tensor: Int) throws(CheckpointError) {
    let count = contents.ranges[tensor].count
    guard let checksum = contents.checksums?[tensor],
      let data = pieces.checksum(ofTensor: tensor, of: count)
    else { return }
    let whole = contents.headerChecksums[tensor].appending(CRC32(value: data), of: count)
    guard whole.value == checksum else {
      throw file.malformed("is damaged: the checksum of tensor \(tensors[tensor].name) is wrong")
    }
  }
}
