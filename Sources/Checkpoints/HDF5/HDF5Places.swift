#if HDF5
import CHDF5
import ScalarTypes
import Synchronization

extension HDF5File {
  /// Where a Keras weights file, written by whatever program, has its tensors.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - tensors: The tensors that it should have.
  ///   - groups: Where each stands.
  /// - Returns: The tensors that stand in groups, each with the place of its bytes.
  /// - Throws: ``CheckpointError/Code/unsupported`` if a tensor is missing, of another shape or
  ///   type, or not stored in one piece.
  static func places(
    in path: String, of tensors: [TensorDescription], groups: [WeightsGroup]
  ) throws(CheckpointError) -> [(tensor: TensorDescription, bytes: Range<Int>)] {
    try lock.withLock { _ throws(CheckpointError) in
      _ = isPrepared
      H5Eset_auto2(0, nil, nil)
      let file = try HDF5Handle(H5Fopen(path, 0, 0), "read \(path)", H5Fclose)
      var places: [(tensor: TensorDescription, bytes: Range<Int>)] = []
      var seen: Set<Int> = []
      for group in groups {
        for (number, position) in group.tensors.enumerated() where seen.insert(position).inserted {
          let tensor = tensors[position]
          let name = "\(group.path)/\(number)"
          let dataset = try HDF5Handle(
            H5Dopen2(file.id, name, 0), "find \(name), \(tensor.name), in \(path)", H5Dclose)
          places.append((tensor, try place(of: dataset, tensor, path)))
        }
      }
      return places
    }
  }

  private static func place(
    of dataset: HDF5Handle, _ tensor: TensorDescription, _ path: String
  ) throws(CheckpointError) -> Range<Int> {
    let space = try HDF5Handle(H5Dget_space(dataset.id), "read \(tensor.name)", H5Sclose)
    let rank = Int(H5Sget_simple_extent_ndims(space.id))
    var dimensions = [hsize_t](repeating: 0, count: max(rank, 1))
    H5Sget_simple_extent_dims(space.id, &dimensions, nil)
    let type = try HDF5Handle(H5Dget_type(dataset.id), "read \(tensor.name)", H5Tclose)
    let expected = try HDF5Handle(elementsOf: tensor.scalarType)
    let size = try CheckpointLayout.end(of: tensor, from: 0)
    guard rank == tensor.shape.count,
      dimensions.prefix(rank).elementsEqual(tensor.shape.map { hsize_t($0) }),
      H5Tget_size(type.id) == tensor.scalarType.byteCount,
      tensor.scalarType == .bfloat16 || tensor.scalarType == .bool
        || H5Tequal(type.id, expected.id) > 0
    else {
      throw CheckpointError(
        .unsupported,
        "\(path) has \(tensor.name) with another shape or type than \(tensor.scalarType.rawValue) \(tensor.shape)"
      )
    }
    if size == 0 { return 0..<0 }
    let start = H5Dget_offset(dataset.id)
    guard start != .max, H5Dget_storage_size(dataset.id) == size, let start = Int(exactly: start)
    else {
      throw CheckpointError(
        .unsupported, "\(path) has \(tensor.name) in chunks or compressed, which is not supported")
    }
    return start..<start + size
  }
}
#endif
