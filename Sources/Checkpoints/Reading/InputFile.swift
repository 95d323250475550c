#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A file to read parts of.
package final class InputFile: Sendable {
  let path: String
  /// The size when the file was opened.
  let size: Int
  private let descriptor: Int32

  /// Opens a file.
  ///
  /// - Parameter path: The path.
  /// - Throws: ``CheckpointError/Code/system(errno:)``.
  init(path: String) throws(CheckpointError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      let code = errno
      if descriptor >= 0 { close(descriptor) }
      throw CheckpointError(
        .system(errno: code), "cannot read \(path): \(String(cString: strerror(code)))")
    }
    size = Int(status.st_size)
  }

  deinit {
    close(descriptor)
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
      throw malformed("is cut off, or says wrong sizes")
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
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      if count < 0 {
        let code = errno
        throw CheckpointError(
          .system(errno: code), "cannot read \(path): \(String(cString: strerror(code)))")
      }
      guard count > 0 else { throw malformed("is shorter than it was when it was opened") }
      done += count
    }
  }

  /// Whether there is a file of a path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

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
    let file = try InputFile(path: path)
    var contents: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file.descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 {
        let code = errno
        throw CheckpointError(
          .system(errno: code), "cannot read \(path): \(String(cString: strerror(code)))")
      }
      if count == 0 { return contents }
      contents += buffer[..<count]
      guard contents.count <= limit else {
        throw file.malformed("is larger than \(limit) bytes, the limit for such a file")
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
