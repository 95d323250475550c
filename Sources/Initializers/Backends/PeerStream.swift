/// A peer's way from a seed to the values of a whole tensor.
protocol PeerStream {
  /// Values of a uniform law, in the order of the tensor.
  func uniform(from low: Double, to high: Double, count: Int, _ arithmetic: PeerArithmetic)
    -> [Double]

  /// Values of a normal law.
  func normal(
    mean: Double, standardDeviation: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double]

  /// Values of a normal law cut at two standard deviations, as the peer cuts.
  func truncatedNormal(
    mean: Double, standardDeviation: Double, count: Int, _ arithmetic: PeerArithmetic
  ) -> [Double]
}
