import ScalarTypes
import StrictJSON

extension CheckpointFormat {
  /// Hugging Face's safetensors: 8 bytes of header size, the header in JSON padded with spaces to a
  /// multiple of 8, all tensors.
  public static let safetensors = CheckpointFormat(
    "safetensors", isSharded: true, recordLimit: .max, read: CheckpointReader.safetensors
  ) { tensors, _, metadata, records throws(CheckpointError) in
    var header: [UInt8] = [UInt8(ascii: "{")]
    var facts = metadata.map { (key: $0.key, value: Array($0.value.utf8)) }
    if !records.isEmpty {
      facts.append((safetensorsRecords, object(zip(tensors.map(\.name), records))))
    }
    if !facts.isEmpty {
      header += "\"__metadata__\":".utf8
      header += object(
        facts.lazy.map { fact in
          var quoted: [UInt8] = []
          JSONValue.write(String(decoding: fact.value, as: UTF8.self), to: &quoted)
          return (fact.key, quoted)
        })
    }
    var ranges: [Range<Int>] = []
    var end = 0
    for tensor in tensors {
      if tensor.name == "__metadata__" {
        throw CheckpointError(.unsupported, "safetensors reserves the name __metadata__")
      }
      let range = end..<(try CheckpointLayout.end(of: tensor, from: end))
      end = range.upperBound
      ranges.append(range)
      if header.count > 1 { header.append(UInt8(ascii: ",")) }
      JSONValue.write(tensor.name, to: &header)
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      header +=
        ":{\"dtype\":\"\(code(of: tensor.scalarType))\",\"shape\":[\(shape)],\"data_offsets\":[\(range.lowerBound),\(range.upperBound)]}"
        .utf8
    }
    header.append(UInt8(ascii: "}"))
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

  private static func code(of type: ScalarType) -> String {
    safetensorsTypes.first { $0.scalarType == type }?.code ?? ""
  }

  /// The name of the fact that holds the records of all tensors.
  static let safetensorsRecords = "parameters"

  /// A JSON object of texts that are JSON already, in order.
  private static func object(_ entries: some Sequence<(String, [UInt8])>) -> [UInt8] {
    var text = [UInt8(ascii: "{")]
    for (name, value) in entries where !value.isEmpty {
      if text.count > 1 { text.append(UInt8(ascii: ",")) }
      JSONValue.write(name, to: &text)
      text.append(UInt8(ascii: ":"))
      text += value
    }
    text.append(UInt8(ascii: "}"))
    return text
  }
}
