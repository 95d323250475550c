#if HDF5
import CHDF5
import ScalarTypes
import Synchronization

import Platform

/// An HDF5 file that libhdf5 lays out, without elements.
///
/// The file is temporary and sparse. What is taken from it are the places of the datasets and the
/// bytes between them, so that elements are written as in every other format: in any order, by any
/// thread.
final class HDF5File {
  private let file: HDF5Handle
  /// The same file, to read its bytes.
  private let descriptor: Int32

  /// Keeps libhdf5 from tidying up when the program ends, which would crash after an error; what it
  /// has open it closes before.
  static let isPrepared = H5dont_atexit() >= 0

  /// libhdf5 may be used by one thread at a time.
  static let lock = Mutex(())

  /// Lays out a Keras weights file.
  ///
  /// - Parameters:
  ///   - tensors: The tensors.
  ///   - groups: Where each stands, once or more.
  ///   - attributes: Attributes of the file.
  /// - Returns: The layout.
  /// - Throws: ``CheckpointError``.
  static func layout(
    of tensors: [TensorDescription], groups: [WeightsGroup],
    attributes: [(key: String, value: String)]
  ) throws(CheckpointError) -> CheckpointLayout {
    try lock.withLock { _ throws(CheckpointError) in
      let file = try HDF5File()
      for (key, value) in attributes { try file.setAttribute(key, to: value, of: file.file) }
      var datasets: [HDF5Handle?] = Array(repeating: nil, count: tensors.count)
      for group in groups {
        let handle = try file.makeGroup(group)
        for (number, tensor) in group.tensors.enumerated() {
          if let dataset = datasets[tensor] {
            try file.link("\(number)", in: handle, to: dataset)
          } else {
            datasets[tensor] = try file.makeDataset("\(number)", in: handle, of: tensors[tensor])
          }
        }
      }
      var ranges: [Range<Int>] = []
      for (tensor, dataset) in zip(tensors, datasets) {
        let start = dataset.map { H5Dget_offset($0.id) } ?? .max
        let size = try CheckpointLayout.end(of: tensor, from: 0)
        // A tensor without elements has no place.
        ranges.append(start == .max ? 0..<0 : Int(start)..<Int(start) + size)
      }
      datasets = []
      return try file.finished(datasets: ranges)
    }
  }

  private init() throws(CheckpointError) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let path = "\(folder)/.initialize.\(String(UInt64.random(in: 0 ... .max), radix: 36)).h5"
    _ = Self.isPrepared
    // What fails is reported here, not printed.
    H5Eset_auto2(0, nil, nil)
    file = try HDF5Handle(
      H5Fcreate(path, hdf5_create_new_file(), 0, 0), "create a temporary file in \(folder)",
      H5Fclose)
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    let code = errno
    // The file lives on without a name, and is gone however this program ends.
    unlink(path)
    if descriptor < 0 {
      throw CheckpointError(.system(errno: code), "cannot read a temporary file in \(folder)")
    }
  }

  deinit {
    close(descriptor)
  }

  /// Makes a group, and those that it stands in.
  private func makeGroup(_ group: WeightsGroup) throws(CheckpointError) -> HDF5Handle {
    let links = try HDF5Handle(H5Pcreate(hdf5_link_create()), "make groups", H5Pclose)
    H5Pset_create_intermediate_group(links.id, 1)
    let handle = try HDF5Handle(
      H5Gcreate2(file.id, group.path, links.id, 0, 0), "make the group \(group.path)", H5Gclose)
    try setAttribute("name", to: group.layerName, of: handle)
    return handle
  }

  private func makeDataset(
    _ name: String, in group: HDF5Handle, of tensor: TensorDescription
  ) throws(CheckpointError) -> HDF5Handle {
    guard tensor.shape.count <= H5S_MAX_RANK else {
      throw CheckpointError(
        .unsupported,
        "\(tensor.name) has \(tensor.shape.count) axes, but HDF5 allows at most \(H5S_MAX_RANK); use .safetensors or .npz"
      )
    }
    let dimensions = tensor.shape.map { hsize_t($0) }
    let space = try HDF5Handle(
      H5Screate_simple(Int32(dimensions.count), dimensions, nil), "describe \(tensor.name)",
      H5Sclose)
    let properties = try HDF5Handle(
      H5Pcreate(hdf5_dataset_create()), "make datasets", H5Pclose)
    // A place for the elements from the start, and nothing written there.
    H5Pset_alloc_time(properties.id, H5D_ALLOC_TIME_EARLY)
    H5Pset_fill_time(properties.id, H5D_FILL_TIME_NEVER)
    // The same model makes the same bytes.
    H5Pset_obj_track_times(properties.id, false)
    let type = try HDF5Handle(elementsOf: tensor.scalarType)
    let dataset = try HDF5Handle(
      H5Dcreate2(group.id, name, type.id, space.id, 0, properties.id, 0),
      "make room for \(tensor.name)",
      H5Dclose)
    // HDF5 has no bfloat16: Keras stores the bytes, and says what they are.
    if tensor.scalarType == .bfloat16 { try setAttribute("dtype", to: "bfloat16", of: dataset) }
    return dataset
  }

  private func link(
    _ name: String, in group: HDF5Handle, to dataset: HDF5Handle
  ) throws(CheckpointError) {
    guard H5Olink(dataset.id, group.id, name, 0, 0) >= 0 else {
      throw CheckpointError(.unsupported, "libhdf5 could not store a tensor in two places")
    }
  }

  /// Gives an object an attribute, a string as Python's h5py writes it.
  private func setAttribute(
    _ key: String, to value: String, of object: HDF5Handle
  ) throws(CheckpointError) {
    let type = try HDF5Handle(H5Tcopy(hdf5_c_s1()), "make a type", H5Tclose)
    H5Tset_size(type.id, hdf5_variable_length())
    H5Tset_cset(type.id, H5T_CSET_UTF8)
    let space = try HDF5Handle(H5Screate(H5S_SCALAR), "describe \(key)", H5Sclose)
    let attribute = try HDF5Handle(
      H5Acreate2(object.id, key, type.id, space.id, 0, 0), "store \(key)", H5Aclose)
    let status = value.withCString { text in
      withUnsafePointer(to: text) { H5Awrite(attribute.id, type.id, $0) }
    }
    if status < 0 { throw CheckpointError(.unsupported, "libhdf5 could not store \(key)") }
  }

  /// Reads all bytes that belong to no dataset.
  private func finished(datasets: [Range<Int>]) throws(CheckpointError) -> CheckpointLayout {
    var size: hsize_t = 0
    guard H5Fflush(file.id, H5F_SCOPE_GLOBAL) >= 0, H5Fget_filesize(file.id, &size) >= 0 else {
      throw CheckpointError(
        .unsupported,
        "libhdf5 could not lay out the file; make room in the folder that TMPDIR names, or in /tmp, or write .safetensors"
      )
    }
    var layout = CheckpointLayout()
    layout.tensors = datasets
    var end = 0
    for range in datasets.sorted(by: { $0.lowerBound < $1.lowerBound }) + [Int(size)..<Int(size)]
    where range.lowerBound >= end {
      if range.lowerBound > end { layout.fixed.append((end, try bytes(end..<range.lowerBound))) }
      end = range.upperBound
    }
    return layout
  }

  private func bytes(_ range: Range<Int>) throws(CheckpointError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    // The file may end before its last bytes, which are then zero.
    if pread(descriptor, &bytes, range.count, off_t(range.lowerBound)) < 0 {
      throw CheckpointError(.system(errno: errno), "cannot read a temporary file of libhdf5")
    }
    return bytes
  }
}
#endif
