#if HDF5
import CHDF5
#endif
import Checkpoints
import Foundation
import Initializers
import TestSupport
import Testing

struct WeightsH5Tests {
  static let tensors = [
    TensorDescription(name: "a/kernel", shape: [2, 3], scalarType: .float32),
    TensorDescription(name: "a/bias", shape: [], scalarType: .float64),
    TensorDescription(name: "b/half", shape: [3], scalarType: .float16),
    TensorDescription(name: "b/brain", shape: [2, 2], scalarType: .bfloat16),
    TensorDescription(name: "b/count", shape: [], scalarType: .int64),
    TensorDescription(name: "b/empty", shape: [0, 4], scalarType: .float32),
    TensorDescription(name: "left out", shape: [2], scalarType: .float32),
  ]
  static let groups = [
    WeightsGroup(path: "vars", layerName: "model", tensors: []),
    WeightsGroup(path: "layers/a/vars", layerName: "größe", tensors: [0, 1]),
    WeightsGroup(path: "layers/b/vars", layerName: "b", tensors: [0, 2, 3, 4, 5]),
  ]

  static func bytes(of tensor: TensorDescription, _ index: Int) -> [UInt8] {
    let count = tensor.shape.reduce(tensor.scalarType.byteCount, *)
    return (0..<count).map { UInt8(16 * index + $0 % 16) }
  }

  static func write(_ format: CheckpointFormat, _ structure: KerasStructure) throws -> Data {
    let path = FormatTests.temporaryPath("t.\(format.rawValue)")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try CheckpointWriter(path: path, tensors: tensors, structure: structure)
    for (index, tensor) in tensors.enumerated() where index != 6 {
      let bytes = Self.bytes(of: tensor, index)
      try bytes.withUnsafeBytes { try writer.write($0, toTensor: index, at: 0) }
    }
    try writer.commit()
    return try Data(contentsOf: URL(filePath: path))
  }

  @Test func tensorsWithoutAModelAreRefused() {
    #expect(throws: CheckpointError.self) { try Self.write(.weightsH5, KerasStructure()) }
    // Weights without the model's description make no .keras file.
    let error = #expect(throws: CheckpointError.self) {
      try Self.write(.keras, KerasStructure(groups: Self.groups))
    }
    #expect(error?.description.contains("use .weights.h5") == true)
  }

  #if HDF5
  /// Law: what was written is read, by the model's names; another model's tensors, and damaged
  /// files, are refused.
  @Test func weightsAreRead() throws {
    let path = FormatTests.temporaryPath("t.weights.h5")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let structure = KerasStructure(groups: Self.groups)
    let file = try Self.write(.weightsH5, structure)
    try file.write(to: URL(filePath: path))
    let reader = try CheckpointReader(
      weightsOf: path, tensors: Self.tensors, structure: structure)
    #expect(reader.tensors == Array(Self.tensors.dropLast()))
    for (number, tensor) in reader.tensors.enumerated() {
      let expected = Data(Self.bytes(of: tensor, number))
      #expect(
        try CheckpointReaderTests.bytes(reader, number, count: expected.count) == expected,
        "\(tensor.name)")
    }
    var other = Self.tensors
    other[0] = TensorDescription(name: "a/kernel", shape: [3, 2], scalarType: .float32)
    var wider = Self.tensors
    wider[2] = TensorDescription(name: "b/half", shape: [3], scalarType: .int16)
    let more = KerasStructure(
      groups: Self.groups + [WeightsGroup(path: "x/vars", layerName: "x", tensors: [6])])
    for (tensors, structure) in [(other, structure), (wider, structure), (Self.tensors, more)] {
      #expect(throws: CheckpointError.self) {
        try CheckpointReader(weightsOf: path, tensors: tensors, structure: structure)
      }
    }
    for count in [0, 100, file.count / 2] {
      try file.prefix(count).write(to: URL(filePath: path))
      #expect(throws: CheckpointError.self) {
        try CheckpointReader(weightsOf: path, tensors: Self.tensors, structure: structure)
      }
    }
  }

  /// The bytes of a dataset as libhdf5 reads them.
  static func read(_ file: hid_t, _ name: String) -> [UInt8] {
    let dataset = H5Dopen2(file, name, 0)
    let type = H5Dget_type(dataset)
    let space = H5Dget_space(dataset)
    defer {
      H5Sclose(space)
      H5Tclose(type)
      H5Dclose(dataset)
    }
    var bytes = [UInt8](
      repeating: 0, count: Int(H5Sget_simple_extent_npoints(space)) * H5Tget_size(type))
    H5Dread(dataset, type, 0, 0, 0, &bytes)
    return bytes
  }

  /// Oracle: libhdf5's reader, and the layout of Keras 3's files: the datasets `0`, `1` … of each
  /// layer.
  @Test func libhdf5ReadsTheFile() throws {
    let data = try Self.write(.weightsH5, KerasStructure(groups: Self.groups))
    #expect(data == (try Self.write(.weightsH5, KerasStructure(groups: Self.groups))))
    let path = FormatTests.temporaryPath("t.h5")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try data.write(to: URL(filePath: path))
    let file = H5Fopen(path, 0, 0)
    #expect(file >= 0)
    defer { H5Fclose(file) }
    for group in Self.groups {
      for (place, tensor) in group.tensors.enumerated() {
        let expected = Self.bytes(of: Self.tensors[tensor], tensor)
        #expect(
          Self.read(file, "\(group.path)/\(place)") == expected, "\(Self.tensors[tensor].name)")
      }
    }
    #expect(H5Lexists(file, "layers/b/vars/5", 0) == 0)
  }

  /// Oracle: the zip format: a `.keras` file holds the other members as they are, and the weights
  /// file.
  @Test func archivesHoldTheWeights() throws {
    let members = [
      ArchiveMember(name: "config.json", bytes: Array("{}".utf8)),
      ArchiveMember(name: "assets/words.txt", bytes: Array("a\nb".utf8)),
    ]
    let data = try Self.write(.keras, KerasStructure(groups: Self.groups, members: members))
    let weights = try Self.write(.weightsH5, KerasStructure(groups: Self.groups))
    let path = FormatTests.temporaryPath("t.keras")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try data.write(to: URL(filePath: path))
    let archive = try ZipArchive(path: path)
    #expect(archive.names == ["config.json", "model.weights.h5", "assets/words.txt"])
    for member in members {
      #expect(try archive.contents(of: member.name, limit: 100) == member.bytes)
    }
    #expect(try archive.contents(of: "model.weights.h5", limit: 1 << 20) == Array(weights))
  }
  #else
  @Test func aBuildWithoutHDF5SaysHowToGetIt() {
    let description = ArchiveMember(name: "config.json", bytes: [])
    let structure = KerasStructure(groups: Self.groups, members: [description])
    for format in [CheckpointFormat.weightsH5, .keras] {
      let error = #expect(throws: CheckpointError.self) { try Self.write(format, structure) }
      let text = error?.description ?? ""
      #expect(text.contains("--traits HDF5") && text.contains("libhdf5-dev"), "\(text)")
    }
  }
  #endif
}
