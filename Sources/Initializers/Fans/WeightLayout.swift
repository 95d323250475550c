/// Where a weight has its input and output axes.
public enum WeightLayout: String, Sendable, Hashable, CaseIterable {
  /// (…, input, output): Keras, TensorFlow, JAX.
  case keras
  /// (output, input, …): PyTorch, MXNet, Paddle.
  case torch

  /// The axis of inputs of a weight of a rank, 2 or more.
  func inputAxis(_ rank: Int) -> Int { self == .keras ? rank - 2 : 1 }

  /// The axis of outputs of a weight of a rank, 2 or more.
  func outputAxis(_ rank: Int) -> Int { self == .keras ? rank - 1 : 0 }

  /// The axes of a kernel's place, of a weight of a rank, 2 or more.
  func placeAxes(_ rank: Int) -> Range<Int> { self == .keras ? 0..<rank - 2 : 2..<rank }
}
