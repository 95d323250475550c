import Initializers
import Testing

struct BackendTests {
  static let peers = Backend.allCases.filter { $0 != .native }

  static func initializers() throws -> [any Initializer] {
    [
      try RandomUniform(seed: 1), try RandomNormal(seed: 2), try TruncatedNormal(seed: 3),
      VarianceScaling.glorotUniform(seed: 4), try Orthogonal(gain: 2, seed: 5), Constant(1.5),
    ]
  }

  /// Law: a slice is the part of the whole; threads do not matter.
  @Test(arguments: peers)
  func slicesEqualTheWhole(backend: Backend) throws {
    for initializer in try Self.initializers() {
      let whole = try initializer.tensor(of: Float.self, shape: [6, 7], backend: backend)
      let part = try initializer.tensor(
        of: Float.self, shape: [6, 7], slice: [2..<5, 1..<4], threads: 3, backend: backend)
      for row in 0..<3 {
        for column in 0..<3 { #expect(part[row, column] == whole[row + 2, column + 1]) }
      }
      let empty = try initializer.tensor(of: Float.self, shape: [0, 7], backend: backend)
      #expect(empty.elements.isEmpty)
    }
  }

  /// Law: backends differ; a path gives the seed that is half of word 0 of field 255 of its native
  /// stream.
  @Test(arguments: peers)
  func pathsGiveSeeds(backend: Backend) throws {
    let initializer = try RandomNormal(seed: 9)
    let underPath = try initializer.tensor(
      of: Float.self, shape: [20], path: "a/b", backend: backend)
    let word = NativeStream(seed: 9, path: "a/b").word(at: 0, field: 255)
    let seeded = try RandomNormal(seed: Seed(word >> 1))
    #expect(try seeded.tensor(of: Float.self, shape: [20], backend: backend) == underPath)
    #expect(try initializer.tensor(of: Float.self, shape: [20], backend: backend) != underPath)
  }

  /// Oracle: what each Keras says of such seeds: JAX and NumPy raise OverflowError, TensorFlow and
  /// PyTorch take all.
  @Test func seedsOfEachPeer() throws {
    func values(_ seed: Seed, _ backend: Backend) throws -> [Float] {
      try RandomUniform(seed: seed).tensor(of: Float.self, shape: [3], backend: backend).elements
    }
    for seed in [-1, 4_294_967_296] as [Seed] {
      for backend in [Backend.kerasJAX, .kerasJAXWide, .kerasNumPy] {
        let error = #expect(throws: InitializationError.self) { try values(seed, backend) }
        #expect(error?.code == .invalidParameter)
      }
    }
    // TensorFlow wraps by Python's modulo, PyTorch keeps the low 32 bits.
    #expect(try values(-1, .kerasTensorFlow) == values(2_147_483_645, .kerasTensorFlow))
    #expect(try values(2_147_483_646, .kerasTensorFlow) == values(0, .kerasTensorFlow))
    #expect(try values(-1, .kerasTorch) == values(0xFFFF_FFFF, .kerasTorch))
    #expect(try values(-1, .keras2) == values(0x7FFF_FFFE, .keras2))
    #expect(throws: InitializationError.self) { try values(Seed(UInt64.max), .tfKeras) }
    #expect(throws: InitializationError.self) {
      try Orthogonal(seed: -1).tensor(of: Float.self, shape: [2, 2], backend: .keras2)
    }
  }

  /// What a peer cannot do is an error that says so.
  @Test func limits() throws {
    let bounds = try TruncationBounds.standardDeviations(-1, 3)
    let truncated = try TruncatedNormal(bounds: bounds, seed: 1)
    for backend in Self.peers {
      let error = #expect(throws: InitializationError.self) {
        try truncated.tensor(of: Float.self, shape: [2], backend: backend)
      }
      #expect(error?.message.contains(backend.rawValue) == true)
    }
    for backend in [Backend.kerasJAX, .kerasTorch, .kerasNumPy, .kerasTensorFlow] {
      let error = #expect(throws: InitializationError.self) {
        try Orthogonal(seed: 1).tensor(of: BFloat16.self, shape: [2, 2], backend: backend)
      }
      #expect(error?.code == .unsupportedScalarType)
    }
    let huge = #expect(throws: InitializationError.self) {
      try RandomNormal(seed: 1).tensor(
        of: Float.self, shape: [1 << 50], slice: [0..<1], backend: .kerasTorch)
    }
    #expect(huge?.code == .insufficientMemory)
    // A seed that nobody chose fits every peer.
    for backend in Self.peers {
      let initializer = try Orthogonal()
      let first = try initializer.tensor(of: Float.self, shape: [3, 2], backend: backend)
      #expect(try initializer.tensor(of: Float.self, shape: [3, 2], backend: backend) == first)
    }
  }

  /// Oracle: the two LAPACKs give the same singular vectors up to their signs, and 11 to 50 %
  /// differ in sign.
  @Test func lapackConventionsDifferInSigns() throws {
    let orthogonal = try Orthogonal(seed: 3)
    let current = try orthogonal.tensor(of: Double.self, shape: [20, 12], backend: .keras2)
    let old = try orthogonal.tensor(of: Double.self, shape: [20, 12], backend: .keras2OldLAPACK)
    var turned = 0
    for column in 0..<12 {
      let sign: Double = current[0, column] * old[0, column] < 0 ? -1 : 1
      turned += sign < 0 ? 1 : 0
      for row in 0..<20 {
        #expect((current[row, column] - sign * old[row, column]).magnitude < 1e-12)
      }
    }
    #expect((1...8).contains(turned))
  }

  /// Law: a peer's fans and identity come with it.
  @Test func semanticsComeWithTheBackend() throws {
    let narrow = try VarianceScaling.glorotUniform(seed: 1).tensor(
      of: Float.self, shape: [100], backend: .kerasJAX)
    let wide = try VarianceScaling.glorotUniform(seed: 1).tensor(
      of: Float.self, shape: [100], backend: .keras2)
    #expect((narrow.elements.map(\.magnitude).max() ?? 1) < 0.18)
    #expect((wide.elements.map(\.magnitude).max() ?? 0) > 0.4)
    let padded = try Identity().tensor(of: Float.self, shape: [2, 3], backend: .kerasTorch)
    #expect(padded.elements == [1, 0, 0, 0, 1, 0])
  }
}
