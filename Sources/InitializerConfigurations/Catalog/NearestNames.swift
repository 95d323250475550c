/// The known names that are most like a given one, for "did you mean".
///
/// - Parameters:
///   - name: The name given.
///   - known: The names that are known.
/// - Returns: At most three names, the nearest first: those that differ in no more than a third of
///   their letters, case aside.
package func nearestNames(to name: String, among known: some Collection<String>) -> [String] {
  let given = letters(of: name)
  // Longer names are no near miss of anything, and comparing them would cost their square.
  guard given.count <= 64 else { return [] }
  let near = known.map { (name: $0, distance: editDistance(given, letters(of: $0))) }
    .filter { $0.distance <= max(1, given.count / 3) }
  // Of names with the same letters, the one written most alike comes first.
  return near.map { ($0.distance, editDistance(Array(name), Array($0.name)), $0.name) }
    .sorted(by: <).prefix(3).map(\.2)
}

/// Lower case without separators, so that `GlorotUniform`, `glorot-uniform` and `glorot_uniform`
/// agree.
private func letters(of name: String) -> [Character] {
  name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
}

/// The fewest insertions, deletions, replacements, and exchanges of two neighbours, of which no
/// letter takes part in two (optimal string alignment).
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var (before, row) = ([Int](), Array(0...right.count))
  for (i, letter) in left.enumerated() {
    var next = [i + 1]
    for (j, other) in right.enumerated() {
      var least = min(row[j] + (letter == other ? 0 : 1), row[j + 1] + 1, next[j] + 1)
      if i > 0, j > 0, letter == right[j - 1], left[i - 1] == other {
        least = min(least, before[j - 1] + 1)
      }
      next.append(least)
    }
    (before, row) = (row, next)
  }
  return row[right.count]
}
