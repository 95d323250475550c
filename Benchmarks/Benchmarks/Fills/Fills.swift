import Benchmark
import Initializers

/// One thread fills a small array again and again: what the loops cost when memory does not.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput], scalingFactor: .kilo, maxDuration: .seconds(1))
  let count = 1 << 16

  func add<S: Scalar>(
    _ name: String, _: S.Type, _ make: @escaping @Sendable () throws -> any Initializer
  ) {
    Benchmark("\(name), \(S.scalarType.rawValue), 65,536 elements") { benchmark in
      let initializer = try make()
      var elements = try [S](repeating: S(constant: 0), count: count)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        try initializer.fill(&elements, shape: [count], threads: 1)
      }
      benchmark.stopMeasurement()
      blackHole(elements)
    }
  }

  add("uniform", Float.self) { try .randomUniform(in: -1..<1, seed: 1) }
  add("uniform", Double.self) { try .randomUniform(in: -1..<1, seed: 1) }
  add("uniform", BFloat16.self) { try .randomUniform(in: -1..<1, seed: 1) }
  add("normal", Float.self) { try .randomNormal(seed: 1) }
  add("normal", Double.self) { try .randomNormal(seed: 1) }
  add("normal", BFloat16.self) { try .randomNormal(seed: 1) }
  add("truncated normal", Float.self) { try .truncatedNormal(seed: 1) }
  add("truncated normal at -1 and 2", Float.self) {
    try .truncatedNormal(bounds: .standardDeviations(-1, 2), seed: 1)
  }
  add("constant", Float.self) { .ones }

  for size in [64, 256, 1024] {
    Benchmark(
      "orthogonal, float32, \(size) x \(size)", configuration: .init(scalingFactor: .one)
    ) { benchmark in
      var elements = [Float](repeating: 0, count: size * size)
      for _ in benchmark.scaledIterations {
        try Orthogonal(seed: 1).fill(&elements, shape: [size, size], threads: 1)
      }
      blackHole(elements)
    }
  }
}
