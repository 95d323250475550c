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
  /// Whether these are all files of a model: an index says so, or their names do not say that there are more.
  public private(set) var isWhole: Bool
  private let places: [[UInt8]: Place]

  /// Opens files.
  ///
  /// - Parameter paths: The paths of files, and of indices of files beside them.
  /// - Throws: ``CheckpointError`` if a file cannot be read, if two have a tensor of one name, or if an index and its files
  ///   contradict each other.
  public init(paths: [String]) throws(CheckpointError) {
    var files: [CheckpointReader] = []
    var hasIndex = false
    for path in paths.map(Self.file) {
      if path.hasSuffix(ShardIndex.suffix) {
        hasIndex = true
        files += try Self.files(of: path)
      } else {
        files.append(try CheckpointReader(path: path))
      }
    }
    try self.init(files: files, hasIndex: hasIndex)
  }

  private init(files: [CheckpointReader], hasIndex: Bool) throws(CheckpointError) {
    var places: [[UInt8]: Place] = [:]
    for (number, file) in files.enumerated() {
      for (position, tensor) in file.tensors.enumerated() {
        let place = Place(file: number, tensor: position)
        if let other = places.updateValue(place, forKey: Array(tensor.name.utf8)) {
          throw CheckpointError(
            .unsupported,
            "\(files[other.file].path) and \(file.path) both have a tensor called \(tensor.name)")
        }
      }
    }
    self.files = files
    self.places = places
    tensors = files.flatMap(\.tensors)
    isWhole = hasIndex || Self.areAll(files.map(\.path))
  }

  /// One file that is open already.
  ///
  /// - Parameter file: The file.
  /// - Throws: ``CheckpointError`` never: a file's names differ.
  public init(_ file: CheckpointReader) throws(CheckpointError) {
    try self.init(files: [file], hasIndex: false)
  }

  /// The same files, known to be all that there are.
  public var asWhole: CheckpointSet {
    var set = self
    set.isWhole = true
    return set
  }

  /// The place of a tensor.
  ///
  /// - Parameter name: The tensor's name.
  /// - Returns: The place; `nil` if there is no such tensor.
  public func place(of name: String) -> Place? { places[Array(name.utf8)] }

  /// What a folder is read for, as Hugging Face's libraries do; any other path itself.
  ///
  /// - Parameter path: A path.
  /// - Returns: The path of the index or file in the folder.
  public static func file(_ path: String) -> String {
    for name in ["model" + ShardIndex.suffix, "model.safetensors"]
    where InputFile.exists("\(path)/\(name)") {
      return "\(path)/\(name)"
    }
    return path
  }

  /// The files that an index names, which must hold the tensors that it says they hold.
  private static func files(of path: String) throws(CheckpointError) -> [CheckpointReader] {
    let index = try ShardIndex(path: path)
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    var files: [CheckpointReader] = []
    var named = index.files
    for name in Set(index.files.values).sorted() {
      let file = try CheckpointReader(path: folder + name)
      for tensor in file.tensors where named.removeValue(forKey: tensor.name) != name {
        throw CheckpointError(
          .unsupported, "\(file.path) has tensor \(tensor.name), which \(path) does not say")
      }
      files.append(file)
    }
    if let (tensor, file) = named.min(by: { $0.key < $1.key }) {
      throw CheckpointError(
        .unsupported, "\(path) says that \(file) has tensor \(tensor), which it has not")
    }
    let total = files.flatMap(\.tensors).reduce(0) { $0 + ($1.byteCount ?? 0) }
    if let said = index.byteCount, said != total {
      throw CheckpointError(
        .unsupported, "\(path) says that there are \(said) bytes, but its files have \(total)")
    }
    return files
  }

  /// Whether no names, such as `model-00002-of-00004.safetensors`, say that there are other files.
  private static func areAll(_ paths: [String]) -> Bool {
    let shards = paths.compactMap { path in
      try? /-(\d{5})-of-(\d{5})\.safetensors$/.firstMatch(in: path).map { ($0.1, Int($0.2) ?? 0) }
    }
    guard shards.count == paths.count, let first = shards.first else { return true }
    return Set(shards.map(\.0)).count == first.1
  }
}
