import ScalarTypes

extension CheckpointFormat {
  /// NumPy's format for one array: a header, then the elements.
  public static let npy = CheckpointFormat("npy", read: CheckpointReader.npy) {
    tensors, _, _, _ throws(CheckpointError) in
    guard let tensor = tensors.first, tensors.count == 1 else {
      throw CheckpointError(
        .unsupported,
        "an .npy file holds one tensor, not \(tensors.count); use .npz or .safetensors")
    }
    let header = npyHeader(of: tensor)
    let end = try CheckpointLayout.end(of: tensor, from: header.count)
    return CheckpointLayout(fixed: [(0, header)], tensors: [header.count..<end])
  }

  /// NumPy's header: magic, version, size, and a Python literal padded so that data starts at a
  /// multiple of 64.
  static func npyHeader(of tensor: TensorDescription) -> [UInt8] {
    let dimensions = tensor.shape.map(String.init).joined(separator: ", ")
    let shape = tensor.shape.count == 1 ? "(\(dimensions),)" : "(\(dimensions))"
    // As NumPy does, room for the first dimension to grow to 21 digits.
    let room = tensor.shape.first.map { max(0, 21 - String($0).count) } ?? 0
    let literal =
      "{'descr': '\(tensor.scalarType.npyCode)', 'fortran_order': False, 'shape': \(shape), }"
      + String(repeating: " ", count: room)
    // Version 1.0 has two bytes for the size of the literal; a shape needs thousands of axes to
    // pass it.
    let isLong = literal.utf8.count > 65_000
    let prefix = isLong ? 12 : 10
    let padding = 63 - (prefix + literal.utf8.count) % 64
    let text = Array((literal + String(repeating: " ", count: padding) + "\n").utf8)
    let size =
      isLong ? UInt32(text.count).littleEndianBytes : UInt16(text.count).littleEndianBytes
    return [0x93] + Array("NUMPY".utf8) + [isLong ? 2 : 1, 0] + size + text
  }
}

extension ScalarType {
  /// NumPy's code of the type.
  var npyCode: String {
    switch self {
    case .float32: "<f4"
    case .float64: "<f8"
    case .float16: "<f2"
    // NumPy has no bfloat16: these are its two bytes, as Keras stores them; `ml_dtypes.bfloat16`
    // views them as numbers.
    case .bfloat16: "|V2"
    case .int8: "|i1"
    case .int16: "<i2"
    case .int32: "<i4"
    case .int64: "<i8"
    case .uint8: "|u1"
    case .uint16: "<u2"
    case .uint32: "<u4"
    case .uint64: "<u8"
    case .bool: "|b1"
    }
  }
}
