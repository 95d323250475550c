import Initializers
import Testing

struct ModifierTests {
  /// Law: zeros in the rows, elsewhere the base's values, whole and in slices.
  @Test func zeroRows() throws {
    let base = VarianceScaling.heUniform(seed: 3)
    let padded = try ZeroRows([0, 3], of: base)
    let values: Tensor<Float> = try padded(shape: [5, 2, 3], path: "e")
    let expected: Tensor<Float> = try base(shape: [5, 2, 3], path: "e")
    for (position, value) in values.elements.enumerated() {
      let isZero = [0, 3].contains(position / 6)
      #expect(value == (isZero ? 0 : expected.elements[position]))
    }
    let slice: Tensor<Float> = try padded.tensor(
      shape: [5, 2, 3], slice: [2..<5, 1..<2, 0..<3], path: "e")
    let cut = (2..<5).flatMap { values.elements[$0 * 6 + 3..<$0 * 6 + 6] }
    #expect(slice.elements == cut)
    #expect(padded.seed == 3 && padded.seeded(4).base.seed == 4)
    let none: Tensor<Float> = try padded(shape: [5, 0])
    #expect(none.elements.isEmpty)
    for shape in [[3, 2], [], [0]] {
      #expect(throws: InitializationError.self) {
        let _: Tensor<Float> = try padded(shape: shape)
      }
    }
    #expect(throws: InitializationError.self) { try ZeroRows([-1], of: base) }
  }

  /// Law: where no family holds the product, it is the base's value times the factor, rounded once.
  @Test func scaledByMultiplication() throws {
    let bases: [any Initializer] = [
      MambaStateMatrix(), try SinusoidalPositions(), try MambaTimeStepBias(seed: 2),
    ]
    for base in bases {
      let exact: Tensor<Float> = try base(shape: [6, 4], path: "p")
      let scaled = try base.scaled(by: 0.7)
      let single: Tensor<Float> = try scaled(shape: [6, 4], path: "p")
      #expect(single.elements == exact.elements.map { $0 * 0.7 })
      let half: Tensor<BFloat16> = try scaled(shape: [6, 4], path: "p")
      #expect(half.elements == exact.elements.map { BFloat16(rounding: $0 * 0.7) })
      let twice = try scaled.scaled(by: 2)
      let doubled: Tensor<Float> = try twice(shape: [6, 4], path: "p")
      #expect(doubled.elements == exact.elements.map { $0 * 1.4 })
    }
    #expect(throws: InitializationError.self) {
      let _: Tensor<Int32> = try Scaled(Ones(), by: 2)(shape: [2])
    }
  }

  /// Oracle: the factors as torchscale, T-Fixup, Fixup, mup and transformers compute them, in
  /// Python.
  @Test func depthScalings() throws {
    let factors: [(DepthScaling, Double)] = [
      (.residual(layers: 12), 0.20412414523193154),
      (.residual(layers: 5, branches: 1), 0.4472135954999579),
      (.fixup(branches: 54), 0.13608276348795434),
      (.fixup(branches: 16, layersPerBranch: 3), 0.5),
      (.tFixupEncoder(layers: 6), 0.4280918798450026),
      (.tFixupDecoder(layers: 6), 0.36889397323344053),
      (.deepNorm(layers: 18), 0.28867513459481287),
      (.deepNormEncoder(layers: 18, decoderLayers: 18), 0.35257100595704277),
      (.deepNormDecoder(layers: 18), 0.26084743001221455), (.subLN(layers: 12), 1.782709687623856),
      (.subLNDecoder(layers: 12), 1.8930184728248454), (.muP(widthMultiplier: 4), 0.5),
      (.muPReadout(widthMultiplier: 4), 2), (.init(factor: 3), 3),
    ]
    for (scaling, factor) in factors {
      #expect(abs(scaling.factor / factor - 1) < 2e-7, "\(factor)")
    }
    let scaled = try RandomNormal(standardDeviation: 0.02, seed: 1).scaled(
      by: .residual(layers: 12))
    let normal = try #require(scaled as? RandomNormal)
    #expect(abs(normal.standardDeviation - 0.02 / 24.0.squareRoot()) < 1e-17)
    let impossible: [DepthScaling] = [
      .residual(layers: 0), .residual(layers: -2, branches: -2), .deepNorm(layers: -1),
      .subLN(layers: 0),
      .fixup(branches: 2, layersPerBranch: 1),
      .fixup(branches: 0, layersPerBranch: 3), .muP(widthMultiplier: 0),
      .muP(widthMultiplier: .nan),
    ]
    for scaling in impossible {
      #expect(throws: InitializationError.self) { try Ones().scaled(by: scaling) }
    }
  }

  /// Law: a transposed initializer's element is the base's element with exchanged indices; of an
  /// orthogonal kernel the columns lie on the axis.
  @Test func transposed() throws {
    let base = VarianceScaling.heNormal(seed: 5)
    let source: Tensor<Float> = try base(shape: [3, 5, 2], path: "k")
    let turned: Tensor<Float> = try Transposed(base, [2, 0, 1])(shape: [2, 3, 5], path: "k")
    let reversed: Tensor<Float> = try Transposed(base)(shape: [2, 5, 3], path: "k")
    for i in 0..<3 {
      for j in 0..<5 {
        for k in 0..<2 {
          #expect(turned[k, i, j] == source[i, j, k] && reversed[k, j, i] == source[i, j, k])
        }
      }
    }
    let plain: Tensor<Float> = try Orthogonal(seed: 5)(shape: [3, 5, 7], path: "k")
    let first: Tensor<Float> = try Orthogonal(columnAxis: 0, seed: 5)(shape: [7, 3, 5], path: "k")
    let middle: Tensor<Float> = try Orthogonal(columnAxis: -2, seed: 5)(
      shape: [3, 7, 5], path: "k")
    for i in 0..<3 {
      for j in 0..<5 {
        for k in 0..<7 {
          #expect(first[k, i, j] == plain[i, j, k] && middle[i, k, j] == plain[i, j, k])
        }
      }
    }
    for permutation in [[0, 0], [1, 2], [-1, 0]] {
      #expect(throws: InitializationError.self) { try Transposed(base, permutation) }
    }
    #expect(throws: InitializationError.self) {
      let _: Tensor<Float> = try Transposed(base, [1, 0])(shape: [3])
    }
    #expect(throws: InitializationError.self) {
      let _: Tensor<Float> = try Orthogonal(columnAxis: 2)(shape: [3, 3])
    }
  }

  /// Law: after the subpixel rearrangement of each framework, all subpixels of a pixel are equal,
  /// and the base's.
  @Test func subpixels() throws {
    let base = VarianceScaling.heNormal(seed: 5)
    let small: Tensor<Float> = try base(shape: [3, 3, 2, 4], path: "k")
    let keras: Tensor<Float> = try ICNR(base)(shape: [3, 3, 2, 16], path: "k")
    let torchBase = VarianceScaling.heNormal(seed: 5, fanRule: .torch)
    let smallTorch: Tensor<Float> = try torchBase(shape: [4, 2, 3, 3], path: "k")
    let torch: Tensor<Float> = try ICNR(torchBase, layout: .torch)(shape: [16, 2, 3, 3], path: "k")
    for row in 0..<2 {
      for column in 0..<2 {
        for channel in 0..<4 {
          // depth_to_space: channel (row · 2 + column) · 4 + c; PixelShuffle: c · 4 + row · 2 +
          // column.
          #expect(keras[2, 1, 1, (row * 2 + column) * 4 + channel] == small[2, 1, 1, channel])
          #expect(torch[channel * 4 + row * 2 + column, 1, 2, 1] == smallTorch[channel, 1, 2, 1])
        }
      }
    }
    #expect(throws: InitializationError.self) { try ICNR(base, copies: 0) }
    #expect(throws: InitializationError.self) {
      let _: Tensor<Float> = try ICNR(base)(shape: [3, 3, 2, 6])
    }
  }

  /// Law: each part is the tensor of its own shape and path.
  @Test func concatenatedAndStacked() throws {
    let (query, key) = (VarianceScaling.glorotUniform(seed: 5), VarianceScaling.heNormal(seed: 6))
    let fused: Tensor<Float> = try Concatenated([query, key], shares: [3, 1], axis: 1)(
      shape: [5, 8, 2], path: "qkv")
    let first: Tensor<Float> = try query(shape: [5, 6, 2], path: "qkv/0")
    let second: Tensor<Float> = try key(shape: [5, 2, 2], path: "qkv/1")
    for i in 0..<5 {
      for j in 0..<8 {
        for k in 0..<2 {
          #expect(fused[i, j, k] == (j < 6 ? first[i, j, k] : second[i, j - 6, k]))
        }
      }
    }
    let stack: Tensor<Float> = try Stacked(key, axes: 2)(shape: [2, 3, 4, 5], path: "e")
    for index in 0..<6 {
      let one: Tensor<Float> = try key(shape: [4, 5], path: "e/\(index)")
      #expect(Array(stack.elements[index * 20..<index * 20 + 20]) == one.elements)
    }
    // Without a path, or with a peer, parts do not start alike either.
    for backend in [Backend.native, .kerasJAX] {
      let gates: Tensor<Float> = try Concatenated(repeating: key, count: 2, axis: 0).tensor(
        shape: [8, 4], backend: backend)
      #expect(gates.elements[..<16] != gates.elements[16...])
    }
    var seeds = try Concatenated([.heNormal(), VarianceScaling.heNormal(seed: 9), Zeros()])
    #expect(seeds.seed?.isChosen == false)
    seeds.seed = 4
    #expect(
      seeds.initializers.compactMap { ($0 as? VarianceScaling)?.seed } == [4, 9] && seeds.seed == 4)
    seeds.seed = 8
    #expect(seeds.initializers.compactMap { ($0 as? VarianceScaling)?.seed } == [8, 8])
    #expect(throws: InitializationError.self) { try Concatenated([]) }
    #expect(throws: InitializationError.self) { try Concatenated([key], shares: [0]) }
    #expect(throws: InitializationError.self) { try Concatenated([key], shares: [1, 2]) }
    #expect(throws: InitializationError.self) { try Stacked(key, axes: -1) }
    for shape in [[], [5], [4, 7]] {
      #expect(throws: InitializationError.self) {
        let _: Tensor<Float> = try Concatenated([key, key])(shape: shape)
      }
    }
  }

  /// Oracle: Julia's `circshift` of the padded identity matrix, as NumPy's `roll` gives it.
  @Test func shiftedIdentity() throws {
    let down: Tensor<Int32> = try Identity(nonSquare: .padded, shift: 1)(shape: [3, 4])
    #expect(down.elements == [0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0])
    let up: Tensor<Int32> = try Identity(nonSquare: .tiled, shift: -1)(shape: [2, 4])
    #expect(up.elements == [0, 1, 0, 1, 1, 0, 1, 0])
  }
}
