/// What the system knows of files and folders.
package enum Files {
  /// Whether there is a file or folder of a path.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a path is that of a folder.
  package static func isFolder(_ path: String) -> Bool {
    status(of: path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  /// The number of bytes of a file; 0 if there is none.
  package static func size(of path: String) -> Int { status(of: path).map { Int($0.st_size) } ?? 0 }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  /// The names in a folder, in no order; none if it cannot be read.
  package static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// The path without links; the path itself where there is nothing.
  package static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Makes a folder, and those that it is in.
  ///
  /// - Parameter path: The path.
  /// - Returns: What is wrong, in the system's words; `nil` if the folder is there.
  package static func makeFolder(_ path: String) -> String? {
    if isFolder(path) || mkdir(path, 0o777) == 0 { return nil }
    var code = errno
    if code == ENOENT, let end = path.utf8.dropLast().lastIndex(of: UInt8(ascii: "/")) {
      if let fault = makeFolder(String(path[..<end])) { return fault }
      if mkdir(path, 0o777) == 0 { return nil }
      code = errno
    }
    // Another process may have made it meanwhile.
    return isFolder(path) ? nil : String(cString: strerror(code))
  }
}

/// A variable of the environment.
package func environmentVariable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
