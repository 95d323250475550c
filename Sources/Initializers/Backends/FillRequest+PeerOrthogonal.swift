extension FillRequest {
  /// The elements of an orthogonal matrix as a peer makes it, times the gain, in row-major order.
  func peerOrthogonal(
    gain: Double, seed: Seed, rows: Int, columns: Int, as scalarType: ScalarType
  ) throws(InitializationError) -> [Double] {
    if backend == .keras2 || backend == .keras2OldLAPACK {
      return try singularVectors(gain: gain, seed: seed, rows: rows, columns: columns, scalarType)
    }
    let type = try orthogonalType(for: scalarType)
    let (long, short) = (max(rows, columns), min(rows, columns))
    // The matrix, its reflectors, both factors, and copies of them.
    try requireMemory(for: rows * columns, 8 * MemoryLayout<Double>.size)
    let draws = try peerValues(
      of: .normal(standardDeviation: 1), seed: seed, count: rows * columns, as: type)
    let q = QRFactorization(DenseMatrix(rows: long, columns: short, elements: draws)).positiveQ
    let elements = rows >= columns ? q.elements : q.transposed.elements
    // Q is rounded to the type before the gain multiplies it.
    let arithmetic = PeerArithmetic(scalarType: type)
    return arithmetic.scaled(elements.map(arithmetic.cast), by: gain, plus: 0)
  }

  /// Finds out whether a peer can make an orthogonal matrix of a type from a seed.
  func checkPeerOrthogonal(
    seed: Seed, as scalarType: ScalarType
  ) throws(InitializationError) {
    if backend == .keras2 || backend == .keras2OldLAPACK {
      _ = try legacyWord(of: seed)
      return
    }
    let type = try orthogonalType(for: scalarType)
    _ = try peerStream(of: .standardNormal, seed: seed, as: type)
  }

  /// The seed that NumPy's legacy generator takes.
  private func legacyWord(of seed: Seed) throws(InitializationError) -> UInt32 {
    let seed = try peerSeed(seed)
    guard let word = UInt32(exactly: seed.integer) else {
      throw InitializationError(
        .invalidParameter,
        "\(backend.rawValue) does not accept the seed \(seed.integer); give one from 0 to 2³² − 1")
    }
    return word
  }

  /// The type that a peer's decomposition is in when it is asked for one.
  private func orthogonalType(
    for scalarType: ScalarType
  ) throws(InitializationError) -> ScalarType {
    switch (backend, scalarType) {
    case (_, .float32), (.kerasTensorFlow, .float16), (.tfKeras, .float16): return scalarType
    // Keras narrows on NumPy, JAX without 64 bits.
    case (.kerasNumPy, .float64), (.kerasJAX, .float64): return .float32
    case (_, .float64): return .float64
    default:
      throw InitializationError(
        .unsupportedScalarType,
        "\(backend.rawValue) cannot make orthogonal matrices of \(scalarType.rawValue); "
          + "use float32, or the native backend")
    }
  }

  /// Keras 2's way: singular vectors of NumPy's legacy normal values, in `Double`.
  private func singularVectors(
    gain: Double, seed: Seed, rows: Int, columns: Int, _ scalarType: ScalarType
  ) throws(InitializationError) -> [Double] {
    let word = try legacyWord(of: seed)
    try requireMemory(for: rows * columns, 12 * MemoryLayout<Double>.size)
    var normals = LegacyNumPyNormals(seed: word)
    let draws = (0..<rows * columns).map { _ in normals.next() }
    let vectors = SingularVectors(
      DenseMatrix(rows: rows, columns: columns, elements: draws),
      backend == .keras2 ? .current : .before3_10)
    let chosen = rows >= columns ? vectors.left : vectors.rightTransposed
    let arithmetic = PeerArithmetic(scalarType: scalarType)
    return chosen.elements.map { arithmetic.cast(gain * $0) }
  }
}
