public import Checkpoints
public import Initializers
import InitializerConfigurations

/// What files record of how they were made, read as a whole, and held against what they are.
///
/// A record is the file's own word. What it says of shapes, types and other files is compared;
/// whether its seed and its initializers are those that were meant can only be told by somebody who
/// knows them.
public struct RecordedModel: Sendable {
  /// The tensors of all files, as the record says that they are made.
  public let plan: InitializationPlan
  /// The tensors whose values the record itself lists, so that comparing them with it shows
  /// nothing.
  public let literals: [String]
  /// Whether the files are all of their model.
  public let isWhole: Bool

  /// Reads the records of files.
  ///
  /// - Parameters:
  ///   - files: The files of one model, or some of them.
  ///   - seed: The seed that all values must come from; `nil` to believe the record.
  ///   - allowsCostly: Whether tensors may be recorded that take far more memory and time to make
  ///     than what the files hold of them.
  /// - Throws: ``VerificationError``, of kind ``VerificationError/Kind/differs`` if records
  ///   contradict each other, what the files hold, or the seed; `InitializationError` or
  ///   `CheckpointError` if there is no record that can be read.
  public init(_ files: CheckpointSet, seed: Seed? = nil, allowsCostly: Bool = false) throws {
    guard let first = files.files.first else {
      throw VerificationError(.unknown, "there are no files to verify")
    }
    let facts = try Facts(first)
    if let seed, facts.integerSeed != seed.integer {
      throw VerificationError(
        .differs, "\(first.path) was made with seed \(facts.seed), not \(seed.integer)")
    }
    var reader = RecordReader()
    var fingerprint = InitializationPlan.Fingerprint(
      seed: facts.seed, backend: facts.backend.rawValue)
    var tensors: [PlannedTensor] = []
    var literals: [String] = []
    tensors.reserveCapacity(files.tensors.count)
    for file in files.files {
      try facts.requireSame(as: file)
      for (tensor, entry) in zip(
        file.tensors, try reader.entries(of: file, facts.backend, &fingerprint))
      {
        let planned = try Self.tensor(tensor, entry, seed, file.path)
        if planned.initializer.isLiteral { literals.append(tensor.name) }
        tensors.append(planned)
      }
    }
    isWhole = try Self.areShardsOfOne(files)
    if isWhole, fingerprint.text != facts.plan {
      throw VerificationError(
        .differs,
        "the record of \(first.path) is not what was planned: tensors were added, left out or changed"
      )
    }
    self.literals = literals
    if !allowsCostly { try Self.requireModestCost(of: tensors) }
    plan = try InitializationPlan(tensors: tensors, seed: Seed(facts.integerSeed))
  }

  /// Finds out whether files are the shards that they say they are.
  ///
  /// - Returns: Whether they are all of a model; `false` for one shard alone.
  private static func areShardsOfOne(_ files: CheckpointSet) throws -> Bool {
    let said = files.files.map { $0.metadata["shard"] }
    let count = files.files.count
    if count == 1, files.indices.isEmpty, let shard = said[0] {
      // A part may be verified alone, under the name of a part.
      let name = ShardName(files.files[0].path)
      guard shard == name.map({ "\($0.number - 1)/\($0.count)" }) else {
        throw VerificationError(
          .differs,
          "\(files.files[0].path) is recorded as part \(shard) of a checkpoint, counting from 0, but its name does not say so"
        )
      }
      return false
    }
    let expected = count == 1 ? [nil] : (0..<count).map { "\($0)/\(count)" }
    guard Set(said) == Set(expected) else {
      throw VerificationError(
        .differs,
        "\(files.files[0].path) and the files that belong to it are \(count) file\(count == 1 ? "" : "s"), but they are recorded as the parts \(said.map { $0 ?? "whole" }.prefix(8).joined(separator: ", "))"
      )
    }
    return true
  }

  /// Finds out whether tensors have the shapes and types that are recorded of them, where any are.
  ///
  /// - Parameter files: The files.
  /// - Throws: ``VerificationError`` of kind ``VerificationError/Kind/differs`` naming a tensor
  ///   that has not.
  public static func requireShapes(of files: CheckpointSet) throws {
    var reader = RecordReader()
    var fingerprint = InitializationPlan.Fingerprint(seed: "", backend: "")
    for file in files.files {
      for (tensor, entry) in zip(
        file.tensors, try reader.entries(of: file, .native, &fingerprint))
      {
        if let entry { try requireEqual(tensor, entry.tensor.description, file.path) }
      }
    }
  }

