import Checkpoints
import Platform
import Initializers
import SeedCheckpoints
import Synchronization

/// Writes plans to files, one after the other, and tells how it goes.
struct PlanWriter {
  var format: CheckpointFormat?
  var threads: Int?
  let isQuiet: Bool
  /// Whether nobody knows the seed yet.
  var tellsSeed = false
  /// Whether files that have all their values already are kept.
  var resumes = false

  /// Makes the tensors of plans and writes a file of each.
  ///
  /// - Parameters:
  ///   - files: The plans, each with the path of its file; `nil` for standard output.
  ///   - size: How many parameters are made, in words.
  /// - Throws: What is wrong with a plan or a file; the files that were there, and are not
  ///   complete, are then as they were.
  func write(_ files: [(plan: InitializationPlan, path: String?)], size: String) throws {
    let total = files.reduce(0) { $0 + $1.plan.byteCount }
    // A full disk is better told before the first file than after the last that fits.
    if files.count > 1, let path = files[0].path {
      let replaced = files.compactMap(\.path).reduce(0) { $0 + Files.size(of: $1) }
      // A file that is replaced stays until the new one is complete.
      let both = replaced > 0 && !resumes ? files.reduce(0) { max($0, $1.plan.byteCount) } : 0
      try AtomicFile.requireRoom(
        for: total - replaced + both, at: path, of: "the \(files.count) files")
    }
    let bar = ProgressBar(total: total, isQuiet: isQuiet)
    defer { bar.finish() }
    let current = Mutex<AtomicFile?>(nil)
    let resumable = files.count > 1
    // One for all files: a signal may come between two of them.
    let interruption = Interruption {
      current.withLock { $0 }?.discard()
      if resumable {
        Terminal.note("interrupted; --resume keeps the files that are complete")
      }
    }
    defer { interruption.end() }
    let clock = ContinuousClock()
    let start = clock.now
    var (before, kept) = (0, 0)
    for (plan, path) in files {
      let done = before
      if resumes, let path,
        try plan.isWritten(at: path, threads: threads, progress: { bar.update(done + $0) })
      {
        kept += 1
      } else {
        let isFirst = before == 0
        let unrecorded = try plan.write(
          to: path, format: format, threads: threads,
          started: { file in
            current.withLock { $0 = file }
            // Nobody could make the values again without it, so it is told even to those who want
            // quiet.
            if tellsSeed && isFirst { Terminal.note("seed: \(plan.seed.integer)") }
          }, progress: { bar.update(done + $0) })
        if let first = unrecorded.first {
          let more = unrecorded.count > 1 ? " and \(unrecorded.count - 1) more" : ""
          Terminal.note(
            "note: the file has no room for what made \(first)\(more); verify it with --model and --seed, or write .safetensors"
          )
        }
      }
      before += plan.byteCount
    }
    bar.finish()
    if isQuiet { return }
    let elapsed = clock.now - start
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let speed = String(format: "%.2f s, %.2f GB/s", seconds, Double(total) / seconds / 1e9)
    let isRandom = files.contains { $0.plan.isRandom }
    Terminal.note(
      "\(size), \(Terminal.bytes(total)), \(speed)"
        + (kept > 0 ? ", kept \(kept) of \(files.count) files" : "")
        + (isRandom ? ", seed \(files[0].plan.seed.integer)" : ""))
  }
}
