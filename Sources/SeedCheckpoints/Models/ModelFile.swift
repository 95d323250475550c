public import Checkpoints
import Platform
import Initializers
import InitializerConfigurations
public import KerasModels

/// A model as it stands on a disk: the JSON of Keras's `model.to_json()`, a `.keras` archive, the
/// folder of an unpacked one, a ``Manifest``, or safetensors files, of which only the headers are
/// read.
public struct ModelFile: Sendable {
  /// The parameters, in order, each with a name of its own.
  public let parameters: [ModelParameter]
  /// Paths that Keras uses for more than one variable, and the unique paths that the second, third
  /// … have here.
  public let renamed: [(path: String, unique: String)]
  /// The layers left out because their class is unknown, as "path (class)".
  public let skipped: [String]
  /// What Keras's own files say of the model beside its variables; empty if it is no Keras model.
  public let structure: KerasStructure

  private static let configuration = CheckpointFormat.archivedConfiguration
  /// Descriptions above this size are refused: 100 MB.
  private static let limit = 100 << 20

  /// Reads a model.
  ///
  /// - Parameters:
  ///   - path: The path of a JSON file, of a `.keras` file, or of a folder that holds its
  ///     `config.json`; of a `.safetensors` file, an index of several, or a folder that holds
  ///     either.
  ///   - skippingUnknown: Whether layers of unknown classes are left out, rather than an error.
  /// - Throws: `CheckpointError` if the file cannot be read or is a damaged archive,
  ///   `InitializationError` if it describes no model.
  public init(path: String, skippingUnknown: Bool = false) throws {
    if Files.isFolder(path) {
      if try CheckpointSet.file(path) != path {
        try self.init(tensorsOf: path)
        return
      }
      guard Files.exists("\(path)/\(Self.configuration)") else {
        throw CheckpointError(
          .unsupported,
          "the folder \(path) has no \(Self.configuration) of Keras, no model.safetensors and no index; give the file itself"
        )
      }
      try self.init(
        json: InputFile.contents(of: "\(path)/\(Self.configuration)", limit: Self.limit),
        skippingUnknown: skippingUnknown)
      return
    }
    if (try? CheckpointFormat(path: path))?.isSharded == true || path.hasSuffix(ShardIndex.suffix) {
      try self.init(tensorsOf: path)
      return
    }
    guard ZipArchive.begins(path) else {
      let bytes = try InputFile.contents(of: path, limit: Self.limit)
      if ZipArchive.begins(with: bytes) {
        throw CheckpointError(
          .unsupported,
          "\(path) is an archive, which cannot be read from a pipe; save it as a file first")
      }
      // Text in another encoding has zeros, too, and is told as such.
      if bytes.prefix(512).contains(0), !bytes.prefix(2).contains(0xFF) {
        let advice =
          bytes.starts(with: [0x89] + Array("HDF".utf8))
          ? "an HDF5 file; give the JSON in its attribute model_config"
          : "neither JSON nor a .keras archive; give what model.to_json() writes"
        throw CheckpointError(.unsupported, "\(path) is \(advice)")
      }
      try self.init(json: bytes, skippingUnknown: skippingUnknown)
      return
    }
    let archive = try ZipArchive(path: path)
    guard let json = try archive.contents(of: Self.configuration, limit: Self.limit) else {
      throw CheckpointError(
        .unsupported,
        "\(path) is an archive without \(Self.configuration), so it is not a .keras file"
      )
    }
    // Weights stand in one file or in several with an index; whatever they are, new ones take their
    // place.
    let replaced = [".weights.h5", ".weights.json", ".weights.npz", "/"]
    let members = try archive.names.filter { !replaced.contains(where: $0.hasSuffix) }.map {
      ArchiveMember(name: $0, bytes: try archive.contents(of: $0, limit: Self.limit) ?? [])
    }
    try self.init(json: json, members: members, skippingUnknown: skippingUnknown)
  }

  /// The tensors of a safetensors file, or of all that an index names.
  private init(tensorsOf path: String) throws(CheckpointError) {
    self.init(try CheckpointSet(paths: [path]))
  }

  /// The model whose parameters are the tensors of files; their values do not matter.
  ///
  /// - Parameter files: The files.
  public init(_ files: CheckpointSet) {
    self.init(
      files.tensors.map {
        ModelParameter(name: $0.name, shape: $0.shape, scalarType: $0.scalarType)
      })
  }

  private init(_ parameters: [ModelParameter]) {
    self.parameters = parameters
    (renamed, skipped, structure) = ([], [], KerasStructure())
  }

  private init(
    json: [UInt8], members: [ArchiveMember]? = nil, skippingUnknown: Bool
  ) throws(InitializationError) {
    let root: JSONValue
    do {
      root = try JSONValue(parsing: json, .manifest)
    } catch {
      // Of a key that is there twice Keras takes the last value; in a manifest it is a mistake.
      root = try JSONValue(parsing: json)
      if Manifest.isManifest(root) { throw error }
    }
    if Manifest.isManifest(root) {
      self.init(try Manifest(root).parameters)
      return
    }
    let model = try KerasModel(root, skippingUnknown: skippingUnknown)
    // Keras writes the version that made the file and the time; it reads neither.
    let metadata = #"{"keras_version": "3.0.0", "date_saved": "1980-01-01@00:00:00"}"#
    let described = [
      ArchiveMember(name: "metadata.json", bytes: Array(metadata.utf8)),
      ArchiveMember(name: Self.configuration, bytes: json),
    ]
    // Keras 3 does not load other descriptions, and older ones keep weights in other places.
    self.init(model, members: model.isKeras3 ? members ?? described : [])
  }

  /// A Keras model that has been read, and can be written as Keras's weights file, too.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - members: The members of its `.keras` archive beside the weights; none if there is no such
  ///     archive.
  public init(_ model: KerasModel, members: [ArchiveMember] = []) {
    (parameters, renamed, skipped) = (model.variables, model.renamed, model.skipped)
    structure = KerasStructure(groups: model.savedGroups, members: members)
  }
}
