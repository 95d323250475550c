import ScalarTypes

extension CheckpointFormat {
  /// Keras 3's weights file, in HDF5, with a group for each layer; only if this package is built
  /// with the trait `HDF5`.
  public static let weightsH5 = CheckpointFormat(
    "weights.h5", isKeras: true,
    readOfModel: { file, tensors, structure throws(CheckpointError) in
      #if HDF5
      let places = try HDF5File.places(in: file.path, of: tensors, groups: structure.groups)
      for place in places where place.bytes.upperBound > file.size {
        throw file.malformed("is truncated")
      }
      return CheckpointReader.Contents(
        tensors: places.map(\.tensor), ranges: places.map(\.bytes))
      #else
      throw CheckpointError(
        .unsupported,
        "this build cannot read \(file.path); install libhdf5 and build with --traits HDF5")
      #endif
    }
  ) { tensors, structure, metadata, _ throws(CheckpointError) in
    try weightsLayout("weights.h5", tensors, structure.groups, metadata)
  }

  /// Lays out the weights file of a format, or the member of one.
  static func weightsLayout(
    _ ending: String, _ tensors: [TensorDescription], _ groups: [WeightsGroup],
    _ metadata: [(key: String, value: String)]
  ) throws(CheckpointError) -> CheckpointLayout {
    guard !groups.isEmpty else {
      throw CheckpointError(
        .unsupported,
        "a .\(ending) file holds the weights of a Keras model, which these tensors are not; use .safetensors or .npz"
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
      "this build cannot write .\(ending) files: install libhdf5 (Debian: apt-get install libhdf5-dev, "
        + "Homebrew: brew install hdf5) and build with --traits HDF5; or write .safetensors or .npz"
    )
    #endif
  }
}
