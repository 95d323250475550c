import Initializers

extension CheckpointFormat {
  /// 8 bytes of header size, the header in JSON padded with spaces to a multiple of 8, all tensors.
  func safetensorsLayout(
    of tensors: [TensorDescription], metadata: [(key: String, value: String)]
  ) throws(CheckpointError) -> CheckpointLayout {
    var entries: [String] = []
    if !metadata.isEmpty {
      let facts = metadata.map { "\(quoted($0.key)):\(quoted($0.value))" }
      entries.append("\"__metadata__\":{\(facts.joined(separator: ","))}")
    }
    var ranges: [Range<Int>] = []
    var end = 0
    for tensor in tensors {
      if tensor.name == "__metadata__" {
        throw CheckpointError(.unsupported, "safetensors keeps the name __metadata__ for itself")
      }
      let range = end..<end + (try CheckpointLayout.byteCount(of: tensor))
      end = range.upperBound
      ranges.append(range)
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      entries.append(
        "\(quoted(tensor.name)):{\"dtype\":\"\(code(of: tensor.scalarType))\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(range.lowerBound),\(range.upperBound)]}")
    }
    var header = Array("{\(entries.joined(separator: ","))}".utf8)
    header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    guard header.count <= SafetensorsHeader.limit else {
      throw CheckpointError(
        .unsupported, "\(tensors.count) tensors need a header above safetensors' limit of 100 MB")
    }
    let start = 8 + header.count
    return CheckpointLayout(
      fixed: [(0, UInt64(header.count).littleEndianBytes + header)],
      tensors: ranges.map { start + $0.lowerBound..<start + $0.upperBound })
  }

  /// The names of scalar types in headers.
  static let safetensorsTypes: [(scalarType: ScalarType, code: String)] = [
    (.float32, "F32"), (.float64, "F64"), (.float16, "F16"), (.bfloat16, "BF16"), (.int8, "I8"),
    (.int16, "I16"), (.int32, "I32"), (.int64, "I64"), (.uint8, "U8"), (.uint16, "U16"),
    (.uint32, "U32"), (.uint64, "U64"), (.bool, "BOOL"),
  ]

  private func code(of type: ScalarType) -> String {
    Self.safetensorsTypes.first { $0.scalarType == type }?.code ?? ""
  }

  /// A JSON string.
  ///
  /// It is written here because Foundation's encoder cannot keep the order of an object's keys.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
