import Foundation
import TestSupport

/// Runs the built command as a person would.
enum CommandLineTool {
  struct Result {
    let status: Int32
    let output: Data
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// The command stands beside the test bundle that is being run.
  private static let path: URL = {
    let bundle = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let beside = bundle.deletingLastPathComponent().appending(path: "initialize")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return Vectors.repository.appending(path: ".build/debug/initialize")
  }()

  static func run(_ arguments: String...) throws -> Result { try run(arguments) }

  /// Starts the command, whose messages nobody reads.
  ///
  /// - Parameters:
  ///   - arguments: Its arguments.
  ///   - givesWay: Whether other processes come first, so that it does not end before a test looks
  ///     at it.
  /// - Returns: The process.
  /// - Throws: An error if it cannot be started.
  static func start(_ arguments: [String], givesWay: Bool = false) throws -> Process {
    let process = process(givesWay ? ["-n", "19", path.path] + arguments : arguments)
    if givesWay { process.executableURL = URL(filePath: "/usr/bin/nice") }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

  private static func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = path
    process.arguments = arguments
    // Tests may themselves have been started by a launcher.
    process.environment = ProcessInfo.processInfo.environment.filter { name, _ in
      name != "RANK" && !["OMPI_", "SLURM_", "JOB_"].contains { name.hasPrefix($0) }
    }
    return process
  }

  /// Runs the command.
  ///
  /// - Parameters:
  ///   - arguments: Its arguments.
  ///   - environment: Variables to set.
  /// - Returns: How it ended, and what it wrote.
  /// - Throws: An error if it cannot be started.
  static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Result {
    let process = process(arguments)
    process.environment?.merge(environment) { $1 }
    return try finish(process)
  }

  /// Runs a script of bash's, in which `"$0"` is the command and `"$1"`, `"$2"` … are given, with
  /// the command's environment.
  static func shell(_ script: String, _ arguments: [String] = []) throws -> Result {
    let process = process(["-c", script, path.path] + arguments)
    process.executableURL = URL(filePath: "/bin/bash")
    return try finish(process)
  }

  private static func finish(_ process: Process) throws -> Result {
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // Messages are short: only the output could fill its pipe.
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    let text = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Result(status: process.terminationStatus, output: bytes, errors: text)
  }

  /// Calls a function with an empty folder that goes away afterwards.
  static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }
}
