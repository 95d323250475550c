import Foundation
import Initializers
import Synchronization
import Testing

struct FormulaTests {
  /// A convolution in PyTorch's layout, of stride 1, over one axis that goes around.
  static func convolve(
    _ kernel: Tensor<Double>, _ image: [[Double]], groups: Int = 1
  ) -> [[Double]] {
    let (outputs, inputs, size) = (kernel.shape[0], kernel.shape[1], kernel.shape[2])
    let length = image[0].count
    return (0..<outputs).map { output in
      let group = output / (outputs / groups)
      return (0..<length).map { place in
        (0..<inputs).reduce(0) { sum, input in
          (0..<size).reduce(sum) { sum, tap in
            let at = (place + tap - size / 2 + length) % length
            return sum + kernel.elements[(output * inputs + input) * size + tap]
              * image[group * inputs + input][at]
          }
        }
      }
    }
  }

  static let image = (0..<6).map { channel in
    (0..<7).map { sin(Double(channel * 7 + $0 * $0)) }
  }

  /// Law: the convolution is the identity, in each group.
  @Test(arguments: [1, 2, 3])
  func diracIsTheIdentity(groups: Int) throws {
    let kernel: Tensor<Double> = try Dirac(groups: groups, layout: .torch)(
      shape: [6, 6 / groups, 5])
    #expect(Self.convolve(kernel, Self.image, groups: groups) == Self.image)
  }

  /// Oracle: the places of the ones in `torch.nn.init.dirac_` of PyTorch 2.15, and the same kernel
  /// in Keras's layout.
  @Test func diracPlaces() throws {
    func ones(_ shape: [Int], _ groups: Int) throws -> [Int] {
      let kernel: Tensor<Int32> = try Dirac(groups: groups, layout: .torch)(shape: shape)
      #expect(kernel.elements.allSatisfy { $0 == 0 || $0 == 1 })
      return kernel.elements.indices.filter { kernel.elements[$0] == 1 }
    }
    #expect(try ones([4, 2, 4], 1) == [2, 14])
    #expect(try ones([4, 2, 2, 3], 2) == [4, 22, 28, 46])
    #expect(try ones([2, 3, 1, 1, 2], 1) == [1, 9])
    let torch: Tensor<Float> = try Dirac(layout: .torch)(shape: [4, 3, 5, 2])
    let keras: Tensor<Float> = try Dirac()(shape: [5, 2, 3, 4])
    for position in 0..<120 {
      let (output, input, place) = (position / 30, position / 10 % 3, position % 10)
      #expect(torch.elements[position] == keras.elements[place * 12 + input * 4 + output])
    }
    for (shape, groups) in [([3, 3], 1), ([4, 2, 3], 3), ([1, 1, 1, 1, 1, 1], 1)] {
      #expect(throws: InitializationError.self) { try ones(shape, groups) }
    }
    #expect(throws: InitializationError.self) { try Dirac(groups: 0) }
  }

