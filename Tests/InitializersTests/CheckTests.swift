import Initializers
import Testing

/// Law: what cannot be made is refused before anything is made, for every initializer and however
/// it is nested.
struct CheckTests {
  private static func code<S: Scalar>(
    _ type: S.Type, _ initializer: any Initializer, _ shape: [Int], path: String = "p",
    _ backend: Backend = .native
  ) -> InitializationError.Code? {
    RequestTests.code {
      try initializer.check(type, FillRequest(shape: shape, path: path, backend: backend))
    }
  }

  /// Whatever a check accepts can be made, and what it refuses cannot.
  private static func agrees<S: Scalar>(
    _ type: S.Type, _ initializer: any Initializer, _ shape: [Int], _ backend: Backend = .native
  ) -> Bool {
    let made = RequestTests.code {
      _ = try initializer.tensor(of: type, shape: shape, path: "p", backend: backend)
    }
    return code(type, initializer, shape, backend) == made
  }

  @Test func partsAreChecked() throws {
    let orthogonal = try Orthogonal(seed: 1)
    #expect(
      Self.code(Float.self, try Concatenated([orthogonal, orthogonal]), [4]) == .invalidShape)
    #expect(Self.code(Float.self, try Stacked(orthogonal), [4]) == .invalidShape)
    #expect(Self.code(Float.self, try Scaled(Identity(), by: 2), [4]) == .invalidShape)
    #expect(
      Self.code(Float.self, try Transposed(Mimetic(.query, heads: 3)), [4, 2]) == .invalidShape)
    #expect(Self.code(Float.self, try Mimetic(.query, heads: 3), [2, 4]) == .invalidShape)
    #expect(Self.code(Float.self, try ICNR(HiPPO()), [4, 4]) == .invalidShape)
    #expect(Self.code(Float.self, try ZeroRows([0], of: HiPPO()), [4, 5]) == .invalidShape)
    #expect(
      Self.code(Float.self, try Sparse(Orthogonal(columnAxis: 2), sparsity: 0.5), [4, 4])
        == .invalidShape)
    #expect(Self.code(Float.self, UnitForgetBias(orthogonal), [8]) == .invalidShape)
    #expect(Self.code(Float.self, UnitForgetBias(Zeros(), value: 1e39), [8]) == .invalidParameter)
    let deep = try Stacked(Transposed(Concatenated([Ones(), Scaled(orthogonal, by: 2)])))
    #expect(Self.code(Float.self, deep, [2, 6, 3]) == nil)
    #expect(Self.code(Float.self, deep, [2, 6, 1, 1]) == nil)
    #expect(Self.code(Float.self, deep, [2, 6]) == .invalidShape)
    #expect(Self.code(Int32.self, deep, [2, 6, 3]) == .unsupportedScalarType)
  }

  @Test func typesAreChecked() throws {
    for measure in HiPPO.Measure.allCases {
      #expect(Self.code(Int32.self, HiPPO(measure), [4, 4]) == .unsupportedScalarType)
      #expect(Self.code(Float.self, HiPPO(measure), [4, 6]) == .invalidShape)
    }
    // −(n + 1) on the diagonal reaches 65504 in float16, −(2n + 1) everywhere twice as soon.
    #expect(Self.code(Float16.self, HiPPO(.legS), [40000, 40000]) == .invalidParameter)
    #expect(Self.code(Float16.self, HiPPO(.legS), [30000, 30000]) == nil)
    #expect(Self.code(Float16.self, HiPPO(.fourier), [30000, 30000]) == .invalidParameter)
    #expect(Self.code(Int8.self, try Dirac(gain: 0.5), [3, 2, 2]) == .unsupportedScalarType)
    #expect(Self.code(Int8.self, try Dirac(gain: 2), [3, 2, 2]) == nil)
    for formula in [ZerO(), Bilinear(), try SinusoidalPositions()] as [any Initializer] {
      let shape = formula is Bilinear ? [2, 2, 2, 2] : [2, 2]
      #expect(Self.code(Int8.self, formula, shape) == .unsupportedScalarType)
      #expect(Self.code(BFloat16.self, formula, shape) == nil)
    }
  }

  @Test func peersAreChecked() throws {
    let far = VarianceScaling.heNormal(seed: Seed(-1))
    #expect(Self.code(Float.self, try Concatenated([far]), [4, 4], path: "", .kerasJAX) == nil)
    #expect(
      Self.code(Float.self, try Scaled(far, by: 2), [4, 4], path: "", .kerasJAX)
        == .invalidParameter)
    #expect(Self.code(Float.self, try Stacked(far), [4, 4]) == .invalidParameter)
    #expect(Self.code(Float.self, try Orthogonal(seed: Seed(-1)), [4, 4]) == .invalidParameter)
    for type in [Backend.kerasJAX, .kerasTorch, .kerasNumPy] {
      let stacked = try Stacked(DeltaOrthogonal(seed: 1))
      #expect(Self.code(BFloat16.self, stacked, [2, 3, 4, 4], type) == .unsupportedScalarType)
      #expect(Self.code(Float.self, stacked, [2, 3, 4, 4], type) == nil)
    }
    let cut = try TruncatedNormal(bounds: .standardDeviations(-1, 3), seed: 1)
    #expect(Self.code(Float.self, try Transposed(cut), [4, 4], .kerasTorch) == .invalidParameter)
    #expect(Self.code(Float.self, try Transposed(cut), [4, 4]) == nil)
    // JAX computes float64 in float32.
    let wide = try RandomUniform(in: -0.05..<1e39, seed: 1)
    #expect(Self.code(Double.self, wide, [4], .kerasJAX) == .invalidParameter)
    #expect(Self.code(Double.self, wide, [4], .kerasJAXWide) == nil)
  }

  @Test func checksAgreeWithMaking() throws {
    let shapes = [[], [4], [8], [0, 3], [4, 6], [6, 6], [2, 6, 6], [3, 3, 2, 4]]
    // The closure of the others is made for rank 3.
    var all = try SliceTests.initializers().filter { !($0 is Elementwise) }
    all += [
      UnitForgetBias(Ones()), HiPPO(), STFT(), MambaStateMatrix(), try MambaTimeStepBias(seed: 1),
      try Mimetic(.output, heads: 2, seed: 1), try DeltaOrthogonal(seed: 1), try SIREN(seed: 1),
      try Sparse(.heNormal(seed: 1), sparsity: 0.5), try Identity(), ZerO(), Bilinear(),
      try ConstantArray(shape: [6], elements: [1, 2, 3, 4, 5, 6]), try Dirac(),
      try Tensor<Int64>(shape: [2], elements: [1, .max]), try ZeroRows([1], of: Zeros()),
    ]
    for initializer in all {
      for shape in shapes {
        #expect(Self.agrees(Float.self, initializer, shape), "\(initializer) \(shape)")
        #expect(Self.agrees(Float16.self, initializer, shape), "\(initializer) \(shape)")
        #expect(
          Self.agrees(Float16.self, initializer, shape, .kerasTorch), "\(initializer) \(shape)")
      }
      let request = FillRequest(shape: [4, 6], slice: [0..<5, 0..<1])
      #expect(RequestTests.code { try initializer.check(Float.self, request) } != nil)
    }
  }

  /// Law: a check takes neither time nor memory in proportion to a tensor.
  @Test func hugeTensorsAreCheckedAtOnce() throws {
    let side = 1 << 28
    for initializer in [
      try Orthogonal(seed: 1), try Stacked(Orthogonal(seed: 1), axes: 0),
      try Scaled(Transposed(Orthogonal(seed: 1)), by: 2), Zeros(), HiPPO(.lagT),
      try Sparse(.heNormal(seed: 1), sparsity: 0.5),
      try Concatenated(repeating: Ones(), count: 4096),
    ] as [any Initializer] {
      #expect(Self.code(Float.self, initializer, [side, side]) == nil)
    }
  }

  /// An initializer of somebody's own without a check is asked for no elements.
  @Test func ownInitializers() throws {
    struct Own: Initializer {
      func law(for request: FillRequest) -> TensorLaw { .unknown }
      func fill<S: Scalar>(
        _ out: inout MutableSpan<S>, _ request: FillRequest
      ) throws(InitializationError) {
        guard request.shape.count == 2 else { throw InitializationError(.invalidShape, "rank") }
        precondition(out.count == 0)
      }
    }
    #expect(Self.code(Float.self, try Stacked(Own()), [3, 4]) == .invalidShape)
    #expect(Self.code(Float.self, try Stacked(Own()), [3, 4, 5]) == nil)
  }
}
