import Initializers
import Testing

/// Law: an element depends on seed, path and position alone, however the work is cut.
struct SliceTests {
  static let shape = [7, 5, 9]

  static func initializers() throws -> [any Initializer] {
    [
      try RandomUniform(seed: 1), try RandomNormal(seed: 2), try TruncatedNormal(seed: 3),
      VarianceScaling.heNormal(seed: 4), VarianceScaling.glorotUniform(seed: 5),
      try Orthogonal(gain: 2, seed: 6), Constant(3),
      Zeros(),
      Elementwise { position, shape in Double(position % shape[2]) },
      try Orthogonal(columnAxis: 0, seed: 7), try Orthogonal(columnAxis: 1, seed: 7),
      try ConvolutionOrthogonal(seed: 8), try ConvolutionOrthogonal(layout: .torch, seed: 8),
      try Concatenated(
        [VarianceScaling.heNormal(seed: 1), Orthogonal(seed: 2), Zeros()], shares: [1, 1, 1]),
      try Concatenated(
        [.heNormal(seed: 1), VarianceScaling.lecunUniform(seed: 1)], shares: [2, 3], axis: 1),
      try Stacked(Orthogonal(seed: 3)), try Stacked(.glorotUniform(seed: 3), axes: 2),
      try Transposed(.heNormal(seed: 4), [2, 0, 1]), try Transposed(Orthogonal(seed: 4)),
      try ICNR(.heNormal(seed: 5), copies: 3),
      try ICNR(.heNormal(seed: 5), copies: 7, layout: .torch),
      try Scaled(Orthogonal(seed: 6), by: 3), try Scaled(.heNormal(seed: 6), by: 0.3),
    ]
  }

  static let slices: [[Range<Int>]] = [
    [0..<7, 0..<5, 0..<9], [2..<5, 0..<5, 0..<9], [2..<3, 1..<4, 0..<9], [0..<7, 0..<5, 3..<4],
    [1..<6, 2..<3, 4..<9], [6..<7, 4..<5, 8..<9], [3..<3, 0..<5, 0..<9], [0..<7, 0..<5, 9..<9],
  ]

  private func checkSlices<S: Scalar>(_ type: S.Type) throws {
    for initializer in try Self.initializers() {
      let whole: Tensor<S> = try initializer(shape: Self.shape, path: "a/b")
      for slice in Self.slices {
        let part = try initializer.tensor(of: S.self, shape: Self.shape, slice: slice, path: "a/b")
        #expect(part.shape == slice.map(\.count))
        var expected: [S] = []
        for i in slice[0] {
          for j in slice[1] {
            for k in slice[2] { expected.append(whole[i, j, k]) }
          }
        }
        #expect(part.elements == expected)
      }
    }
  }

  @Test func slicesEqualTheWhole() throws {
    try checkSlices(Float.self)
    try checkSlices(Double.self)
    try checkSlices(BFloat16.self)
  }

  @Test func identitySlicesEqualTheWhole() throws {
    for (shape, rule) in [
      ([6, 3], Identity.NonSquare.tiled), ([3, 9], .tiled), ([4, 7], .padded), ([7, 4], .padded),
    ] {
      let identity = try Identity(gain: 2, nonSquare: rule)
      let whole: Tensor<Float> = try identity(shape: shape)
      for row in 0..<shape[0] {
        for end in 1...shape[1] {
          let slice = [row..<row + 1, end - 1..<end]
          let part = try identity.tensor(of: Float.self, shape: shape, slice: slice)
          #expect(part.elements == [whole[row, end - 1]])
        }
      }
    }
  }

  /// Pieces of a slice's elements, of every size, put together.
  @Test func elementsEqualTheWhole() throws {
    let slice = [1..<6, 1..<4, 2..<8]
    for initializer in try Self.initializers() {
      let whole = try initializer.tensor(of: Float.self, shape: Self.shape, slice: slice, path: "p")
      for step in [1, 2, 5, 7, 18, 89, 90] {
        var joined: [Float] = []
        for start in stride(from: 0, to: whole.count, by: step) {
          let elements = start..<min(start + step, whole.count)
          var piece = [Float](repeating: .nan, count: elements.count)
          let request = FillRequest(
            shape: Self.shape, slice: slice, path: "p", elements: elements)
          try piece.withUnsafeMutableBufferPointer { buffer in
            var span = MutableSpan(_unsafeElements: buffer)
            try initializer.fill(&span, request)
          }
          joined += piece
        }
        #expect(joined == whole.elements)
      }
    }
  }

  /// Law: what a piece costs depends on its own size, also where it goes over the end of a row that
  /// nothing could hold.
  @Test func piecesOfHugeRows() throws {
    let row = 1 << 36
    var pieces: [[Float]] = []
    let initializer = try Transposed(RandomUniform(seed: 1))
    for elements in [row - 2..<row + 2, row - 2..<row, row..<row + 2] {
      var piece = [Float](repeating: .nan, count: elements.count)
      let request = FillRequest(shape: [2, row], elements: elements)
      try piece.withUnsafeMutableBufferPointer { buffer in
        var span = MutableSpan(_unsafeElements: buffer)
        try initializer.fill(&span, request)
      }
      pieces.append(piece)
    }
    #expect(pieces[0] == pieces[1] + pieces[2])
  }

  @Test(arguments: [1, 2, 3, 8])
  func threadsDoNotMatter(threads: Int) throws {
    let shape = [300, 1001]
    for initializer in [VarianceScaling.heNormal(seed: 1), try RandomUniform(seed: 2)]
      as [any Initializer]
    {
      let one = try initializer.tensor(of: Float.self, shape: shape, threads: 1)
      #expect(try initializer.tensor(of: Float.self, shape: shape, threads: threads) == one)
    }
    let orthogonal = try Orthogonal(seed: 3)
    let one = try orthogonal.tensor(of: Float.self, shape: [90, 70], threads: 1)
    #expect(try orthogonal.tensor(of: Float.self, shape: [90, 70], threads: threads) == one)
  }

  /// Law: other paths and other seeds give other values; no path is one more path.
  @Test func pathsAndSeedsMatter() throws {
    let tensors: [Tensor<Float>] = [
      try VarianceScaling.glorotUniform(seed: 1)(shape: [100]),
      try VarianceScaling.glorotUniform(seed: 2)(shape: [100]),
      try VarianceScaling.glorotUniform(seed: 1)(shape: [100], path: "a"),
      try VarianceScaling.glorotUniform(seed: 1)(shape: [100], path: "b"),
      try VarianceScaling.glorotUniform(seed: 2)(shape: [100], path: "a"),
    ]
    #expect(Set(tensors).count == tensors.count)
    #expect(tensors[0] == (try VarianceScaling.glorotUniform(seed: 1)(shape: [100])))
  }

  /// Law: a value does not depend on how far the tensor goes on (rows added later keep the old
  /// ones), where the law itself does not depend on the shape.
  @Test func growthKeepsWhatIsThere() throws {
    let initializer = try RandomNormal(seed: 8)
    let short: Tensor<Float> = try initializer(shape: [10, 6])
    let long: Tensor<Float> = try initializer(shape: [13, 6])
    #expect(Array(long.elements.prefix(60)) == short.elements)
  }
}
