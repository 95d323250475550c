/// A mistake that is found while the command runs.
struct CommandError: Error, CustomStringConvertible {
  let description: String
  /// The status that the command ends with.
  let status: Int32

  init(_ description: String, status: Int32 = 1) {
    self.description = description
    self.status = status
  }
}
