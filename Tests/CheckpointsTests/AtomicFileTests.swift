import Checkpoints
import Foundation
import Testing

struct AtomicFileTests {
  static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FormatTests.temporaryPath("folder")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func write(_ text: String, to path: String, commit: Bool) throws {
    let file = try AtomicFile(destination: path)
    try Array(text.utf8).withUnsafeBytes { try file.write($0, at: 0) }
    commit ? try file.commit() : file.discard()
  }

  private func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  /// Law: until it is complete a file has another name, and what stood there stays.
  @Test func oldFileStaysUntilCommit() throws {
    try Self.inFolder { folder in
      let path = "\(folder)/a.npy"
      try write("old", to: path, commit: true)
      try write("new", to: path, commit: false)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
      #expect(try names(in: folder) == ["a.npy"])
      try write("newer", to: path, commit: true)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "newer")
      #expect(try names(in: folder) == ["a.npy"])
    }
  }

  /// Law: a symbolic link stays, and the file that it points to is replaced.
  @Test func linksStay() throws {
    try Self.inFolder { folder in
      try write("old", to: "\(folder)/real", commit: true)
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: "real")
      try write("new", to: "\(folder)/link", commit: true)
      #expect(try String(contentsOfFile: "\(folder)/real", encoding: .utf8) == "new")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/link") == "real")
    }
  }

  /// Law: what cannot be a file is an error that names it.
  @Test func refusals() throws {
    try Self.inFolder { folder in
      for path in [folder, "\(folder)/missing/a.npy", "/dev/null"] {
        let error = #expect(throws: CheckpointError.self) { try AtomicFile(destination: path) }
        #expect(error?.description.contains(path) == true)
      }
      let left = try names(in: folder)
      #expect(left.isEmpty)
    }
  }

  /// Law: what the disk has no room for is refused before anything is written.
  @Test func fullDisks() throws {
    try Self.inFolder { folder in
      let path = "\(folder)/a.npy"
      let file = try AtomicFile(destination: path)
      defer { file.discard() }
      for attempt in [
        { try file.reserve(1 << 60) },
        { try AtomicFile.requireRoom(for: 1 << 60, at: path, of: path) },
      ] {
        let error = #expect(throws: CheckpointError.self) { try attempt() }
        #expect(error?.code == .system(errno: ENOSPC))
        #expect(
          error?.description.contains(
            "not enough disk space for \(path): 1152921504606.9 MB needed") == true)
      }
      try AtomicFile.requireRoom(for: 1, at: path, of: path)
      try AtomicFile.requireRoom(for: -5, at: path, of: path)
    }
  }
}
