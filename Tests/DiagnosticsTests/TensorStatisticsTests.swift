import Checkpoints
import Diagnostics
import Foundation
import Initializers
import SeedCheckpoints
import TestSupport
import Testing

struct TensorStatisticsTests {
  private func statistics(_ values: [Double]) -> TensorStatistics {
    var statistics = TensorStatistics()
    statistics.add(values)
    return statistics
  }

  /// Oracle: two passes over the values.
  @Test func momentsAndParts() throws {
    let tensor: Tensor<Double> = try RandomNormal(mean: 1e6, standardDeviation: 2, seed: 3)(
      shape: [10_000])
    let values = tensor.elements.enumerated().map {
      $0.offset % 7 == 0 ? $0.element + 3 : $0.element
    }
    let sample = Sample(values)
    var parts = TensorStatistics()
    for start in stride(from: 0, to: values.count, by: 777) {
      parts.merge(statistics(Array(values[start..<min(start + 777, values.count)])))
    }
    for result in [statistics(values), parts] {
      #expect(result.count == 10_000 && result.zeroCount == 0)
      #expect(abs(result.mean - sample.moment(1)) < 1e-8)
      #expect(abs(result.standardDeviation - sample.standardDeviation) < 1e-9)
      let (second, third, fourth) = (sample.moment(2), sample.moment(3), sample.moment(4))
      #expect(abs(try #require(result.kurtosis) - fourth / (second * second)) < 1e-7)
      #expect(
        abs(try #require(result.skewness) - third / (second * second.squareRoot())) < 1e-7)
      #expect(result.minimum == sample.sorted.first && result.maximum == sample.sorted.last)
      #expect(
        abs(result.meanSquare / values.reduce(0) { $0 + $1 * $1 / 10_000 } - 1) < 1e-12)
    }
  }

  /// Law: what is no number or not finite is counted, and is in no moment.
  @Test func specialValues() {
    let result = statistics([.nan, 1, .infinity, 0, -0.0, -.infinity, 3, .nan])
    #expect(result.count == 8 && result.nanCount == 2 && result.infiniteCount == 2)
    #expect(result.zeroCount == 2 && result.mean == 1 && result.minimum == 0 && result.maximum == 3)
    let none = statistics([.nan])
    #expect(none.minimum == nil && none.bins(4).isEmpty && none.kurtosis == nil)
    #expect(statistics([]).mean == 0 && statistics([]).standardDeviation == 0)
    #expect(statistics([2, 2]).bins(3).map(\.count).reduce(0, +) == 2)
  }

  /// Law: bins hold every value once, to within a finer bin's width of where it lies; oracle:
  /// counting.
  @Test(arguments: [1e-30, 1, 1e30])
  func histograms(scale: Double) throws {
    let tensor: Tensor<Double> = try RandomNormal(standardDeviation: 1, seed: 5)(shape: [20_000])
    let values = tensor.elements.map { $0 * scale } + Array(repeating: 0, count: 500)
    let result = statistics(values)
    for count in [1, 8, 24] {
      let bins = result.bins(count)
      #expect(bins.count == count)
      #expect(abs(bins.reduce(0) { $0 + $1.count } - 20_500) < 1e-6)
      for bin in bins {
        let exact = values.count { $0 >= bin.low && $0 < bin.high }
        #expect(abs(bin.count - Double(exact)) < 60 + 0.05 * Double(exact), "\(bin) \(exact)")
      }
    }
    let outside = result.histogram.bins(2, over: 10 * scale...11 * scale)
    #expect(outside.allSatisfy { $0.count == 0 })
  }

  /// Oracle: the tensor's own elements, for each scalar type; threads do not matter.
  @Test func files() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "w.safetensors").path
    let types = ScalarType.allCases.filter { $0.scalar != nil }
    let tensors = types.map { type in
      PlannedTensor(
        name: type.rawValue, shape: [300, 1000], scalarType: type,
        initializer: type.isFloatingPoint
          ? VarianceScaling.heNormal(seed: 2) as any Initializer : Ones())
    }
    try InitializationPlan(tensors: tensors, seed: 2).write(to: path, format: .safetensors)
    let file = try CheckpointReader(path: path)
    for (index, tensor) in file.tensors.enumerated() {
      let one = try TensorStatistics(ofTensor: index, in: file, threads: 1)
      #expect(try TensorStatistics(ofTensor: index, in: file, threads: 3) == one)
      var exact = TensorStatistics()
      switch tensor.scalarType {
      case .float64:
        let values: Tensor<Double> = try VarianceScaling.heNormal(seed: 2)(shape: [300, 1000])
        exact.add(values.elements)
      case .float16:
        let values: Tensor<Float16> = try VarianceScaling.heNormal(seed: 2)(shape: [300, 1000])
        exact.add(values.elements.map(Double.init))
      case .bfloat16:
        let values: Tensor<BFloat16> = try VarianceScaling.heNormal(seed: 2)(shape: [300, 1000])
        exact.add(values.elements.map(\.nearestDouble))
      case .float32:
        let values: Tensor<Float> = try VarianceScaling.heNormal(seed: 2)(shape: [300, 1000])
        exact.add(values.elements.map(Double.init))
      default: exact.add([Double](repeating: 1, count: 300_000))
      }
      #expect(one.histogram == exact.histogram && one.count == 300_000, "\(tensor)")
      #expect(abs(one.mean - exact.mean) < 1e-12 && one.maximum == exact.maximum)
      #expect(abs(one.standardDeviation - exact.standardDeviation) < 1e-12)
    }
  }
}

extension TensorStatisticsTests {
  /// Law: equal values have their own mean and no spread, and every value is in a bin, whatever its
  /// size.
  @Test(arguments: [
    [0.1, 0.1, 0.1], [0.99999999999, 0.99999999999], [1e300, 2e300], [1e-300, 4e-300],
    [1e-41, 1e-40],
    [0, 1e299, 1e300], [-1e200, 3e199, 1e200],
  ])
  func extremes(values: [Double]) {
    var statistics = TensorStatistics()
    statistics.add(values)
    let total = statistics.bins(7).reduce(0) { $0 + $1.count }
    #expect(abs(total - Double(values.count)) < 1e-9)
    if Set(values).count == 1 {
      #expect(statistics.mean == values[0] && statistics.standardDeviation == 0)
      #expect(statistics.kurtosis == nil)
    }
  }
}
