extension String {
  /// A message of a library for users of the command: with an option for each argument that it
  /// names in backticks.
  var namingOptions: String {
    Self.options.reduce(self) { $0.replacing("`\($1.key)`", with: $1.value) }
  }

  private static let options: KeyValuePairs = [
    "model": "--model", "initializer": "--initializer", "seed": "--seed", "recipe": "--recipe",
    "shards": "--shards", "allowsCostly": "--allow-costly", "overridingSeeds": "--override-seeds",
    "scalarType": "--dtype", "skippingUnknown": "--skip-unknown",
  ]
}
