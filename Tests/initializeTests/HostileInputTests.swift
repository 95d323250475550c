import ArgumentParser
import Checkpoints
import Foundation
import Initializers
import InitializerConfigurations
import SeedCheckpoints
import Testing

@testable import initialize

/// Law: whatever people and files say, the answer is a typed error that names what is wrong, or a
/// right result; no crash, no hang, no large memory.
struct HostileInputTests {
  /// How an error says its kind.
  static func code(of error: any Error) -> String {
    switch error {
    case let error as InitializationError: "\(error.code)"
    case let error as CheckpointError: "\(error.code)"
    case is ValidationError: "argument"
    default: "\(type(of: error))"
    }
  }

  @Test func tableIsLong() {
    #expect(HostileInput.all.count >= 200, "\(HostileInput.all.count)")
    #expect(Set(HostileInput.all.map { "\($0.kind) \($0.bytes)" }).count == HostileInput.all.count)
  }

  @Test(arguments: HostileInput.all)
  func answers(input: HostileInput) {
    do {
      try input.kind.read(input.bytes)
      Issue.record("\(input) gave no error")
    } catch {
      #expect(Self.code(of: error) == input.code, "\(input): \(error)")
      // The path says nothing of what is wrong.
      let line = Main.line(for: error).withoutSteering.replacing(/\/\S*input\.\S+/, with: "FILE")
      #expect(line.contains(input.message), "\(input): \(line)")
      // One line that a terminal shows as it is, whatever the input holds.
      #expect(
        line.count <= 1000 && !line.contains { $0.isNewline || $0 == "\u{1B}" }, "\(input): \(line)"
      )
    }
  }

  #if os(Linux)
  /// Law: 10 kB cannot make the command use 1 GB, nor a minute.
  @Test(arguments: HostileInput.bombs)
  func bombs(input: HostileInput) throws {
    #expect(input.bytes.count <= 10_240)
    try CommandLineTool.inFolder { folder in
      let path = "\(folder)/input.\(input.kind.suffix)"
      try Data(input.bytes).write(to: URL(filePath: path))
      try "{\"a.weight\": {\"shape\": [2, 2]}}".write(
        toFile: "\(folder)/m.json", atomically: true, encoding: .utf8)
      var arguments = ["model", path, "--dry-run"]
      if input.kind == .recipe {
        arguments = ["model", "\(folder)/m.json", "--recipe", path, "--dry-run"]
      }
      if [.safetensors, .npy, .npz].contains(input.kind) { arguments = ["inspect", path] }
      if input.kind == .configuration {
        arguments = ["tensor", "@\(path)", "--shape", "8x8", "--output", "\(folder)/x.npy"]
      }
      let start = ContinuousClock.now
      // Address space, of which a Swift program maps some hundred MB before it does anything.
      let result = try CommandLineTool.shell(
        "ulimit -v 1400000; ulimit -t 60; exec \"$0\" \"$@\"", arguments)
      #expect(ContinuousClock.now - start < .seconds(60), "\(input)")
      #expect(
        result.status == 1 || result.status == 0, "\(input): \(result.status) \(result.errors)")
      #expect(
        result.status == 0 || result.errors.hasPrefix("error: "),
        "\(input): \(result.errors.prefix(300))")
    }
  }
  #endif
}
