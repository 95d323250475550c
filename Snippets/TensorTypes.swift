// The code of the article "Using it with your tensor type".
import Foundation
import Initializers
import InitializerConfigurations

let initializer = VarianceScaling.heNormal(seed: 7)

// An array of yours.
var weights = [Float](repeating: 0, count: 64 * 128)
try initializer.fill(&weights, shape: [64, 128], path: "dense/kernel")

// Memory that somebody else owns: a buffer of a tensor library, of a GPU's shared memory, of C.
let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: 64 * 128)
defer { buffer.deallocate() }
try initializer.fill(buffer, shape: [64, 128], path: "dense/kernel")

// A part of a tensor, for one rank of several: the same values as in the whole.
var shard = [Float](repeating: 0, count: 16 * 128)
try initializer.fill(
  &shard, shape: [64, 128], slice: [16..<32, 0..<128], path: "dense/kernel")

// A file in memory: half of the numbers are written to the disk by the system, when it likes.
let path = FileManager.default.temporaryDirectory.appending(path: "weights.bin").path
_ = FileManager.default.createFile(atPath: path, contents: nil)
let file = open(path, O_RDWR)
ftruncate(file, off_t(weights.count * MemoryLayout<Float>.stride))
let size = weights.count * MemoryLayout<Float>.stride
if let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), memory != MAP_FAILED {
  let mapped = UnsafeMutableBufferPointer(
    start: memory.bindMemory(to: Float.self, capacity: weights.count), count: weights.count)
  try initializer.fill(mapped, shape: [64, 128], path: "dense/kernel")
  munmap(memory, size)
}
close(file)

// A function for C, Python's ctypes, or any other language: 0, or 1 and a message.
@_cdecl("initialize_float32")
func initializeFloat32(
  _ name: UnsafePointer<CChar>, _ seed: UInt64, _ path: UnsafePointer<CChar>,
  _ shape: UnsafePointer<Int>, _ rank: Int, _ out: UnsafeMutablePointer<Float>,
  _ message: UnsafeMutablePointer<CChar>, _ messageSize: Int
) -> Int32 {
  do {
    var initializer = try InitializerCatalog().get(String(cString: name))
    initializer.seed = Seed(seed)
    let dimensions = Array(UnsafeBufferPointer(start: shape, count: rank))
    let count = dimensions.reduce(1, *)
    try initializer.fill(
      UnsafeMutableBufferPointer(start: out, count: count), shape: dimensions,
      path: String(cString: path))
    return 0
  } catch {
    _ = strncpy(message, "\(error)", max(0, messageSize - 1))
    return 1
  }
}

var fromC = [Float](repeating: 0, count: 64 * 128)
var message = [CChar](repeating: 0, count: 200)
let status = initializeFloat32(
  "he_normal", 7, "dense/kernel", [64, 128], 2, &fromC, &message, message.count)
print(status, fromC == weights, Array(buffer) == weights, shard == Array(weights[2048..<4096]))
let stored = try Data(contentsOf: URL(filePath: path))
print(stored == weights.withUnsafeBytes { Data($0) })
