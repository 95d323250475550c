import Initializers

extension InitializationPlan {
  /// How long it takes to make all values, from making some of them.
  ///
  /// The time to write them is not part of it, nor that of tensors that cannot be made in pieces.
  ///
  /// - Parameter threads: The most threads to use; `nil` for one a processor.
  /// - Returns: The time.
  /// - Throws: `InitializationError` if a tensor cannot be made.
  public func estimatedTime(threads: Int? = nil) throws -> Duration {
    let all = Set(tensors.indices)
    let pieces = pieces(of: all)
    // 64 MiB at most, from everywhere.
    let step = max(1, pieces.count / 64)
    let clock = ContinuousClock()
    let time = try clock.measure {
      try forEachPiece(
        of: Set(all.filter { tensors[$0].isElementwise }), threads: threads,
        every: step, { _, _ in })
    }
    let made = (pieces.count + step - 1) / step
    return made == 0 ? .zero : time * pieces.count / made
  }
}
