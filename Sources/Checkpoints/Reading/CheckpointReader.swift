import Initializers

/// Reads the tensors of a file, in any order and on any number of threads, in pieces.
///
/// ```swift
/// let reader = try CheckpointReader(path: "w.safetensors")
/// print(reader.tensors.map(\.name), reader.metadata)
/// ```
///
/// Opening reads headers only. Nothing in the file is believed: names, sizes and places are checked against each other and against the
/// file's size. It reads `.safetensors`, `.npy` and `.npz`, and with the trait `HDF5` Keras's `.weights.h5` of a known model.
public final class CheckpointReader: Sendable {
  /// What a file says of its tensors.
  struct Contents {
    var tensors: [TensorDescription] = []
    /// Where each tensor's bytes are.
    var ranges: [Range<Int>] = []
    var metadata: [String: String] = [:]
  }

  /// The path of the file.
  public let path: String
  /// The tensors, in the order they are stored in.
  public let tensors: [TensorDescription]
  /// Facts that the file records.
  public let metadata: [String: String]
  private let ranges: [Range<Int>]
  private let file: InputFile

  /// Opens a file.
  ///
  /// - Parameter path: The path, whose ending says the format.
  /// - Throws: ``CheckpointError/Code/unsupported`` if the file is damaged, or of a format or scalar type that is not read,
  ///   ``CheckpointError/Code/system(errno:)`` if it cannot be read.
  public init(path: String) throws(CheckpointError) {
    let contents: Contents
    guard let format = try? CheckpointFormat(path: path) else {
      throw CheckpointError(
        .unsupported,
        "\(path) is no .safetensors, .npz or .npy file, no index of such files (.safetensors.index.json), and no folder with a model of either"
      )
    }
    switch format {
    case .safetensors:
      file = try InputFile(path: path)
      contents = try Self.safetensors(file)
    case .npy:
      file = try InputFile(path: path)
      contents = try Self.npy(file)
    case .npz:
      file = try InputFile(path: path)
      contents = try Self.npz(file)
    case .weightsH5, .keras:
      throw CheckpointError(
        .unsupported,
        "\(path) is an HDF5 file, in which tensors have no names of their own; give the --model, and of a .keras file its member \(CheckpointFormat.archivedWeights)"
      )
    }
    self.path = path
    tensors = contents.tensors
    metadata = contents.metadata
    ranges = contents.ranges
    var names: Set<[UInt8]> = []
    for tensor in tensors where !names.insert(Array(tensor.name.utf8)).inserted {
      throw file.malformed("has two tensors called \(tensor.name)")
    }
  }

  /// Opens a Keras weights file of a known model.
  ///
  /// - Parameters:
  ///   - path: The path of a `.weights.h5` file.
  ///   - expected: The tensors that it should have.
  ///   - structure: Where they stand.
  /// - Throws: ``CheckpointError/Code/unsupported`` if a tensor is missing or another, or if this package is built without
  ///   `HDF5`; ``CheckpointError/Code/system(errno:)`` if the file cannot be read.
  public init(
    weightsOf path: String, tensors expected: [TensorDescription], structure: KerasStructure
  ) throws(CheckpointError) {
    self.path = path
    file = try InputFile(path: path)
    metadata = [:]
    #if HDF5
    let places = try HDF5File.places(in: path, of: expected, groups: structure.groups)
    for place in places where place.bytes.upperBound > file.size {
      throw file.malformed("is cut off")
    }
    tensors = places.map(\.tensor)
    ranges = places.map(\.bytes)
    #else
    throw CheckpointError(
      .unsupported, "this build cannot read \(path); install libhdf5 and build with --traits HDF5")
    #endif
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
    let range = ranges[tensor]
    precondition(
      offset >= 0 && offset + buffer.count <= range.count,
      "bytes \(offset)..<\(offset + buffer.count) leave tensor \(tensor), which has \(range.count)")
    try file.copy(into: buffer, at: range.lowerBound + offset)
  }
}
