import ArgumentParser

/// In which order words of the stream follow each other.
enum WordOrder: String, CaseIterable, ExpressibleByArgument {
  /// Word after word of one parameter.
  case consecutive
  /// Four words of each of consecutive seeds, without a path.
  case seeds
  /// Four words of the same path under consecutive seeds.
  case pathUnderSeeds = "path-under-seeds"
  /// Four words of each of `layers.0.weight`, `layers.1.weight` and so on.
  case paths
  /// Matrices of 4096 columns, column after column.
  case transposed
  /// The lowest bits of words, which wide scalar types and signs depend on: eight of each of four
  /// words.
  case lowBits = "low-bits"

  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// Appends the words of a step.
  ///
  /// - Parameters:
  ///   - words: Where to.
  ///   - step: The step's number, from 0.
  ///   - source: What makes the words.
  func append(to words: inout [UInt32], step: UInt64, _ source: WordSource) {
    func append(_ block: SIMD4<UInt32>) {
      for word in 0..<4 { words.append(block[word]) }
    }
    switch self {
    case .consecutive:
      append(source.block(step, seed: source.seed, path: ""))
    case .seeds:
      append(source.block(0, seed: source.seed &+ step, path: ""))
    case .pathUnderSeeds:
      append(source.block(0, seed: source.seed &+ step, path: "encoder/0/kernel"))
    case .paths:
      append(source.block(0, seed: source.seed, path: "layers.\(step).weight"))
    case .transposed:
      let (matrix, column, block) = (step >> 24, step >> 12 & 4095, step & 4095)
      // The row's 1024 blocks lie together; the column is one of four words of its block.
      let place = matrix << 22 | block << 10 | column >> 2
      words.append(source.block(place, seed: source.seed, path: "")[Int(column & 3)])
    case .lowBits:
      words.append(
        Self.bytes(source.block(step, seed: source.seed, path: "")))
    }
  }

  /// The lowest eight bits of each word.
  private static func bytes(_ block: SIMD4<UInt32>) -> UInt32 {
    ((block & SIMD4(repeating: 255)) &<< SIMD4(24, 16, 8, 0)).wrappedSum()
  }
}
