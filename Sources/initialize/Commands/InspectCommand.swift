import ArgumentParser
import Checkpoints
import Diagnostics
import Platform
import Initializers
import InitializerConfigurations

/// `initialize inspect`.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show statistics and histograms of the tensors in files.",
    discussion: """
      For each tensor: mean, standard deviation, minimum, maximum, fraction of zeros, and a histogram from the smallest \
      to the largest value. Values are read in pieces, so files may be larger than memory.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files: \(CheckpointFormat.endings(of: CheckpointFormat.allCases.filter(\.isReadable))), from any program; the index of shards, or a folder with them.",
      valueName: "file"))
  var files: [String]

  @Flag(help: "Print JSON, with histograms of 64 bins.")
  var json = false

  @OptionGroup var threads: ThreadsOption

  func run() throws {
    var readers: [CheckpointReader] = []
    var failures: [any Error] = []
    for path in files {
      do { readers += try CheckpointSet(paths: [path]).files } catch { failures.append(error) }
    }
    if !readers.isEmpty { json ? try printJSON(readers) : try printTable(readers) }
    // What could be read has been shown.
    guard let last = failures.popLast() else { return }
    for failure in failures { Terminal.note("error: \(Main.line(for: failure))") }
    throw last
  }

  private func printTable(_ readers: [CheckpointReader]) throws {
    let table = StatisticsTable(readers, width: Terminal.width)
    if readers.count == 1 { try Output.write(table.header) }
    var (tensors, elements, bytes) = (0, 0, 0)
    for reader in readers {
      if readers.count > 1 { try Output.write("\(reader.path.withoutSteering)\n\(table.header)") }
      for (index, tensor) in reader.tensors.enumerated() {
        let statistics = try TensorStatistics(ofTensor: index, in: reader, threads: threads.most)
        try Output.write(table.row(tensor, statistics))
        tensors += 1
        elements += statistics.count
        bytes += tensor.byteCount ?? 0
      }
    }
    try Output.write(
      "\(elements.grouped) element\(elements == 1 ? "" : "s") in \(tensors) tensor\(tensors == 1 ? "" : "s"), \(Terminal.bytes(bytes))"
    )
  }

  private func printJSON(_ readers: [CheckpointReader]) throws {
    var entries: [JSONValue] = []
    var (elements, bytes) = (0, 0)
    for reader in readers {
      for (index, tensor) in reader.tensors.enumerated() {
        let statistics = try TensorStatistics(ofTensor: index, in: reader, threads: threads.most)
        var entry = statistics.json(bins: 64)
        entry["file"] = .string(reader.path)
        entry["name"] = .string(tensor.name)
        entry["shape"] = JSONValue(tensor.shape)
        entry["dtype"] = .string(tensor.scalarType.rawValue)
        entries.append(.object(entry))
        elements += statistics.count
        bytes += tensor.byteCount ?? 0
      }
    }
    try Output.write(
      JSONValue.object([
        "tensors": .array(entries), "count": .integer(Int128(elements)),
        "bytes": .integer(Int128(bytes)),
      ]).text)
  }
}
