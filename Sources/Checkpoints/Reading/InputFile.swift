import Synchronization

import Platform

/// A file to read parts of.
///
/// It stays open while few are. Of many, as the shards of a large model are, those that were opened
/// first are closed, and opened again when they are read: a system gives a process some hundred
/// open files. What is opened again has to be the same file.
package final class InputFile: Sendable {
  let path: String
  /// The size when the file was opened.
  let size: Int
  private let identity: Identity
  private let descriptor: Mutex<Descriptor?>

  /// What tells a file from others, and from itself after a change.
  private struct Identity: Hashable {
    let device, inode: UInt64
    let size, seconds, nanoseconds: Int

    init(_ status: stat) {
      device = UInt64(truncatingIfNeeded: status.st_dev)
      inode = UInt64(status.st_ino)
      size = Int(status.st_size)
      #if canImport(Darwin)
      let time = status.st_mtimespec
      #else
      let time = status.st_mtim
      #endif
      (seconds, nanoseconds) = (Int(time.tv_sec), Int(time.tv_nsec))
    }
  }

  /// An open file, which is closed when nobody reads it any more.
  private final class Descriptor: Sendable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { close(number) }
  }

  /// The files that stay open, the newest last.
  private static let openFiles = Mutex<[Weak]>([])
  private static let openLimit = 32

  private struct Weak: Sendable {
    weak let file: InputFile?
  }

  /// Opens a file.
  ///
  /// - Parameter path: The path.
  /// - Throws: ``CheckpointError/Code/unsupported`` if it is no regular file,
  ///   ``CheckpointError/Code/system(errno:)``.
  init(path: String) throws(CheckpointError) {
    let (opened, status) = try Self.opened(path)
    self.path = path
    identity = Identity(status)
    size = identity.size
    descriptor = Mutex(opened)
    keepOpen()
  }

  private static func opened(_ path: String) throws(CheckpointError) -> (Descriptor, stat) {
    // Who opened a pipe only to close it would stop its writer.
    var status = stat()
    guard stat(path, &status) == 0 else { throw systemError(errno, path) }
    try requireRegular(status, path)
    let number = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard number >= 0 else { throw systemError(errno, path) }
    let descriptor = Descriptor(number)
    guard fstat(number, &status) == 0 else { throw systemError(errno, path) }
    try requireRegular(status, path)
    return (descriptor, status)
  }

  private static func requireRegular(_ status: stat, _ path: String) throws(CheckpointError) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw systemError(EISDIR, path)
    default:
      throw CheckpointError(
        .unsupported,
        "\(path) is a pipe or a device, which cannot be read out of order; save it as a file first")
    }
  }

  private static func systemError(_ code: Int32, _ path: String) -> CheckpointError {
    CheckpointError(
      .system(errno: code), "cannot read \(path): \(String(cString: strerror(code)))")
  }

  /// Joins the files that stay open, in place of the oldest.
  private func keepOpen() {
    let closed = Self.openFiles.withLock { files in
      files.removeAll { $0.file == nil }
      files.append(Weak(file: self))
      return files.count > Self.openLimit ? files.removeFirst().file : nil
    }
    closed?.descriptor.withLock { $0 = nil }
  }

  /// The open file, opened again if it was closed.
  private func reopened() throws(CheckpointError) -> Descriptor {
    if let open = descriptor.withLock({ $0 }) { return open }
    let (opened, status) = try Self.opened(path)
    guard Identity(status) == identity else { throw malformed("was changed while it was read") }
    descriptor.withLock { $0 = opened }
    keepOpen()
    return opened
  }

  /// Bytes of the file.
  ///
  /// - Parameters:
  ///   - offset: Where the first is.
  ///   - count: How many.
  /// - Returns: The bytes.
  /// - Throws: ``CheckpointError/Code/unsupported`` if they are not all in the file,
  ///   ``CheckpointError/Code/system(errno:)`` if they cannot be read.
  func bytes(at offset: Int, count: Int) throws(CheckpointError) -> [UInt8] {
    guard offset >= 0, count >= 0, offset <= size, count <= size - offset else {
      throw malformed("is truncated, or has wrong sizes")
    }
    var bytes = [UInt8](repeating: 0, count: count)
    let result = bytes.withUnsafeMutableBytes { buffer in
      Result { () throws(CheckpointError) in try copy(into: buffer, at: offset) }
    }
    try result.get()
    return bytes
  }

  /// Reads bytes of the file into memory; several threads may read at once.
  ///
  /// - Parameters:
  ///   - buffer: The memory, all of which is filled.
  ///   - offset: Where in the file the first byte is.
  /// - Throws: ``CheckpointError/Code/unsupported`` if the file has become shorter,
  ///   ``CheckpointError/Code/system(errno:)`` if it cannot be read.
  func copy(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(CheckpointError) {
    let open = try reopened()
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let count = pread(open.number, rest.baseAddress, rest.count, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw Self.systemError(errno, path) }
      guard count > 0 else { throw malformed("became shorter after it was opened") }
      done += count
    }
  }

  /// The whole content of a file, also of a pipe.
  ///
  /// - Parameters:
  ///   - path: The path.
  ///   - limit: The most bytes to read.
  /// - Returns: The bytes.
  /// - Throws: ``CheckpointError/Code/system(errno:)`` if the file cannot be read,
  ///   ``CheckpointError/Code/unsupported`` if it is larger than the limit.
  package static func contents(
    of path: String, limit: Int
  ) throws(CheckpointError) -> [UInt8] {
    let number = open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw systemError(errno, path) }
    let file = Descriptor(number)
    var contents: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file.number, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw systemError(errno, path) }
      if count == 0 { return contents }
      contents += buffer[..<count]
      guard contents.count <= limit else {
        throw CheckpointError(
          .unsupported, "\(path) is larger than \(limit) bytes, the limit for such a file")
      }
    }
  }

  /// An error about the file's content.
  func malformed(_ fault: String) -> CheckpointError {
    CheckpointError(.unsupported, "\(path) \(fault)")
  }
}

extension [UInt8] {
  /// The two bytes from a place on as a number, the least significant first.
  func uint16(at place: Int) -> Int { Int(self[place]) | Int(self[place + 1]) << 8 }

  /// The four bytes from a place on as a number, the least significant first.
  func uint32(at place: Int) -> UInt32 {
    UInt32(uint16(at: place)) | UInt32(uint16(at: place + 2)) << 16
  }

  /// The eight bytes from a place on as a number; `nil` beyond 2⁶³ − 1.
  func integer(at place: Int) -> Int? {
    Int(exactly: UInt64(uint32(at: place)) | UInt64(uint32(at: place + 4)) << 32)
  }
}
