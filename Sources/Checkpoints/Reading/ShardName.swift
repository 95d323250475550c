/// What the name of a shard says: `model-00002-of-00004.safetensors` is the second of four files of `model`.
package struct ShardName: Sendable, Hashable {
  /// What stands before the numbers, with the folder.
  package let stem: String
  /// The number of the file, from 1.
  package let number: Int
  /// How many files there are.
  package let count: Int

  /// Creates a name.
  package init(stem: String, number: Int, count: Int) {
    self.stem = stem
    self.number = number
    self.count = count
  }

  /// Reads a path; `nil` if it is no shard's.
  package init?(_ path: String) {
    guard
      let match = try? /(.*)-(\d{5})-of-(\d{5})\.safetensors/.dotMatchesNewlines().wholeMatch(
        in: path),
      let number = Int(match.2), let count = Int(match.3), number > 0, number <= count
    else { return nil }
    self.init(stem: String(match.1), number: number, count: count)
  }

  /// The last file of the same model, which stands for all of them.
  package var group: ShardName { ShardName(stem: stem, number: count, count: count) }

  /// The path.
  package var path: String {
    "\(stem)-\(Self.digits(number))-of-\(Self.digits(count)).safetensors"
  }

  /// The paths of all files.
  package var all: [String] {
    (1...count).map { ShardName(stem: stem, number: $0, count: count).path }
  }

  private static func digits(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 5 - text.count)) + text
  }
}
