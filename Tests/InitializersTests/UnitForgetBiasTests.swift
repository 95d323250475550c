import Initializers
import Testing

struct UnitForgetBiasTests {
  /// Oracle: Keras 3's LSTM bias, [bias(u), ones(u), bias(2u)].
  @Test func forgetGateIsOne() throws {
    let zeros: Tensor<Float> = try UnitForgetBias(Zeros())(shape: [8])
    #expect(zeros.elements == [0, 0, 1, 1, 0, 0, 0, 0])
    let base = try RandomNormal(seed: 1)
    let bias: Tensor<Float> = try UnitForgetBias(base)(shape: [12])
    let first: Tensor<Float> = try base(shape: [3])
    let rest: Tensor<Float> = try base(shape: [6])
    #expect(bias.elements == first.elements + [1, 1, 1] + rest.elements)
  }

  /// Law: under a path no two gates start alike.
  @Test func gatesDifferUnderAPath() throws {
    let bias: Tensor<Float> = try UnitForgetBias(RandomNormal(seed: 1))(shape: [12], path: "p")
    #expect(bias.elements[0..<3] != bias.elements[6..<9])
    #expect(throws: InitializationError.self) {
      let _: Tensor<Float> = try UnitForgetBias(Zeros())(shape: [6])
    }
  }
}
