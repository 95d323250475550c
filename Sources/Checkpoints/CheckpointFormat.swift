/// A file format for tensors, known by the ending of a file's name.
public enum CheckpointFormat: String, Sendable, Hashable, CaseIterable {
  /// Hugging Face's safetensors: a JSON header, then the bytes of all tensors.
  case safetensors
  /// NumPy's format for one array.
  case npy
  /// NumPy's archive of arrays: a zip file of `.npy` members.
  case npz

  /// The format that a file's name ends in.
  ///
  /// - Parameter path: A path such as `weights.safetensors`.
  /// - Throws: ``CheckpointError/Code/unsupported`` for any other ending.
  public init(path: String) throws(CheckpointError) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let ending =
      name.split(separator: ".", omittingEmptySubsequences: false).last.map { $0.lowercased() }
      ?? ""
    guard name.contains("."), let format = CheckpointFormat(rawValue: ending) else {
      throw CheckpointError(
        .unsupported,
        "the name \(path) says no format; end it in .safetensors, .npy or .npz")
    }
    self = format
  }

  /// Lays out a file of this format.
  ///
  /// - Parameters:
  ///   - tensors: The tensors, in the order they are stored in.
  ///   - metadata: Facts about the file; `.npy` has no room for them.
  /// - Returns: The layout.
  /// - Throws: ``CheckpointError/Code/unsupported`` if the format cannot hold the tensors.
  package func layout(
    of tensors: [TensorDescription], metadata: [(key: String, value: String)]
  ) throws(CheckpointError) -> CheckpointLayout {
    switch self {
    case .safetensors: try safetensorsLayout(of: tensors, metadata: metadata)
    case .npy: try npyLayout(of: tensors)
    case .npz: try npzLayout(of: tensors, metadata: metadata)
    }
  }
}
