import Platform
import StrictJSON

extension CheckpointSet {
  /// The first file that is missing from a group of shards, of which others are there; `nil` if
  /// none is.
  static func missingShard(of paths: [String]) -> String? {
    let groups = Set(paths.compactMap { ShardName($0)?.group })
    if groups.isEmpty { return nil }
    let present = Set(paths.map(ByteName.init))
    return groups.compactMap { $0.all.first { !present.contains(ByteName($0)) } }.min()
  }

  /// Opens files, of which shards of one model belong together and every other is a model of its
  /// own.
  ///
  /// - Parameter paths: The paths of files, indices and folders.
  /// - Returns: The models, in the order of their first files.
  /// - Throws: ``CheckpointError``, as ``init(paths:)``.
  public static func models(of paths: [String]) throws(CheckpointError) -> [CheckpointSet] {
    var groups: [[String]] = []
    var places: [ByteName: Int] = [:]
    for path in paths {
      // One folder may be written in several ways.
      let stem = ShardName(path).map { ByteName(Self.resolved($0.stem)) }
      if let stem, let place = places[stem] {
        groups[place].append(path)
        continue
      }
      if let stem { places[stem] = groups.count }
      groups.append([path])
    }
    var models: [CheckpointSet] = []
    for group in groups { models.append(try CheckpointSet(paths: group)) }
    return models
  }

  private static func resolved(_ stem: String) -> String {
    let folder = stem.folderOfPath
    return Files.resolved(folder.isEmpty ? "." : folder) + "/"
      + stem.nameOfPath
  }

  /// The number of bytes of all tensors.
  public var byteCount: Int { tensors.reduce(0) { $0 &+ ($1.byteCount ?? 0) } }

  /// Finds out whether shards are all that belong to their model, and nothing is left over beside
  /// them.
  ///
  /// A single file says nothing of others, and is taken by itself; so is a shard that is named
  /// alone.
  ///
  /// - Throws: ``CheckpointError/Code/unsupported`` naming a file that is missing, or one that
  ///   should not be there.
  public func requireWholeSets() throws(CheckpointError) {
    let paths = files.map(\.path)
    guard !indices.isEmpty || paths.count > 1 else { return }
    if let missing = Self.missingShard(of: paths) {
      throw CheckpointError(
        .unsupported,
        "\(missing) is missing: \(paths[0]) is one of several files; name all of them, their index, or one alone"
      )
    }
    var stems = Set(paths.compactMap { ShardName($0).map { ByteName($0.stem) } })
    stems.formUnion(indices.map { ByteName(String($0.dropLast(ShardIndex.suffix.count))) })
    for stem in stems.map(\.text).sorted() {
      let beside = stem + ShardIndex.suffix
      if let stranger = Self.checkpoints(ofStem: stem, besides: paths + [beside]).first {
        throw Self.strange(stranger, beside: paths[0])
      }
      guard indices.isEmpty, Files.exists(beside) else { continue }
      let present = Set(paths.map(ByteName.init))
      let entries = try ShardIndex(path: beside).entries
      if let entry = entries.first(where: {
        !present.contains(ByteName(stem.folderOfPath + $0.file))
      }) {
        throw Self.strange("\(beside), which names \(entry.file),", beside: paths[0])
      }
    }
  }

  private static func strange(_ stranger: String, beside path: String) -> CheckpointError {
    CheckpointError(
      .unsupported,
      "\(stranger) is beside \(path) but belongs to another checkpoint; remove one of the two"
    )
  }

  /// The files of checkpoints that are called alike: the whole one, an index, and shards of any
  /// number.
  ///
  /// - Parameters:
  ///   - stem: The path of the whole one, without its ending.
  ///   - known: The paths that are left out.
  /// - Returns: The paths of the others that are there, in order.
  public static func checkpoints(ofStem stem: String, besides known: [String]) -> [String] {
    let folder = stem.folderOfPath
    let path = folder.isEmpty ? "." : folder
    let names = Files.names(in: path)
    let known = Set(known.map(ByteName.init))
    let whole = [ByteName(stem + ".safetensors"), ByteName(stem + ShardIndex.suffix)]
    return names.map { folder + $0 }.filter { path in
      let isAlike =
        whole.contains(ByteName(path))
        || ShardName(path).map { ByteName($0.stem) } == ByteName(stem)
      return isAlike && !known.contains(ByteName(path))
    }.sorted()
  }
}
