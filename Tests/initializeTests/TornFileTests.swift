import Foundation
import Testing

struct TornFileTests {
  /// Law: killed at any moment, there is the old file or the new one, and nothing else.
  @Test func killedAtAnyMoment() throws {
    try CommandLineTool.inFolder { folder in
      let path = "\(folder)/x.safetensors"
      func arguments(_ seed: Int) -> [String] {
        [
          "tensor", "he_normal", "--shape", "512x512", "--seed", "\(seed)", "--output", path,
          "--quiet",
        ]
      }
      var files: [Data] = []
      var shortest = Duration.seconds(60)
      for seed in [1, 2, 1, 2] {
        let start = ContinuousClock.now
        #expect(try CommandLineTool.run(arguments(seed)).status == 0)
        shortest = min(shortest, ContinuousClock.now - start)
        files.append(try Data(contentsOf: URL(filePath: path)))
      }
      var (kills, replaced) = (0, 0)
      var current = files[1]
      var round = 0
      // How long it takes changes with what else the machine does: the span follows, so that some
      // are killed late and few not at all.
      var span = shortest
      while kills < 200, round < 2000 {
        defer { round += 1 }
        let process = try CommandLineTool.start(arguments(1 + round % 2))
        let moment: Duration = span * .random(in: 0...1.1)
        usleep(UInt32(moment.components.attoseconds / 1_000_000_000_000))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let isKilled = process.terminationReason == .uncaughtSignal
        if isKilled { kills += 1 }
        span = span * (isKilled ? 1.02 : 0.9)
        let found = try Data(contentsOf: URL(filePath: path))
        #expect(found == current || found == files[round % 2])
        if found != current { replaced += 1 }
        current = found
      }
      // Some were so late that the file was already there.
      #expect(kills == 200 && replaced > 0, "\(kills) of \(round)")
      #if os(Linux)
      // Between its naming and its renaming a file has a name of its own for an instant, which few
      // of 200 kills meet.
      #expect(try CommandLineTool.names(in: folder).count <= 7)
      #endif
    }
  }

  /// Law: between and after files, too, a signal ends the process, and no index says that all is
  /// there.
  @Test func interruptedBetweenFiles() throws {
    try CommandLineTool.inFolder { folder in
      let manifest = (0..<40).map {
        #""t\#($0)": {"shape": [4096, 1024], "initializer": "he_normal"}"#
      }
      try "{\(manifest.joined(separator: ", "))}".write(
        toFile: "\(folder)/m.json", atomically: true, encoding: .utf8)
      let process = try CommandLineTool.start(
        [
          "model", "\(folder)/m.json", "--seed", "1", "--shards", "40", "--output",
          "\(folder)/x.safetensors",
        ], givesWay: true)
      while process.isRunning, try CommandLineTool.names(in: folder).count < 4 { usleep(2000) }
      kill(process.processIdentifier, SIGINT)
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT)
      let names = try CommandLineTool.names(in: folder)
      #expect(names.count < 40 && !names.contains("x.safetensors.index.json"))
    }
  }

  /// Law: Ctrl-C leaves the old file and nothing else, and ends the process by the signal.
  @Test(arguments: [SIGINT, SIGTERM])
  func interrupted(signal: Int32) throws {
    try CommandLineTool.inFolder { folder in
      let path = "\(folder)/x.safetensors"
      try Data("old".utf8).write(to: URL(filePath: path))
      let process = try CommandLineTool.start(
        [
          "tensor", "he_normal", "--shape", "16384x16384", "--seed", "1", "--output", path,
        ], givesWay: true)
      usleep(100_000)
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal)
      #expect(process.terminationStatus == signal)
      #expect(try CommandLineTool.names(in: folder) == ["x.safetensors"])
      #expect(try Data(contentsOf: URL(filePath: path)) == Data("old".utf8))
    }
  }
}