  private static func requireEqual(
    _ tensor: TensorDescription, _ recorded: TensorDescription, _ path: String
  ) throws(VerificationError) {
    guard recorded == tensor else {
      throw VerificationError(
        .differs, "\(path): \(tensor.name) is \(tensor.text), but is recorded as \(recorded.text)")
    }
  }

  /// The tensor that a record plans, if it fits the tensor that the file has.
  private static func tensor(
    _ tensor: TensorDescription, _ entry: RecordReader.Entry?, _ seed: Seed?, _ path: String
  ) throws -> PlannedTensor {
    guard let entry else {
      throw InitializationError(
        .invalidConfiguration,
        "\(path) does not record the initializer, shape and type of \(tensor.name); give `model` and `seed`"
      )
    }
    let planned = entry.tensor
    try requireEqual(tensor, planned.description, path)
    try requireSeed(entry, seed, "\(path): \(tensor.name)")
    // The path of a tensor that was made alone is its maker's choice.
    if seed != nil, !planned.path.isEmpty, tensor.name != "tensor",
      ByteName(planned.path) != ByteName(tensor.name)
    {
      throw VerificationError(
        .unknown,
        "\(path): \(tensor.name) is recorded with the path \(planned.path) of another tensor, which `seed` does not check; give the `model`, too"
      )
    }
    return planned
  }

  /// Finds out whether a tensor's seeds are that which is asked for.
  private static func requireSeed(
    _ entry: RecordReader.Entry, _ seed: Seed?, _ tensor: String
  ) throws(VerificationError) {
    if entry.tensor.initializer.seed?.isChosen == false {
      throw VerificationError(
        .unknown, "\(tensor) is recorded without a seed; give `model` and `seed`")
    }
    guard let seed, let own = entry.seeds.filter({ $0 != seed.integer }).min() else { return }
    // A tensor with a path takes the model's seed; parts of it may have one of their own.
    guard !entry.tensor.path.isEmpty, !entry.seeds.contains(seed.integer) else {
      throw VerificationError(
        .unknown,
        "\(tensor) is recorded with its own seed, \(own), which `seed` \(seed.integer) does not check; give the `model`, too"
      )
    }
    throw VerificationError(.differs, "\(tensor) was made with seed \(own), not \(seed.integer)")
  }

  /// What a file records beside its tensors, the same in all files of a model.
  private struct Facts {
    let path: String
    let seed: String
    let integerSeed: Int128
    let backend: Backend
    let plan: String
    let shard: String?

    init(_ file: CheckpointReader) throws(InitializationError) {
      func invalid(_ fault: String) -> InitializationError {
        InitializationError(.invalidConfiguration, "\(file.path) \(fault)")
      }
      guard let seed = file.metadata["seed"], let integerSeed = Int128(seed),
        seed == "\(integerSeed)",
        let plan = file.metadata["plan"], let backendName = file.metadata["backend"]
      else {
        throw invalid("does not record what made it; give `model` or `initializer`, and `seed`")
      }
      guard let backend = Backend(rawValue: backendName) else {
        throw invalid("was made with the backend \(backendName), which this program does not know")
      }
      let stream = file.metadata["stream"] ?? "no stream"
      guard stream == NativeStream.version else {
        throw invalid("was made with \(stream); this program makes \(NativeStream.version)")
      }
      (path, self.seed, self.integerSeed) = (file.path, seed, integerSeed)
      (self.backend, self.plan, shard) = (backend, plan, file.metadata["shard"])
    }

    func requireSame(as file: CheckpointReader) throws {
      let other = try Facts(file)
      let facts = [
        ("seed", seed, other.seed), ("backend", backend.rawValue, other.backend.rawValue),
        ("plan", plan, other.plan),
      ]
      for (fact, mine, its) in facts where mine != its {
        throw VerificationError(
          .differs,
          "\(other.path) and \(path) are files of different models: their \(fact) is \(its) and \(mine)"
        )
      }
    }
  }
}

extension TensorDescription {
  /// Type and shape, for messages.
  var text: String { "\(scalarType.rawValue) \(shape)" }
}
