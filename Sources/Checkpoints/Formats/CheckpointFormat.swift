/// A file format for tensors, known by the ending of a file's name.
///
/// Each format declares itself in a file of its own: what it has room for, how it is written, and
/// how it is read.
public struct CheckpointFormat: Sendable, Hashable, RawRepresentable, CaseIterable {
  /// Lays out a file of tensors, of what Keras's files say beside them, of facts, and of the
  /// tensors' records.
  typealias Writing =
    @Sendable (
      _ tensors: [TensorDescription], _ structure: KerasStructure,
      _ metadata: [(key: String, value: String)], _ records: [[UInt8]]
    ) throws(CheckpointError) -> CheckpointLayout

  /// Reads the headers of a file.
  typealias Reading =
    @Sendable (InputFile) throws(CheckpointError) -> CheckpointReader.Contents

  /// Reads the headers of a file in which tensors have no names of their own, but places that a
  /// model knows.
  typealias ModelReading =
    @Sendable (
      InputFile, _ tensors: [TensorDescription], KerasStructure
    ) throws(CheckpointError) -> CheckpointReader.Contents

  /// Every format, in the order in which they are listed.
  public static let allCases: [CheckpointFormat] = [.safetensors, .npy, .npz, .weightsH5, .keras]

  /// The ending of a file's name, without its dot.
  public let rawValue: String
  /// Whether large models stand in several such files, the shards, with an index beside them.
  public let isSharded: Bool
  /// Whether only the weights of a Keras model can stand in such a file, where its layers have
  /// them.
  public let isKeras: Bool
  /// The most bytes of what is recorded of one tensor; a longer record is left out.
  package let recordLimit: Int
  let write: Writing
  let read: Reading?
  let readOfModel: ModelReading?

  /// Declares a format.
  init(
    _ ending: String, isSharded: Bool = false, isKeras: Bool = false, recordLimit: Int = 0,
    read: Reading? = nil, readOfModel: ModelReading? = nil, write: @escaping Writing
  ) {
    rawValue = ending
    self.isSharded = isSharded
    self.isKeras = isKeras
    self.recordLimit = recordLimit
    self.write = write
    self.read = read
    self.readOfModel = readOfModel
  }

  /// The format with an ending; `nil` if there is none.
  ///
  /// - Parameter rawValue: The ending without its dot, such as `npz`.
  public init?(rawValue: String) {
    guard let format = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = format
  }

  /// The format that a file's name ends in.
  ///
  /// - Parameter path: A path such as `weights.safetensors`.
  /// - Throws: ``CheckpointError/Code/unsupported`` for any other ending.
  public init(path: String) throws(CheckpointError) {
    let name = path.nameOfPath.lowercased()
    guard let format = Self.allCases.first(where: { name.hasSuffix(".\($0.rawValue)") }) else {
      let hint = name.hasSuffix(".h5") ? "; Keras's HDF5 files end in .weights.h5" : ""
      throw CheckpointError(
        .unsupported,
        "the name \(path) does not say the format; end it in \(Self.endings(of: Self.allCases))\(hint)"
      )
    }
    self = format
  }

  /// Whether tensors have names of their own in such a file, so that it can be read without knowing
  /// the model.
  public var isReadable: Bool { read != nil }

  /// Whether such a file can be read by who knows the model.
  public var isReadableOfModel: Bool { readOfModel != nil }

  /// The endings of formats in words, such as `.safetensors, .npy or .npz`.
  ///
  /// - Parameter formats: The formats.
  /// - Returns: The endings, with their dots.
  public static func endings(of formats: [CheckpointFormat]) -> String {
    let endings = formats.map { ".\($0.rawValue)" }
    return (endings.dropLast(2) + [endings.suffix(2).joined(separator: " or ")])
      .joined(separator: ", ")
  }

  /// Lays out a file of this format.
  ///
  /// - Parameters:
  ///   - tensors: The tensors, in the order they are stored in.
  ///   - structure: What Keras's files say of a model beside its tensors.
  ///   - metadata: Facts about the file; `.npy` has no room for them.
  ///   - records: What is to be known of each tensor, as JSON; none, or one a tensor.
  /// - Returns: The layout.
  /// - Throws: ``CheckpointError/Code/unsupported`` if the format cannot hold the tensors.
  package func layout(
    of tensors: [TensorDescription], structure: KerasStructure = KerasStructure(),
    metadata: [(key: String, value: String)], records: [[UInt8]] = []
  ) throws(CheckpointError) -> CheckpointLayout {
    precondition(
      records.isEmpty || records.count == tensors.count,
      "\(records.count) records of \(tensors.count) tensors")
    return try write(
      tensors, structure, metadata, records.map { $0.count <= recordLimit ? $0 : [] })
  }
}
