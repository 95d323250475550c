extension FillRequest {
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
    let stream = try peerStream(of: law, seed: seed, as: scalarType)
    // Peers draw a tensor as a whole, through arrays of Double of words, draws and values; Keras on
    // PyTorch draws four for each truncated one.
    let isFourfold = backend == .kerasTorch && law.isTruncated
    try requireMemory(for: count, (isFourfold ? 16 : 4) * MemoryLayout<Double>.size)
    let arithmetic = PeerArithmetic(scalarType: backend.scalarType(for: scalarType))
    switch law.kind {
    case .constant(let value):
      return Array(repeating: value, count: count)
    case .uniform(let low, let high):
      return stream.uniform(from: low, to: high, count: count, arithmetic)
    case .normal(let mean, let standardDeviation, .none):
      return stream.normal(
        mean: mean, standardDeviation: standardDeviation, count: count, arithmetic)
    case .normal(let mean, let standardDeviation, _):
      return stream.truncatedNormal(
        mean: mean, standardDeviation: standardDeviation, count: count, arithmetic)
    }
  }

  /// The peer's stream for a law, if it has the law and takes the seed.
  func peerStream(
    of law: Law, seed: Seed, as scalarType: ScalarType
  ) throws(InitializationError) -> any PeerStream {
    if case .normal(_, _, let truncation) = law.kind, truncation != .none, truncation != .keras {
      throw InitializationError(
        .invalidParameter,
        "\(backend.rawValue) cuts normal values only at two standard deviations; "
          + "use the native backend for other bounds")
    }
    if scalarType == .float64, backend.scalarType(for: scalarType) == .float32 {
      try Float.check(law)
    }
    return try backend.stream(of: try peerSeed(seed))
  }

  /// Writes the elements that a request asks for, out of those of the whole tensor.
  func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, fromWhole values: [Double], _ layout: ElementLayout
  ) throws(InitializationError) {
    try out.withRuns(of: layout) { run, whole throws(InitializationError) in
      for (index, position) in whole.enumerated() {
        run[index] = try S(constant: values[position])
      }
      // What a peer makes of numbers that are too large for it is found out by looking.
      guard S.firstNonfinite(in: Span(_unsafeElements: UnsafeBufferPointer(run))) == nil else {
        throw InitializationError(
          .invalidParameter,
          "\(backend.rawValue) makes values that are too large for \(S.scalarType.rawValue); give smaller numbers, or a scalar type of a wider range"
        )
      }
    }
  }
}
