import Foundation
import Initializers

/// Prints, as JSON, the median time of each piece of work in nanoseconds; see `compare`.
@main
struct Measure {
  /// The side of the large matrices: 2²⁶ elements.
  static let side = 8192

  static func main() throws {
    var times: [String: Double] = [:]
    let asked = CommandLine.arguments.dropFirst()
    func measure(_ name: String, repetitions: Int = 5, _ work: () throws -> Void) throws {
      guard asked.isEmpty || asked.contains(where: { name.hasPrefix($0) }) else { return }
      try work()
      var samples: [Double] = []
      for _ in 0..<repetitions {
        let start = DispatchTime.now().uptimeNanoseconds
        try work()
        samples.append(Double(DispatchTime.now().uptimeNanoseconds - start))
      }
      times[name] = samples.sorted()[repetitions / 2]
    }

    let shape = [side, side]
    let single = UnsafeMutableBufferPointer<Float>.allocate(capacity: side * side)
    single.initialize(repeating: 0)
    func fillSingle(_ initializer: some Initializer) throws {
      try initializer.fill(single, shape: shape, threads: 2)
    }
    try measure("zeros float32") { try fillSingle(Zeros()) }
    try measure("constant float32") { try fillSingle(Constant(0.5)) }
    try measure("uniform float32") { try fillSingle(.randomUniform(in: -1..<1, seed: 1)) }
    try measure("glorot_uniform float32") { try fillSingle(.glorotUniform(seed: 1)) }
    try measure("normal float32") { try fillSingle(.randomNormal(seed: 1)) }
    try measure("truncated_normal float32") { try fillSingle(.truncatedNormal(seed: 1)) }
    try measure("he_normal float32") { try fillSingle(.heNormal(seed: 1)) }
    for exponent in 10...28 where exponent % 3 == 1 {
      let count = 1 << exponent
      let memory =
        count <= single.count ? single : UnsafeMutableBufferPointer<Float>.allocate(capacity: count)
      if count > single.count { memory.initialize(repeating: 0) }
      defer { if count > single.count { memory.deallocate() } }
      let rest = UnsafeMutableBufferPointer(rebasing: memory[..<count])
      let uniform = try RandomUniform(in: -1..<1, seed: 1)
      let normal = try RandomNormal(seed: 1)
      let repetitions = max(3, min(1001, (1 << 24) >> exponent | 1))
      try measure("size uniform 2^\(exponent)", repetitions: repetitions) {
        try uniform.fill(rest, shape: [count], threads: 2)
      }
      try measure("size normal 2^\(exponent)", repetitions: repetitions) {
        try normal.fill(rest, shape: [count], threads: 2)
      }
    }
    single.deallocate()

    let half = UnsafeMutableBufferPointer<BFloat16>.allocate(capacity: side * side)
    half.initialize(repeating: 0)
    try measure("normal bfloat16") {
      try RandomNormal(seed: 1).fill(half, shape: shape, threads: 2)
    }
    half.deallocate()

    let double = UnsafeMutableBufferPointer<Double>.allocate(capacity: side * side)
    double.initialize(repeating: 0)
    try measure("uniform float64") {
      try RandomUniform(in: -1..<1, seed: 1).fill(double, shape: shape, threads: 2)
    }
    try measure("normal float64") {
      try RandomNormal(seed: 1).fill(double, shape: shape, threads: 2)
    }
    double.deallocate()

    var small = [Float](repeating: 0, count: 64 * 64)
    let glorot = VarianceScaling.glorotUniform(seed: 1)
    try measure("glorot_uniform 64x64", repetitions: 10001) {
      try glorot.fill(&small, shape: [64, 64])
    }

    for size in [1024, 2048, 4096] {
      var matrix = [Float](repeating: 0, count: size * size)
      try measure("orthogonal float32 \(size)") {
        try Orthogonal(seed: 1).fill(&matrix, shape: [size, size], threads: 2)
      }
    }

    let json = try JSONSerialization.data(withJSONObject: times, options: [.sortedKeys])
    FileHandle.standardOutput.write(json + Data("\n".utf8))
  }
}
