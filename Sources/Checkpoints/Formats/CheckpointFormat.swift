/// A file format for tensors, known by the ending of a file's name.
public enum CheckpointFormat: String, Sendable, Hashable, CaseIterable {
  /// Hugging Face's safetensors: a JSON header, then the bytes of all tensors.
  case safetensors
  /// NumPy's format for one array.
  case npy
  /// NumPy's archive of arrays: a zip file of `.npy` members.
  case npz
  /// Keras 3's weights file, in HDF5; only if this package is built with the trait `HDF5`.
  case weightsH5 = "weights.h5"
  /// A whole model of Keras 3: a zip file of its description and its weights file; with the same trait.
  case keras

  /// The format that a file's name ends in.
  ///
  /// - Parameter path: A path such as `weights.safetensors`.
  /// - Throws: ``CheckpointError/Code/unsupported`` for any other ending.
  public init(path: String) throws(CheckpointError) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let lowercased = name.lowercased()
    guard let format = Self.allCases.first(where: { lowercased.hasSuffix(".\($0.rawValue)") })
    else {
      let hint = lowercased.hasSuffix(".h5") ? "; Keras's HDF5 files end in .weights.h5" : ""
      throw CheckpointError(
        .unsupported,
        "the name \(path) does not say the format; end it in "
          + Self.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ") + hint)
    }
    self = format
  }

  /// Lays out a file of this format.
  ///
  /// - Parameters:
  ///   - tensors: The tensors, in the order they are stored in.
  ///   - structure: What Keras's files say of a model beside its tensors.
  ///   - metadata: Facts about the file; `.npy` has no room for them.
  ///   - records: What is to be known of each tensor, as JSON; none, or one a tensor.
  /// - Returns: The layout.
  /// - Throws: ``CheckpointError/Code/unsupported`` if the format cannot hold the tensors.
  package func layout(
    of tensors: [TensorDescription], structure: KerasStructure = KerasStructure(),
    metadata: [(key: String, value: String)], records: [[UInt8]] = []
  ) throws(CheckpointError) -> CheckpointLayout {
    precondition(
      records.isEmpty || records.count == tensors.count,
      "\(records.count) records of \(tensors.count) tensors")
    switch self {
    case .safetensors:
      return try safetensorsLayout(of: tensors, metadata: metadata, records: records)
    case .npy: return try npyLayout(of: tensors)
    case .npz: return try npzLayout(of: tensors, metadata: metadata, records: records)
    case .weightsH5:
      return try weightsH5Layout(of: tensors, groups: structure.groups, metadata: metadata)
    case .keras: return try kerasLayout(of: tensors, structure: structure, metadata: metadata)
    }
  }
}
