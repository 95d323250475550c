import Initializers
import Testing

struct ConvolutionOrthogonalTests {
  /// Law: a circular convolution in each number of dimensions keeps norms, times the gain, and so
  /// do the pieces of its Gram matrix: for each difference of places the products of the kernel
  /// with itself, moved by it, are gain² · identity at difference 0 and zero elsewhere.
  @Test(arguments: [[4, 3, 5], [3, 3, 4, 4], [2, 2, 2, 3, 4], [1, 3, 5]])
  func keepsNorms(shape: [Int]) throws {
    let kernel: Tensor<Double> = try ConvolutionOrthogonal(gain: 1.5, seed: 4)(
      shape: shape, path: "conv")
    let (inputs, outputs) = (shape[shape.count - 2], shape[shape.count - 1])
    let axes = Array(shape.dropLast(2))
    let places = axes.reduce(1, *)
    func coordinates(_ place: Int) -> [Int] {
      var rest = place
      return Array(
        axes.reversed().map { size in
          defer { rest /= size }
          return rest % size
        }.reversed())
    }
    var sums: [[Int]: [Double]] = [:]
    for first in 0..<places {
      for second in 0..<places {
        let difference = zip(coordinates(first), coordinates(second)).map { $0 - $1 }
        var gram = sums[difference] ?? [Double](repeating: 0, count: inputs * inputs)
        for i in 0..<inputs {
          for j in 0..<inputs {
            for k in 0..<outputs {
              gram[i * inputs + j] +=
                kernel.elements[(first * inputs + i) * outputs + k]
                * kernel.elements[(second * inputs + j) * outputs + k]
            }
          }
        }
        sums[difference] = gram
      }
    }
    for (difference, gram) in sums {
      let isHere = difference.allSatisfy { $0 == 0 }
      for i in 0..<inputs {
        for j in 0..<inputs {
          #expect(abs(gram[i * inputs + j] - (isHere && i == j ? 2.25 : 0)) < 1e-13)
        }
      }
    }
    // It is no delta kernel: weights stand everywhere.
    let size = inputs * outputs
    let empty = (0..<places).filter { place in
      kernel.elements[place * size..<(place + 1) * size].allSatisfy { $0 == 0 }
    }
    #expect(empty.isEmpty)
  }

  /// Law: both layouts hold the same kernel, `Float` is the rounded `Double` to its rounding
  /// errors, and threads do not matter.
  @Test func layoutsTypesAndThreads() throws {
    let keras: Tensor<Double> = try ConvolutionOrthogonal(seed: 4)(shape: [3, 3, 4, 6], path: "c")
    let torch: Tensor<Double> = try ConvolutionOrthogonal(layout: .torch, seed: 4)(
      shape: [6, 4, 3, 3], path: "c")
    let single: Tensor<Float> = try ConvolutionOrthogonal(seed: 4).tensor(
      shape: [3, 3, 4, 6], path: "c", threads: 1)
    let threaded: Tensor<Float> = try ConvolutionOrthogonal(seed: 4).tensor(
      shape: [3, 3, 4, 6], path: "c", threads: 3)
    #expect(single == threaded)
    for y in 0..<3 {
      for x in 0..<3 {
        for i in 0..<4 {
          for o in 0..<6 {
            #expect(torch[o, i, y, x] == keras[y, x, i, o])
            #expect(abs(Double(single[y, x, i, o]) - keras[y, x, i, o]) < 2e-6)
          }
        }
      }
    }
  }

  @Test(arguments: [[3, 4], [3, 2, 4, 4], [3, 5, 4], [1, 1, 1, 1, 1, 1]])
  func mistakes(shape: [Int]) throws {
    #expect(throws: InitializationError.self) {
      let _: Tensor<Float> = try ConvolutionOrthogonal(seed: 4)(shape: shape)
    }
  }
}
