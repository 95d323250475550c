extension Parameter {
  /// The seed for a peer: the initializer's own without a path, one of the path's with it.
  func peerSeed(_ seed: Seed) throws(InitializationError) -> Seed {
    if path.isEmpty {
      // A seed that nobody chose has 64 bits, of which every peer takes 31.
      return seed.isChosen ? seed : Seed(seed.value >> 33, counter: seed.counter)
    }
    return Seed(UInt64(NativeStream(seed: seed, path: path).word(at: 0, field: 255) >> 1))
  }

  /// The values of a law that a peer gives, for the whole tensor.
  func peerValues(
    of law: Law, seed: Seed, count: Int, as scalarType: ScalarType
  ) throws(InitializationError) -> [Double] {
    // Peers draw a tensor as a whole, through arrays of Double of words, draws and values.
    try requireMemory(for: count, 4 * MemoryLayout<Double>.size)
    let arithmetic = PeerArithmetic(scalarType: backend.scalarType(for: scalarType))
    let stream = try backend.stream(of: try peerSeed(seed))
    switch law.kind {
    case .constant(let value):
      return Array(repeating: value, count: count)
    case .uniform(let low, let high):
      return stream.uniform(from: low, to: high, count: count, arithmetic)
    case .normal(let mean, let standardDeviation, .none):
      return stream.normal(
        mean: mean, standardDeviation: standardDeviation, count: count, arithmetic)
    case .normal(let mean, let standardDeviation, .keras):
      return stream.truncatedNormal(
        mean: mean, standardDeviation: standardDeviation, count: count, arithmetic)
    case .normal:
      throw InitializationError(
        .invalidParameter,
        "\(backend.rawValue) cuts normal values at two standard deviations only; "
          + "use the native backend for other bounds")
    }
  }

  /// Writes the elements that a parameter asks for, out of those of the whole tensor.
  func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, fromWhole values: [Double], _ layout: ElementLayout
  ) throws(InitializationError) {
    try out.withRuns(of: layout) { run, whole throws(InitializationError) in
      for (index, position) in whole.enumerated() {
        run[index] = try S(constant: values[position])
      }
    }
  }
}
