import Initializers
import Testing

struct ScalarTests {
  /// Law: 16-bit tensors are the `Float` tensor, rounded to nearest even.
  @Test func halvesAreRoundedFloats() throws {
    for initializer in try SliceTests.initializers() {
      let single: Tensor<Float> = try initializer(shape: SliceTests.shape)
      let half: Tensor<Float16> = try initializer(shape: SliceTests.shape)
      let brain: Tensor<BFloat16> = try initializer(shape: SliceTests.shape)
      #expect(half.elements == single.elements.map { Float16($0) })
      #expect(brain.elements == single.elements.map { BFloat16($0) })
    }
  }

  /// Law: a `Double` tensor is the `Float` tensor with more digits.
  @Test func doublesAreFloatsWithMoreDigits() throws {
    for initializer in [try RandomNormal(seed: 2), try RandomUniform(seed: 1)] as [any Initializer]
    {
      let single: Tensor<Float> = try initializer(shape: [1000])
      let double: Tensor<Double> = try initializer(shape: [1000])
      for (a, b) in zip(single.elements, double.elements) {
        // Four units of the Float, and what the bits that it lacks are worth: 2⁻²⁴ of the uniform
        // span.
        #expect((Double(a) - b).magnitude <= 4 * Double(a.ulp) + 0x1p-24 * 0.11)
      }
    }
  }

  /// Law: integers and `Bool` take constants they hold exactly, and nothing else.
  @Test func integersTakeConstants() throws {
    #expect(try Ones()(shape: [2]) == Tensor<Int8>(shape: [2], elements: [1, 1]))
    #expect(try Constant(255)(shape: [1]) == Tensor<UInt8>(shape: [1], elements: [255]))
    #expect(try Ones()(shape: [2]) == Tensor<Bool>(shape: [2], elements: [true, true]))
    #expect(try Constant(-0x1p63)(shape: [1]) == Tensor<Int64>(shape: [1], elements: [.min]))
    func refused<S: Scalar>(_ type: S.Type, _ initializer: any Initializer) {
      let error = #expect(throws: InitializationError.self) {
        let _: Tensor<S> = try initializer(shape: [2, 2])
      }
      #expect(error?.code == .unsupportedScalarType)
    }
    refused(UInt8.self, Constant(256))
    refused(UInt8.self, Constant(-1))
    refused(Int32.self, Constant(0.5))
    refused(Bool.self, Constant(2))
    refused(Int64.self, Constant(.nan))
    refused(Int32.self, VarianceScaling.glorotUniform(seed: 1))
    refused(Bool.self, VarianceScaling.heNormal(seed: 1))
    refused(Int16.self, try Orthogonal(seed: 1))
    #expect(
      try Identity()(shape: [2, 2]) == Tensor<Int32>(shape: [2, 2], elements: [1, 0, 0, 1]))
  }

  /// Law: floating-point constants keep infinities and NaN.
  @Test func floatsTakeAnyConstant() throws {
    let infinite: Tensor<Float> = try Constant(.infinity)(shape: [1])
    #expect(infinite.elements == [.infinity])
    let missing: Tensor<BFloat16> = try Constant(.nan)(shape: [1])
    #expect(missing.elements[0].isNaN)
  }

  /// Law: parameters that only `Double` can hold are refused for `Float`.
  @Test func parametersMustFitTheType() throws {
    let wide = try RandomUniform(in: -3e38..<3e38, seed: 1)
    #expect(throws: InitializationError.self) { try wide.tensor(of: Float.self, shape: [2]) }
    let values: Tensor<Double> = try wide(shape: [2])
    #expect(values.elements.allSatisfy { $0.isFinite })
    let large = try RandomNormal(standardDeviation: 1e39, seed: 1)
    #expect(throws: InitializationError.self) { try large.tensor(of: Float.self, shape: [2]) }
  }
}
