import Initializers
import Testing

/// Law: finite parameters give finite values, or an error that says what is too large for which
/// type.
struct RangeTests {
  private static func refused<S: Scalar>(
    _ type: S.Type, _ initializer: any Initializer, _ shape: [Int] = [4, 4],
    _ backend: Backend = .native
  ) -> String? {
    do {
      let values = try initializer.tensor(of: type, shape: shape, backend: backend)
      #expect(values.elements.allSatisfy { $0.nearestDouble.isFinite }, "\(initializer)")
      return nil
    } catch {
      #expect(error.code == .invalidParameter, "\(error.message)")
      return error.message
    }
  }

  @Test func lawsAreChecked() throws {
    let normal = try RandomNormal(mean: 1e6, standardDeviation: 1, seed: 1)
    #expect(
      Self.refused(Float16.self, normal)?.contains("use bfloat16, float32 or float64") == true)
    #expect(Self.refused(BFloat16.self, normal) == nil)
    let uniform = try RandomUniform(in: 0..<3.4e38, seed: 1)
    #expect(Self.refused(Float16.self, uniform) != nil)
    #expect(Self.refused(BFloat16.self, uniform)?.contains("use float32 or float64") == true)
    #expect(Self.refused(Float.self, uniform) == nil)
    let scaling = try VarianceScaling(scale: 1e38, distribution: .uniform, seed: 1)
    #expect(Self.refused(Float16.self, scaling) != nil)
    #expect(Self.refused(Float.self, scaling) == nil)
    // 6.3 σ is beyond the largest Float, 9.1 σ beyond the largest Double.
    let single = try RandomNormal(standardDeviation: 3e38, seed: 1)
    #expect(Self.refused(Float.self, single)?.contains("use float64") == true)
    #expect(Self.refused(Double.self, single) == nil)
    let double = try RandomNormal(standardDeviation: 3e307, seed: 1)
    #expect(Self.refused(Double.self, double)?.contains("give smaller numbers") == true)
    let siren = try SIREN(frequency: 1e-39, seed: 1)
    #expect(Self.refused(Float.self, siren) != nil)
    #expect(Self.refused(Double.self, siren) == nil)
  }

  /// Oracle: 65520 is the least number that rounds to an infinite half.
  @Test func boundsAreExact() throws {
    #expect(Self.refused(Float16.self, Constant(65519)) == nil)
    #expect(Self.refused(Float16.self, Constant(65520)) != nil)
    #expect(Self.refused(Float16.self, try RandomUniform(in: 0..<65520, seed: 1)) == nil)
    #expect(Self.refused(Float16.self, try RandomUniform(in: 0..<65521, seed: 1)) != nil)
    func cut(_ deviation: Double) throws -> any Initializer {
      try TruncatedNormal(standardDeviation: deviation, seed: 1)
    }
    #expect(Self.refused(Float16.self, try cut(32759)) == nil)
    #expect(Self.refused(Float16.self, try cut(32761)) != nil)
    let high = try TruncatedNormal(
      standardDeviation: 32759, bounds: .standardDeviations(-1, 2), seed: 1)
    #expect(Self.refused(Float16.self, high) == nil)
    // The draws of Float reach 6.34 deviations.
    #expect(Self.refused(Float16.self, try RandomNormal(standardDeviation: 10_300, seed: 1)) == nil)
    #expect(Self.refused(Float16.self, try RandomNormal(standardDeviation: 10_500, seed: 1)) != nil)
  }

  @Test func constantsAreChecked() throws {
    #expect(Self.refused(Float.self, Constant(1e39))?.contains("use float64") == true)
    #expect(Self.refused(Double.self, Constant(1e39)) == nil)
    let array = try ConstantArray(shape: [4], elements: [1, 2, 3, -1e5])
    #expect(Self.refused(Float16.self, array) != nil)
    #expect(Self.refused(Float.self, array) == nil)
    for value in [Double.infinity, -.infinity, .nan] {
      let given = try ConstantArray(shape: [1], elements: [value])
      for initializer in [Constant(value), given, Elementwise { _, _ in value }]
        as [any Initializer]
      {
        let tensor: Tensor<Float16> = try initializer(shape: [1])
        #expect(!tensor.elements[0].isFinite)
      }
    }
    #expect(
      Self.refused(Float16.self, Elementwise { position, _ in Double(position) * 1e4 }) != nil)
    #expect(Self.refused(Float16.self, try Tensor<Float>(shape: [1], elements: [1e5]), [1]) != nil)
  }

  @Test func productsAreChecked() throws {
    #expect(Self.refused(Float16.self, try Scaled(MambaStateMatrix(), by: 1e5)) != nil)
    #expect(Self.refused(Float.self, try Scaled(MambaStateMatrix(), by: 1e5)) == nil)
    for gain in [1e6, -65520] {
      #expect(Self.refused(Float16.self, try Orthogonal(gain: gain, seed: 1)) != nil)
      #expect(
        Self.refused(Float16.self, try DeltaOrthogonal(gain: gain, seed: 1), [3, 2, 2]) != nil)
      #expect(
        Self.refused(Float16.self, try ConvolutionOrthogonal(gain: gain, seed: 1), [3, 2, 2]) != nil
      )
      #expect(Self.refused(Float16.self, try Identity(gain: gain)) != nil)
      #expect(Self.refused(Float16.self, try Dirac(gain: gain), [3, 2, 2]) != nil)
      #expect(Self.refused(BFloat16.self, try Orthogonal(gain: gain, seed: 1)) == nil)
    }
  }

  @Test(arguments: Backend.allCases)
  func peersAreChecked(backend: Backend) throws {
    let normal = try RandomNormal(standardDeviation: 1e38, seed: 1)
    #expect(Self.refused(Float.self, normal, [100], backend) != nil)
    let uniform = try RandomUniform(in: 0..<1e6, seed: 1)
    #expect(Self.refused(Float16.self, uniform, [100], backend) != nil)
    #expect(Self.refused(Float.self, uniform, [100], backend) == nil)
  }

  /// Oracle: Σw² of SciPy 1.17's `hann(2)` is 0, and Keras's kernel NaN.
  @Test func windowsThatAreZero() throws {
    for window in SpectralWindow.allCases {
      for count in 0..<70 {
        for scaling in STFT.Scaling.allCases {
          for isPeriodic in [false, true] {
            let kernel = STFT(window: .named(window), scaling: scaling, isPeriodic: isPeriodic)
            let message = Self.refused(Float.self, kernel, [count, 1, 3])
            // Windows that end in zeros have nothing else with two values; Blackman's is what
            // rounding leaves.
            let isZero =
              [.barthann, .bartlett, .blackman, .bohman, .hann, .lanczos, .tukey].contains(window)
              && count == 2 && !isPeriodic
            #expect(
              (message?.contains(window.rawValue) ?? false) == isZero,
              "\(window) \(count) \(isPeriodic) \(message ?? "")")
          }
        }
      }
    }
    for values in [[0.0, 0], [1e200, 1], [.infinity, 0], [.nan, 1], [1e-200, 0]] {
      #expect(Self.refused(Float.self, STFT(window: .values(values)), [2, 1, 4]) != nil)
    }
    #expect(Self.refused(Float.self, STFT(scaling: nil), [2, 1, 4]) == nil)
    #expect(
      Self.refused(Float.self, STFT(window: .values([1e39, 0]), scaling: nil), [2, 1, 4]) != nil)
  }

  /// Law: a tensor's integers stay what they are, or are refused.
  @Test func integersAreExact() throws {
    let large = (UInt64(1) << 53) + 1
    let tensor = try Tensor<UInt64>(shape: [2], elements: [large, 7])
    let signed: Tensor<Int64> = try tensor(shape: [2])
    #expect(signed.elements == [Int64(large), 7])
    let whole = try Tensor<UInt64>(shape: [1], elements: [.max])
    func code<S: Scalar>(_ type: S.Type) -> InitializationError.Code? {
      RequestTests.code { _ = try whole.tensor(of: type, shape: [1]) }
    }
    #expect(code(Int64.self) == .unsupportedScalarType)
    #expect(code(UInt32.self) == .unsupportedScalarType)
    #expect(code(Bool.self) == .unsupportedScalarType)
    let bits: Tensor<Bool> = try Tensor<Int8>(shape: [2], elements: [1, 0])(shape: [2])
    #expect(bits.elements == [true, false])
  }
}
