import Synchronization

import Platform

/// A file that takes its name only when it is complete.
///
/// The bytes go to a temporary file in the destination's folder, which replaces the destination
/// when ``commit()`` has put them on the disk. Until then whatever stands at the destination stays
/// as it was; ``discard()`` removes the temporary file. A file that is replaced keeps its mode, and
/// its owner where the system lets it. On Linux, where the file system can, the temporary file has
/// no name until then, so that nothing is left of it however the program ends.
public final class AtomicFile: Sendable {
  /// The path that the file takes in the end; `nil` for standard output.
  public let destination: String?
  /// The path of the temporary file, if and when it has one.
  private let temporaryPath: String
  /// Whether the file gets a name only when it is complete.
  private let isNameless: Bool
  private let descriptor: Int32
  /// Whether the file was discarded, which waits while it takes its name, so that none stays
  /// behind.
  private let isDiscarded = Mutex(false)

  /// Creates the temporary file.
  ///
  /// - Parameter destination: The path that the file takes in the end; `nil` to copy it to standard
  ///   output instead.
  /// - Throws: ``CheckpointError/Code/system(errno:)``.
  public init(destination: String?) throws(CheckpointError) {
    self.destination = try destination.map(Self.replaceable)
    let folder: String
    if let destination = self.destination {
      folder = destination.folderOfPath
    } else {
      folder = (getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp") + "/"
    }
    let suffix = String(UInt64.random(in: 0 ... .max), radix: 36)
    temporaryPath = "\(folder).initialize.\(suffix).partial"
    let nameless = Self.openNameless(in: folder.isEmpty ? "." : folder)
    isNameless = nameless != nil
    descriptor =
      nameless ?? open(temporaryPath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if descriptor < 0 {
      throw Self.systemError("cannot create \(destination ?? temporaryPath)")
    }
    if let destination = self.destination { keepAccess(of: destination) }
  }

  /// Gives the file the owner and the mode of the one that it replaces, before it has any content.
  private func keepAccess(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    // Only the system's administrator may give files away; a group of one's own may be kept by all.
    // What is another group's now has no use of what the old one could do.
    let keepsGroup =
      fchown(descriptor, status.st_uid, status.st_gid) == 0
      || fchown(descriptor, .max, status.st_gid) == 0
    _ = fchmod(descriptor, status.st_mode & (keepsGroup ? 0o777 : 0o707))
  }

  /// A file without a name; `nil` where the system or the file system has none.
  private static func openNameless(in folder: String) -> Int32? {
    #if os(Linux)
    // O_TMPFILE, a macro that Swift does not import.
    let descriptor = open(folder, 0o20000000 | O_DIRECTORY | O_RDWR | O_CLOEXEC, 0o666)
    if descriptor < 0 { return nil }
    // What cannot be named in the end, as where /proc is missing, is of no use.
    if access(link(to: descriptor), F_OK) == 0 { return descriptor }
    close(descriptor)
    #endif
    return nil
  }

  /// A path of an open file that a name can be linked to.
  private static func link(to descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

  /// The path to replace: through a symbolic link, the file that it points to, so that the link
  /// stays.
  private static func replaceable(_ path: String) throws(CheckpointError) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK {
        throw CheckpointError(
          .unsupported, "\(path) is a broken link; create its target, or remove it")
      }
      return path
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw CheckpointError(
        .unsupported, "\(path) is a folder or a device; give the name of a file")
    }
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  deinit {
    close(descriptor)
  }

  /// Sets the size and, where the system can, reserves the space.
  ///
  /// - Parameter byteCount: The size.
  /// - Throws: ``CheckpointError/Code/system(errno:)``, also if the disk is too full.
  public func reserve(_ byteCount: Int) throws(CheckpointError) {
    guard byteCount > 0 else { return }
    // Reserving more than there is would take all room from everybody until it fails.
    var status = statvfs()
    if fstatvfs(descriptor, &status) == 0 {
      let path = destination ?? temporaryPath
      try Self.require(byteCount, of: status, at: path, for: path)
    }
    #if os(Linux)
    let result = posix_fallocate(descriptor, 0, off_t(byteCount))
    // Some file systems cannot reserve; the writes themselves then tell whether there is room.
    if result == 0 || result == EOPNOTSUPP || result == EINVAL { return }
    errno = result
    throw systemError("cannot reserve \(byteCount) bytes for")
    #else
    if ftruncate(descriptor, off_t(byteCount)) != 0 {
      throw systemError("cannot reserve \(byteCount) bytes for")
    }
    #endif
  }

  /// Finds out whether a disk has room, before work on several files starts.
  ///
  /// - Parameters:
  ///   - byteCount: The size of all files together, less those that they replace.
  ///   - path: The path of one of them.
  ///   - files: What needs the room, in words.
  /// - Throws: ``CheckpointError/Code/system(errno:)`` if there is no room. A folder that cannot be
  ///   asked is no error here.
  public static func requireRoom(
    for byteCount: Int, at path: String, of files: String
  ) throws(CheckpointError) {
    var status = statvfs()
    let folder = path.folderOfPath
    if statvfs(folder.isEmpty ? "." : folder, &status) == 0 {
      try require(byteCount, of: status, at: path, for: files)
    }
  }

  private static func require(
    _ byteCount: Int, of disk: statvfs, at path: String, for files: String
  ) throws(CheckpointError) {
    let unit = UInt64(max(1, disk.f_frsize))
    guard byteCount > 0, UInt64(byteCount) / unit > UInt64(disk.f_bavail) else { return }
    let (free, overflow) = UInt64(disk.f_bavail).multipliedReportingOverflow(by: unit)
    throw CheckpointError(
      .system(errno: ENOSPC),
      "not enough disk space for \(files): \(megabytes(UInt64(byteCount))) needed, \(megabytes(overflow ? .max : free)) left (an old file stays until the new one is complete); free some space, or write elsewhere"
    )
  }

  private static func megabytes(_ count: UInt64) -> String {
    let tenths = count / 100_000 + (count % 100_000 > 0 ? 1 : 0)
    return "\(tenths / 10).\(tenths % 10) MB"
  }

  /// Writes bytes at a place; several threads may write at once.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - offset: Where the first goes.
  /// - Throws: ``CheckpointError/Code/system(errno:)``.
  public func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(CheckpointError) {
    var written = 0
    while written < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
      let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + written))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw systemError("cannot write") }
      written += count
    }
  }

  /// Puts the bytes on the disk and gives the file its name, or copies it to standard output.
  ///
  /// - Throws: ``CheckpointError/Code/system(errno:)``; the destination is then as it was.
  public func commit() throws(CheckpointError) {
    guard let destination else {
      try copyToStandardOutput()
      discard()
      return
    }
    if fsync(descriptor) != 0 { throw systemError("cannot write") }
    try isDiscarded.withLock { isDiscarded throws(CheckpointError) in
      guard !isDiscarded else {
        errno = ECANCELED
        throw systemError("cannot name")
      }
      try takeName(destination)
    }
    syncFolder(of: destination)
  }

  private func takeName(_ destination: String) throws(CheckpointError) {
    if isNameless {
      let path = Self.link(to: descriptor)
      if linkat(AT_FDCWD, path, AT_FDCWD, temporaryPath, AT_SYMLINK_FOLLOW) != 0 {
        throw systemError("cannot name")
      }
    }
    if rename(temporaryPath, destination) != 0 { throw systemError("cannot rename") }
  }

  /// Puts the name on the disk, too; where a folder cannot be synced the system does so in its own
  /// time.
  private func syncFolder(of path: String) {
    let folder = open(
      path.folderOfPath.isEmpty ? "." : path.folderOfPath, O_RDONLY | O_CLOEXEC)
    if folder < 0 { return }
    fsync(folder)
    close(folder)
  }

  /// Removes the temporary file.
  public func discard() {
    isDiscarded.withLock { isDiscarded in
      isDiscarded = true
      _ = unlink(temporaryPath)
    }
  }

  private func copyToStandardOutput() throws(CheckpointError) {
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var offset = 0
    while true {
      let count = pread(descriptor, &buffer, buffer.count, off_t(offset))
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw systemError("cannot read") }
      if count == 0 { return }
      offset += count
      var written = 0
      while written < count {
        let result = buffer[written..<count].withUnsafeBytes {
          Self.writeToStandardOutput($0)
        }
        if result < 0 && errno == EINTR { continue }
        if result < 0 { throw Self.systemError("cannot write to standard output") }
        written += result
      }
    }
  }

  private static func writeToStandardOutput(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
    Darwin.write(STDOUT_FILENO, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
    Musl.write(STDOUT_FILENO, bytes.baseAddress, bytes.count)
    #else
    Glibc.write(STDOUT_FILENO, bytes.baseAddress, bytes.count)
    #endif
  }

  private func systemError(_ action: String) -> CheckpointError {
    Self.systemError("\(action) \(destination ?? temporaryPath)")
  }

  private static func systemError(_ text: String) -> CheckpointError {
    let code = errno
    return CheckpointError(.system(errno: code), "\(text): \(String(cString: strerror(code)))")
  }
}
