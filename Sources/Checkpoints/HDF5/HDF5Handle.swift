#if HDF5
import CHDF5
import ScalarTypes

/// An object of libhdf5 that is closed when nobody holds it any more.
final class HDF5Handle {
  let id: hid_t
  private let close: (hid_t) -> herr_t

  /// Takes what a function of libhdf5 returned.
  ///
  /// - Parameters:
  ///   - id: The object; below 0 if the function failed.
  ///   - action: What the function should do, for the message.
  ///   - close: The function that closes the object.
  /// - Throws: ``CheckpointError/Code/unsupported`` if the function failed.
  init(
    _ id: hid_t, _ action: String, _ close: @escaping (hid_t) -> herr_t
  ) throws(CheckpointError) {
    guard id >= 0 else {
      throw CheckpointError(.unsupported, "libhdf5 could not \(action)")
    }
    self.id = id
    self.close = close
  }

  /// The type of elements as h5py stores them.
  convenience init(elementsOf type: ScalarType) throws(CheckpointError) {
    let copied: hid_t =
      switch type {
      case .float32: hdf5_ieee_f32le()
      case .float64: hdf5_ieee_f64le()
      case .float16: hdf5_ieee_f32le()
      case .bfloat16: H5Tcreate(H5T_OPAQUE, 2)
      case .int8: hdf5_std_i8le()
      case .int16: hdf5_std_i16le()
      case .int32: hdf5_std_i32le()
      case .int64: hdf5_std_i64le()
      case .uint8, .bool: hdf5_std_u8le()
      case .uint16: hdf5_std_u16le()
      case .uint32: hdf5_std_u32le()
      case .uint64: hdf5_std_u64le()
      }
    try self.init(type == .bfloat16 ? copied : H5Tcopy(copied), "make a type", H5Tclose)
    if type == .float16 {
      // Sign, exponent and fraction of IEEE's 16 bits; the fields must fit before the size shrinks.
      H5Tset_fields(id, 15, 10, 5, 0, 10)
      H5Tset_size(id, 2)
      H5Tset_ebias(id, 15)
    }
  }

  deinit {
    _ = close(id)
  }
}
#endif
