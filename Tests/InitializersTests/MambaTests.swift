import Foundation
import Initializers
import TestSupport
import Testing

struct MambaTests {
  /// Oracle: the system's logarithm.
  @Test func stateMatrix() throws {
    let wide: Tensor<Double> = try MambaStateMatrix()(shape: [3, 16])
    let narrow: Tensor<Float> = try MambaStateMatrix()(shape: [3, 16])
    for (position, value) in wide.elements.enumerated() {
      #expect(abs(value - log(Double(position % 16 + 1))) <= 1e-15)
      #expect(narrow.elements[position] == Float(value))
    }
    #expect(throws: InitializationError.self) {
      let _: Tensor<Float> = try MambaStateMatrix()(shape: [])
    }
    #expect(throws: InitializationError.self) {
      let _: Tensor<Int32> = try MambaStateMatrix()(shape: [4])
    }
  }

  /// Law: softplus of the bias is log-uniform from 0.001 to 0.1 (Kolmogorov–Smirnov over 2¹⁶
  /// values).
  @Test func timeStepsAreLogUniform() throws {
    let bias: Tensor<Float> = try MambaTimeStepBias(seed: 5)(shape: [1 << 16])
    let sample = Sample(bias.elements.map { log1p(exp(Double($0))) })
    let range = log(0.1 / 0.001)
    let distance = sample.distance { min(1, max(0, log($0 / 0.001) / range)) }
    // 1.63 / √n is passed by one sample in a hundred; a bound of 0.105 is at 0.011.
    #expect(distance < 1.63 / 256)
    #expect(sample.sorted[0] >= 0.000_999_99 && sample.sorted[65_535] <= 0.100_001)
  }

  /// Law: no step is below the floor; slices are parts of the whole; a wider type has more digits.
  @Test func floorSlicesAndTypes() throws {
    let floored = try MambaTimeStepBias(minimum: 0.001, maximum: 0.1, floor: 0.01, seed: 5)
    let bias: Tensor<Float> = try floored(shape: [4000])
    let least = Float(0.01 + log(-expm1(-0.01)))
    #expect(bias.elements.min() == least)
    let atFloor = bias.elements.filter { $0 == least }.count
    // Half of a log-uniform law from 0.001 to 0.1 is below 0.01.
    #expect(abs(atFloor - 2000) < 160)
    let part: Tensor<Float> = try floored.tensor(shape: [4000], slice: [70..<99])
    #expect(part.elements == Array(bias.elements[70..<99]))
    let wide: Tensor<Double> = try floored(shape: [4000])
    for (narrow, wide) in zip(bias.elements, wide.elements) {
      #expect(abs(Double(narrow) - wide) < 2e-6)
    }
  }

  @Test(arguments: [
    (0, 0.1, 1e-4), (0.1, 0.01, 1e-4), (0.001, 0.1, 0), (0.001, 0.1, 0.2), (.nan, 0.1, 1e-4),
    (0.001, .infinity, 1e-4),
  ])
  func mistakes(minimum: Double, maximum: Double, floor: Double) {
    #expect(throws: InitializationError.self) {
      try MambaTimeStepBias(minimum: minimum, maximum: maximum, floor: floor)
    }
  }
}
