import Initializers
import TestSupport
import Testing

/// Oracle of this file: the plain Swift loops, which define the values, bit for bit.
struct LoopTests {
  static let sets = InstructionSet.available.filter { $0 != .plain }

  static let bounds = [
    (-0.3, 0.3), (-8.5, 8.5), (-1, 2), (0.7, 0.700_000_1), (3.3, .infinity), (-.infinity, -11.5),
    (-1.1, .infinity),
  ]

  static let laws = Result {
    var laws = [
      try Law.uniform(in: -1..<1), try .uniform(in: 3..<3),
      try .uniform(in: -0.0 ..< -0.0), try .uniform(in: 1..<1.000_000_25),
      try .uniform(from: -1e-40, to: 1e-41), try .uniform(in: -60_000..<70_000),
      try .normal(standardDeviation: 1), try .normal(mean: -3, standardDeviation: 0.02),
      try .normal(standardDeviation: 1e-7), try .normal(standardDeviation: 0),
      try .normal(standardDeviation: 1, within: .keras),
    ]
    for (lower, upper) in bounds {
      laws.append(
        try .normal(mean: 0.5, standardDeviation: 2, within: .standardDeviations(lower, upper)))
    }
    return laws
  }

  static func bits<S: Scalar>(
    _ law: Law, _: S.Type, at position: Int, count: Int, using set: InstructionSet
  ) -> [UInt8] {
    let stream = NativeStream(seed: 0x0123_4567_89AB_CDEF, path: "encoder/kernel")
    let memory = UnsafeMutableBufferPointer<S>.allocate(capacity: count)
    defer { memory.deallocate() }
    var span = MutableSpan(_unsafeElements: memory)
    law.fill(&span, from: stream, at: position, using: set)
    return Array(UnsafeRawBufferPointer(memory))
  }

  /// Positions begin and end within blocks, vectors and pieces, and carry into the counter's second
  /// word.
  @Test(arguments: sets, [(0, 1), (1, 2), (3, 1025), (1021, 2500), ((1 << 34) - 777, 1600)])
  func fillsEqualThePlainLoops(set: InstructionSet, part: (position: Int, count: Int)) throws {
    func check<S: Scalar>(_ type: S.Type) throws {
      for law in try Self.laws.get() {
        // Compared outside of the expectation, which would print all of the bytes.
        let areEqual =
          Self.bits(law, type, at: part.position, count: part.count, using: set)
          == Self.bits(law, type, at: part.position, count: part.count, using: .plain)
        #expect(areEqual, "\(type), \(law)")
      }
    }
    try check(Float.self)
    try check(Double.self)
    try check(BFloat16.self)
    #if !(os(macOS) && arch(x86_64))
    try check(Float16.self)
    #endif
  }

  @Test(arguments: sets)
  func constantsEqualThePlainLoops(set: InstructionSet) throws {
    func check<S: Scalar>(_ type: S.Type, _ constant: Double) {
      for count in [1, 7, 64, 333] {
        #expect(
          Self.bits(.constant(constant), type, at: 0, count: count, using: set)
            == Self.bits(.constant(constant), type, at: 0, count: count, using: .plain))
      }
    }
    check(Float.self, 0.1)
    check(Double.self, -.infinity)
    check(BFloat16.self, 0.1)
    check(Int8.self, -3)
    check(UInt16.self, 513)
    check(Int64.self, -2)
    check(Bool.self, 1)
  }

  /// The draws that a stream hardly ever gives: the ends of both tails, the middle, the seam at
  /// 0.85.
  @Test(arguments: sets)
  func rareDrawsEqualThePlainQuantiles(set: InstructionSet) throws {
    let seam = UInt64(0.925 * 0x1p64)
    let middle: UInt64 = 1 << 63
    let starts = [0, 1 << 20, 1 << 28, 1 << 30, 1 << 40, .max, middle, middle - 1, seam]
    var wide: [UInt64] = []
    for start in starts {
      for step in 0..<64 as Range<UInt64> { wide += [start &+ step, start &- (step << 31)] }
    }
    for law in try Self.laws.get() {
      guard case .normal(let mean, let deviation, let truncation) = law.kind else { continue }
      for group in stride(from: 0, to: wide.count, by: 64) {
        let draws = Array(wide[group..<group + 64])
        let narrow = draws.map { UInt32(truncatingIfNeeded: $0 >> 32) }
        var doubles = [Double](repeating: 0, count: 64)
        var floats = [Float](repeating: 0, count: 64)
        LawLoop(law, as: .float64, using: set)?.fill(&doubles, count: 64, fromDraws: draws)
        LawLoop(law, as: .float32, using: set)?.fill(&floats, count: 64, fromDraws: narrow)
        for index in draws.indices {
          let double = Double.standardNormal(draws[index], truncation) * deviation + mean
          #expect(doubles[index].bitPattern == double.bitPattern)
          let float =
            Float.standardNormal(narrow[index], truncation) * Float(deviation) + Float(mean)
          #expect(floats[index].bitPattern == float.bitPattern)
        }
      }
    }
  }

  @Test(arguments: sets, [(1, 1), (5, 3), (130, 65), (333, 130), (200, 200)])
  func orthogonalMatricesEqualThePlainOnes(
    set: InstructionSet, shape: (rows: Int, columns: Int)
  ) throws {
    func check<S: ArithmeticScalar>(_: S.Type) throws {
      func matrix(_ set: InstructionSet, transposed: Bool) throws -> [S] {
        let elements = UnsafeMutableBufferPointer<S>.allocate(
          capacity: shape.rows * shape.columns)
        defer { elements.deallocate() }
        let memory = UncheckedSendable(elements)
        try HouseholderProduct<S>(
          rows: shape.rows, columns: shape.columns, from: NativeStream(seed: 7), threads: 2,
          using: set
        ).forEachRun(transposed: transposed, threads: 2) { position, values in
          for (offset, value) in values.enumerated() { memory.value[position + offset] = value }
        }
        return Array(elements)
      }
      let plain = try matrix(.plain, transposed: false)
      #expect(try matrix(set, transposed: false) == plain)
      let turned = try matrix(set, transposed: true)
      for row in 0..<shape.rows {
        for column in 0..<shape.columns {
          #expect(turned[column * shape.rows + row] == plain[row * shape.columns + column])
        }
      }
    }
    try check(Float.self)
    try check(Double.self)
  }

  /// Law: the number of threads changes no bit.
  @Test(arguments: [1, 2, 3, 8])
  func threadsChangeNothing(threads: Int) throws {
    let laws: [any Initializer] = [
      try .randomUniform(in: -1..<1, seed: 5), try .truncatedNormal(seed: 6),
      .heNormal(seed: 7),
    ]
    for initializer in laws {
      let one: Tensor<Float> = try initializer.tensor(shape: [700, 1001], threads: 1)
      let many: Tensor<Float> = try initializer.tensor(shape: [700, 1001], threads: threads)
      #expect(one == many)
    }
    let one: Tensor<Float> = try Orthogonal(seed: 8).tensor(shape: [300, 200], threads: 1)
    let many: Tensor<Float> = try Orthogonal(seed: 8).tensor(shape: [300, 200], threads: threads)
    #expect(one == many)
  }
}
