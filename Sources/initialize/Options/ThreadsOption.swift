import ArgumentParser

/// How many threads may work.
struct ThreadsOption: ParsableArguments {
  @Option(
    name: .customLong("threads"), parsing: .unconditional,
    help: "The most threads to use; the default is one per processor.")
  var most: Int?

  func validate() throws {
    if let most, most < 1 {
      throw ValidationError("--threads \(most) is not allowed; give 1 or more")
    }
  }
}
