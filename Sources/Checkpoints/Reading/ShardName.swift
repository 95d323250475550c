/// What the name of a shard says: `model-00002-of-00004.safetensors` is the second of four files of
/// `model`.
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
    let bytes = Array(path.utf8)
    let end = bytes.count - "-00001-of-00001.safetensors".utf8.count
    guard end >= 0, bytes.ends(with: ".safetensors"), bytes[end] == UInt8(ascii: "-"),
      bytes[(end + 6)...].starts(with: "-of-".utf8),
      let number = Self.number(bytes[end + 1..<end + 6]),
      let count = Self.number(bytes[end + 10..<end + 15]), number > 0, number <= count
    else { return nil }
    self.init(
      stem: String(decoding: bytes[..<end], as: UTF8.self), number: number, count: count)
  }

  /// The last file of the same model, which stands for all of them.
  package var group: ShardName { ShardName(stem: stem, number: count, count: count) }

  /// The path.
  package var path: String {
    "\(stem)-\(Self.digits(number))-of-\(Self.digits(count)).safetensors"
  }

  /// The paths of all files, each made when it is asked for: a name can say that there are 99,999.
  package var all: some Sequence<String> {
    (1...count).lazy.map { [self] in ShardName(stem: stem, number: $0, count: count).path }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    let isNumber = digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isNumber ? digits.reduce(0) { $0 * 10 + Int($1 & 0xF) } : nil
  }

  private static func digits(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 5 - text.count)) + text
  }
}

extension [UInt8] {
  fileprivate func ends(with text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