  /// Oracle: Paddle's formula for sizes 2 to 5, by hand.
  @Test func bilinear() throws {
    func row(_ size: Int) throws -> [Double] {
      let kernel: Tensor<Double> = try Bilinear(layout: .torch)(shape: [1, 1, size, size])
      // A kernel is the product of its rows; the first row begins with the first element's square
      // root.
      let first = kernel.elements[0].squareRoot()
      for (place, value) in kernel.elements.enumerated() {
        let (y, x) = (kernel.elements[place / size] / first, kernel.elements[place % size] / first)
        #expect(abs(value - x * y) < 1e-15)
      }
      return kernel.elements[..<size].map { $0 / first }
    }
    let rows: [[Double]] = [
      [1, 0], [0.25, 0.75, 0.75], [0.25, 0.75, 0.75, 0.25],
      [1.0 / 3, 2.0 / 3, 1, 2.0 / 3, 1.0 / 3],
    ]
    for expected in rows {
      for (value, expected) in zip(try row(expected.count), expected) {
        #expect(abs(value - expected) < 1e-15)
      }
    }
    let keras: Tensor<Float> = try Bilinear()(shape: [4, 4, 2, 3])
    #expect(keras.elements[..<6].allSatisfy { $0 == 0.0625 })
    #expect(throws: InitializationError.self) {
      let _: Tensor<Float> = try Bilinear()(shape: [4, 4])
    }
  }

  /// Oracle: the matrices of state-spaces/s4's `transition`, computed as there, by products of
  /// matrices.
  @Test(arguments: HiPPO.Measure.allCases)
  func hippo(measure: HiPPO.Measure) throws {
    let size = 8
    let matrix: Tensor<Double> = try HiPPO(measure)(shape: [size, size])
    var weights = (0..<size).map { $0 % 2 == 0 ? 2.0 : 0 }
    weights[0] = 2.0.squareRoot()
    for n in 0..<size {
      for k in 0..<size {
        let expected =
          Self.hippo(measure, n, k) - (measure == .fourier ? weights[n] * weights[k] : 0)
        #expect(abs(matrix.elements[n * size + k] - expected) < 1e-13, "\(n) \(k)")
      }
    }
    #expect(throws: InitializationError.self) {
      let _: Tensor<Float> = try HiPPO(measure)(shape: [2, 3])
    }
  }

  private static func hippo(_ measure: HiPPO.Measure, _ n: Int, _ k: Int) -> Double {
    let (r, s) = (Double(2 * n + 1), Double(2 * k + 1))
    switch measure {
    case .legS:
      // T M T⁻¹ with T = √(2q + 1) and M = −(2k + 1 below and on the diagonal, less k on it).
      if n < k { return 0 }
      let m = n == k ? s - Double(k) : s
      return -m * r.squareRoot() / s.squareRoot()
    case .legT:
      let sign = n < k ? pow(-1, Double(k - n)) : 1.0
      return -(r * s).squareRoot() * sign
    case .lagT:
      return n == k ? -0.5 : n > k ? -1 : 0
    case .fourier:
      if n + 1 == k, n % 2 == 0 { return -2 * Double.pi * Double(n / 2) }
      if k + 1 == n, k % 2 == 0 { return 2 * Double.pi * Double(k / 2) }
      return 0
    }
  }

  @Test func fourierNeedsPairs() {
    #expect(throws: InitializationError.self) {
      let _: Tensor<Float> = try HiPPO(.fourier)(shape: [3, 3])
    }
  }

  /// Oracle: the system's sine, cosine and power.
  @Test func positions() throws {
    let features = 10
    for isInterleaved in [true, false] {
      let table: Tensor<Double> = try SinusoidalPositions(isInterleaved: isInterleaved)(
        shape: [5000, features])
      for position in [0, 1, 7, 512, 4999] {
        for pair in 0..<5 {
          let angle = Double(position) / pow(10_000, Double(2 * pair) / Double(features))
          let (sine, cosine) = isInterleaved ? (2 * pair, 2 * pair + 1) : (pair, 5 + pair)
          #expect(abs(table.elements[position * features + sine] - sin(angle)) < 2e-12)
          #expect(abs(table.elements[position * features + cosine] - cos(angle)) < 2e-12)
        }
      }
    }
    let odd: Tensor<Float> = try SinusoidalPositions()(shape: [2, 3])
    #expect(odd.elements.count == 6 && odd.elements[5] == Float(sin(pow(10_000, -2 / 3.0))))
    for base in [0.5, .nan, .infinity] {
      #expect(throws: InitializationError.self) { try SinusoidalPositions(base: base) }
    }
  }

  /// Law: identity where it fits, and orthonormal columns where there are more outputs (for powers
  /// of two).
  @Test func zero() throws {
    let narrow: Tensor<Float> = try ZerO(layout: .torch)(shape: [2, 3])
    #expect(narrow.elements == [1, 0, 0, 0, 1, 0])
    let square: Tensor<Float> = try ZerO()(shape: [3, 3, 2, 2])
    #expect(square.elements.indices.filter { square.elements[$0] != 0 } == [16, 19])
    for outputs in [8, 16] {
      let wide: Tensor<Double> = try ZerO(layout: .torch)(shape: [outputs, 5])
      for i in 0..<5 {
        for j in 0..<5 {
          let product = (0..<outputs).reduce(0) {
            $0 + wide.elements[$1 * 5 + i] * wide.elements[$1 * 5 + j]
          }
          #expect(abs(product - (i == j ? 1 : 0)) < 1e-14)
        }
      }
    }
    // Oracle: the paper's H/2^(⌈log₂ 3⌉ / 2), cut to 3 rows and 2 columns.
    let cut: Tensor<Float> = try ZerO(layout: .torch)(shape: [3, 2])
    #expect(cut.elements == [0.5, 0.5, 0.5, -0.5, 0.5, 0.5])
  }

  /// Law: a slice is the part of the whole, for every formula, and for integers where they hold it.
  @Test func slices() throws {
    let all: [(any FormulaInitializer, [Int])] = [
      (try Dirac(groups: 2), [3, 4, 6]), (Bilinear(), [4, 4, 2, 3]), (HiPPO(), [7, 7]),
      (try SinusoidalPositions(), [9, 6]), (ZerO(), [3, 4, 9]),
    ]
    for (initializer, shape) in all {
      let whole: Tensor<Float> = try initializer(shape: shape)
      let slice = shape.map { 1..<$0 }
      let part: Tensor<Float> = try initializer.tensor(shape: shape, slice: slice)
      var expected: [Float] = []
      for position in whole.elements.indices {
        var rest = position
        var isIn = true
        for dimension in shape.reversed() {
          isIn = isIn && rest % dimension > 0
          rest /= dimension
        }
        if isIn { expected.append(whole.elements[position]) }
      }
      #expect(part.elements == expected)
      let none: Tensor<Float> = try initializer.tensor(
        shape: shape, slice: shape.map { _ in 0..<0 })
      #expect(none.elements.isEmpty)
    }
    #expect(throws: InitializationError.self) {
      let _: Tensor<Int32> = try Bilinear()(shape: [4, 4, 1, 1])
    }
  }

  /// A formula whose first element waits for one that another thread makes.
  private struct Meeting: FormulaInitializer {
    private final class Places: Sendable {
      let last = Atomic<Int>(0)
    }

    private let places = Places()

    func formula(
      for shape: [Int]
    ) throws(InitializationError) -> @Sendable ([Int]) -> Double {
      let places = places
      return { coordinates in
        let place = coordinates[0]
        if place > 0 { places.last.store(place, ordering: .relaxed) }
        let limit = ContinuousClock.now + .seconds(60)
        while place == 0, places.last.load(ordering: .relaxed) == 0, .now < limit {}
        return place == 0 ? Double(places.last.load(ordering: .relaxed)) : Double(place)
      }
    }
  }

  /// Law: large tensors are made on as many threads as are asked for; values do not depend on them.
  @Test func formulasUseThreads() throws {
    let met: Tensor<Double> = try Meeting().tensor(shape: [1 << 18], threads: 2)
    #expect(met.elements[0] != 0)
    #expect(met.elements.dropFirst() == ArraySlice((1..<1 << 18).map(Double.init)))
    let positions = try SinusoidalPositions()
    let alone: Tensor<Float> = try positions.tensor(shape: [1000, 400], threads: 1)
    let together: Tensor<Float> = try positions.tensor(shape: [1000, 400], threads: 4)
    #expect(alone == together)
  }
}
