import Platform
import StrictJSON

/// The tensors of several files, such as the shards of a model.
public struct CheckpointSet: Sendable {
  /// Where a tensor is.
  public struct Place: Sendable, Hashable {
    /// The position of the file in ``CheckpointSet/files``.
    public let file: Int
    /// The position of the tensor in the file.
    public let tensor: Int
  }

  /// The files.
  public let files: [CheckpointReader]
  /// The tensors, file by file.
  public let tensors: [TensorDescription]
  /// Whether these are all files of a model: an index says so, or their names do not say that there
  /// are more.
  public let isWhole: Bool
  private let places: [ByteName: Place]
  /// The paths of the indices that named files.
  package let indices: [String]

  /// Opens files.
  ///
  /// - Parameter paths: The paths of files, of indices of files beside them, and of folders with a
  ///   model in either.
  /// - Throws: ``CheckpointError`` if a file cannot be read, if two have a tensor of one name, if
  ///   an index and its files contradict each other, or if a folder has both an index and the file
  ///   of a whole model.
  public init(paths: [String]) throws(CheckpointError) {
    var files: [CheckpointReader] = []
    var indices: [String] = []
    for path in paths {
      let path = try Self.file(path)
      if path.hasSuffix(ShardIndex.suffix) {
        indices.append(path)
        files += try Self.files(of: path)
      } else {
        files.append(try CheckpointReader(path: path))
      }
    }
    try self.init(files: files, indices: indices)
  }

  private init(files: [CheckpointReader], indices: [String]) throws(CheckpointError) {
    var places: [ByteName: Place] = [:]
    places.reserveCapacity(files.reduce(0) { $0 + $1.tensors.count })
    for (number, file) in files.enumerated() {
      for (position, tensor) in file.tensors.enumerated() {
        let place = Place(file: number, tensor: position)
        if let other = places.updateValue(place, forKey: ByteName(tensor.name)) {
          throw CheckpointError(
            .unsupported,
            "\(files[other.file].path) and \(file.path) both have a tensor called \(tensor.name)")
        }
      }
    }
    self.files = files
    self.places = places
    self.indices = indices
    tensors = files.flatMap(\.tensors)
    isWhole = !indices.isEmpty || Self.missingShard(of: files.map(\.path)) == nil
  }

  /// One file that is open already.
  ///
  /// - Parameter file: The file.
  /// - Throws: ``CheckpointError`` never: a file's names differ.
  public init(_ file: CheckpointReader) throws(CheckpointError) {
    try self.init(files: [file], indices: [])
  }

  /// The place of a tensor.
  ///
  /// - Parameter name: The tensor's name.
  /// - Returns: The place; `nil` if there is no such tensor.
  public func place(of name: String) -> Place? { places[ByteName(name)] }

  /// What a folder is read for, as Hugging Face's libraries do; any other path itself.
  ///
  /// - Parameter path: A path.
  /// - Returns: The path of the index or file in the folder.
  /// - Throws: ``CheckpointError/Code/unsupported`` if there are both, of which programs take one
  ///   or the other.
  public static func file(_ path: String) throws(CheckpointError) -> String {
    let folder = path.hasSuffix("/") ? path : path + "/"
    let found = ["model.safetensors", "model" + ShardIndex.suffix].map { folder + $0 }
      .filter(Files.exists)
    guard found.count < 2 else {
      throw CheckpointError(
        .unsupported,
        "\(found[0]) and \(found[1]) are two checkpoints in one folder, and programs load one or the other (transformers the first); remove one"
      )
    }
    return found.first ?? path
  }

  /// The files that an index names, which must hold the tensors that it says they hold.
  private static func files(of path: String) throws(CheckpointError) -> [CheckpointReader] {
    let index = try ShardIndex(path: path)
    let folder = path.folderOfPath
    var named: [ByteName: String] = [:]
    for entry in index.entries { named[ByteName(entry.tensor)] = entry.file }
    var names = Set(index.entries.map { ByteName(folder + $0.file) })
    // Files without tensors are in no index, and belong to the model all the same.
    for group in Set(names.compactMap { ShardName($0.text)?.group }) {
      for shard in group.all where names.insert(ByteName(shard)).inserted {
        try requireFile(shard, of: path)
      }
    }
    var files: [CheckpointReader] = []
    for name in names.map(\.text).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      try requireFile(name, of: path)
      let file = try CheckpointReader(path: name)
      for tensor in file.tensors {
        let said = named.removeValue(forKey: ByteName(tensor.name))
        guard let said, ByteName(folder + said) == ByteName(name) else {
          throw CheckpointError(
            .unsupported, "\(file.path) has tensor \(tensor.name), which \(path) does not list")
        }
      }
      files.append(file)
    }
    if let (tensor, file) = named.min(by: { $0.key.text < $1.key.text }) {
      throw CheckpointError(
        .unsupported,
        "\(path) says that \(file) has tensor \(tensor.text), but it does not")
    }
    let total = files.reduce(0) { $1.tensors.reduce($0) { $0 &+ ($1.byteCount ?? 0) } }
    if let said = index.byteCount, said != total {
      throw CheckpointError(
        .unsupported, "\(path) says that there are \(said) bytes, but its files have \(total)")
    }
    return files
  }

  private static func requireFile(_ name: String, of index: String) throws(CheckpointError) {
    guard Files.exists(name) else {
      throw CheckpointError(
        .unsupported,
        "\(name) is missing, one of the files in \(index); the checkpoint is incomplete")
    }
  }
}
