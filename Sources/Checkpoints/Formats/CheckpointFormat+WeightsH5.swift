import Initializers

extension CheckpointFormat {
  /// Keras 3's weights file: an HDF5 file with a group for each layer.
  func weightsH5Layout(
    of tensors: [TensorDescription], groups: [WeightsGroup],
    metadata: [(key: String, value: String)]
  ) throws(CheckpointError) -> CheckpointLayout {
    guard !groups.isEmpty else {
      throw CheckpointError(
        .unsupported,
        "a .\(rawValue) file holds the weights of a Keras model, which these tensors are not; use .safetensors or .npz"
      )
    }
    if let number = groups.flatMap(\.tensors).first(where: { !tensors.indices.contains($0) }) {
      throw CheckpointError(
        .unsupported, "a group has the tensor number \(number), of \(tensors.count) tensors")
    }
    #if HDF5
    return try HDF5File.layout(of: tensors, groups: groups, attributes: metadata)
    #else
    throw CheckpointError(
      .unsupported,
      "this build cannot write .\(rawValue) files: install libhdf5 (Debian: apt-get install libhdf5-dev, "
        + "Homebrew: brew install hdf5) and build with --traits HDF5; or write .safetensors or .npz"
    )
    #endif
  }
}
