/// What archives hold.
extension HostileInput {
  /// A stored archive as zipfile writes it, by the facts of its one member.
  static func zip(
    _ name: String, _ content: [UInt8], size: UInt64? = nil, method: UInt64 = 0, members: UInt64 = 1
  ) -> [UInt8] {
    let crc = UInt64(checksum(content))
    let size = size ?? UInt64(content.count)
    let common =
      little(0, 2) + little(method, 2) + little(0, 4) + little(crc, 4) + little(size, 4)
      + little(size, 4) + little(UInt64(name.utf8.count), 2)
    let file =
      Array("PK\u{3}\u{4}".utf8) + little(20, 2) + common + little(0, 2) + Array(name.utf8)
      + content
    let directory =
      Array("PK\u{1}\u{2}".utf8) + little(20, 2) + little(20, 2) + common + little(0, 12)
      + little(0, 4) + Array(name.utf8)
    return file + directory + Array("PK\u{5}\u{6}".utf8) + little(0, 4) + little(members, 2)
      + little(members, 2) + little(UInt64(directory.count), 4) + little(UInt64(file.count), 4)
      + little(0, 2)
  }

  /// CRC-32 as in zip files, a bit at a time.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { value, byte in
      (0..<8).reduce(value ^ UInt32(byte)) { value, _ in
        value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0)
      }
    }
  }

  static let archives: [HostileInput] = [
    .init(.npz, [], "unsupported", "is truncated"),
    .init(.npz, "PK\u{3}\u{4}", "unsupported", "is truncated"),
    .init(.npz, zip("a.npy", [1, 2, 3]), "unsupported", "not NumPy's"),
    .init(.npz, zip("a.npy", Array("not a numpy file".utf8)), "unsupported", "tensor a"),
    .init(.npz, zip("a.txt", [1]), "unsupported", "a.txt"),
    .init(
      .npz,
      zip("a.npy", array("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}"), method: 8),
      "unsupported", "compressed"),
    .init(
      .npz,
      zip("a.npy", array("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}"), members: 7),
      "unsupported", "7 members"),
    .init(
      .npz,
      zip(
        "a.npy", array("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}"), size: 0xFFFF_FFF0
      ), "unsupported", "is truncated"),
    .init(
      .npz, zip("../a.npy", array("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}")),
      "unsupported", "outside the archive"),
    .init(.keras, zip("metadata.json", Array("{}".utf8)), "unsupported", "config.json"),
    .init(
      .keras, zip("config.json", Array("{}".utf8)), "invalidConfiguration", "not a Keras model"),
    .init(.keras, zip("config.json", Array("nul".utf8)), "invalidConfiguration", "not JSON"),
    .init(
      .keras, zip("config.json", Array("{}".utf8), size: 1 << 31), "unsupported", "is truncated"),
    .init(.keras, zip("config.json", Array("{}".utf8), method: 12), "unsupported", "compressed"),
    .init(.keras, zip("/config.json", Array("{}".utf8)), "unsupported", "outside the archive"),
    .init(
      .keras, [0x89] + Array("HDF\r\n\u{1A}\n".utf8) + [UInt8](repeating: 0, count: 600),
      "unsupported", "HDF5"),
    .init(.keras, [UInt8](repeating: 0, count: 600), "unsupported", "neither JSON"),
  ]
}
