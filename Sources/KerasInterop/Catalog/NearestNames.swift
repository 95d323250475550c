/// The known names that are most like a given one, for "did you mean".
///
/// - Parameters:
///   - name: The name given.
///   - known: The names that are known.
/// - Returns: At most three names, the nearest first: those that differ in no more than a third of their
///   letters, case aside.
func nearestNames(to name: String, among known: some Collection<String>) -> [String] {
  let given = letters(of: name)
  // Longer names are no near miss of anything, and comparing them would cost their square.
  guard given.count <= 64 else { return [] }
  let near = known.map { (name: $0, distance: editDistance(given, letters(of: $0))) }
    .filter { $0.distance <= max(1, given.count / 3) }
  // Of names with the same letters, the one written most alike comes first.
  return near.map { ($0.distance, editDistance(Array(name), Array($0.name)), $0.name) }
    .sorted(by: <).prefix(3).map(\.2)
}

/// Lower case without separators, so that `GlorotUniform`, `glorot-uniform` and `glorot_uniform` agree.
private func letters(of name: String) -> [Character] {
  name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
}

/// Levenshtein's distance: the fewest insertions, deletions and replacements of letters.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var row = Array(0...right.count)
  for (i, letter) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in right.enumerated() {
      let replaced = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
    }
  }
  return row[right.count]
}
