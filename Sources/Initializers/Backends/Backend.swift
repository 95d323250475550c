/// Where random values come from: the native stream, or a peer's own way from a seed to values.
///
/// With a peer, an integer seed gives the values that the peer gives, on Linux bit for bit except
/// where the article <doc:SameSeedAsKeras> says otherwise. A peer's fans and identity matrices come
/// with it.
///
/// Peers draw a tensor as one sequence, so a slice costs the whole tensor. A path gives a tensor a
/// seed of its own: word 0 of field 255 of the native stream of seed and path, halved.
public enum Backend: String, Sendable, Hashable, CaseIterable {
  /// The native stream.
  case native
  /// Keras 3 on TensorFlow.
  case kerasTensorFlow = "keras-tensorflow"
  /// Keras 3 on JAX, where `float64` silently becomes `float32`.
  case kerasJAX = "keras-jax"
  /// Keras 3 on JAX with `jax_enable_x64`.
  case kerasJAXWide = "keras-jax-x64"
  /// Keras 3 on PyTorch, on x86-64 with AVX2.
  case kerasTorch = "keras-torch"
  /// Keras 3 on NumPy.
  case kerasNumPy = "keras-numpy"
  /// Multi-backend Keras 2 on TensorFlow, without a global seed.
  case keras2
  /// Keras 2 with a LAPACK before 3.10, which gives singular vectors, and so `Orthogonal`, other
  /// signs.
  case keras2OldLAPACK = "keras2-old-lapack"
  /// tf.keras 2.10 and later, and tf_keras.
  case tfKeras = "tf-keras"

  /// The peer's rule that reads fans off a shape, if the initializer's is one of Keras's rules.
  func fanRule(insteadOf rule: Fans.Rule) -> Fans.Rule {
    guard self != .native, rule == .keras2 || rule == .keras3 else { return rule }
    return self == .keras2 || self == .keras2OldLAPACK ? .keras2 : .keras3
  }

  /// How an identity matrix that is not square is made; `nil` to let the initializer say.
  var nonSquareIdentity: Identity.NonSquare? {
    switch self {
    case .native: nil
    case .keras2, .keras2OldLAPACK: .tiled
    default: .padded
    }
  }

  /// The scalar type of the values that the peer gives when it is asked for one.
  func scalarType(for requested: ScalarType) -> ScalarType {
    self == .kerasJAX && requested == .float64 ? .float32 : requested
  }

  /// The peer's stream of a seed.
  func stream(of seed: Seed) throws(InitializationError) -> any PeerStream {
    let (integer, counter) = (seed.integer, seed.counter)
    switch self {
    case .native, .keras2, .keras2OldLAPACK:
      return TensorFlowStream(operationSeed: integer)
    case .kerasTensorFlow:
      guard integer < 1 << 63 else { throw refusal(of: seed) }
      // Keras reduces both to what fits into 32 bits.
      let modulus: Int128 = 0x7FFF_FFFE
      return TensorFlowStream(
        stateless: Int64((integer % modulus + modulus) % modulus),
        Int64(Int128(counter) % modulus), roundsBounds: true)
    case .tfKeras:
      guard let first = Int64(exactly: integer) else { throw refusal(of: seed) }
      return TensorFlowStream(stateless: first, Int64(counter), roundsBounds: false)
    case .kerasTorch:
      return TorchStream(seed: UInt32(truncatingIfNeeded: integer) &+ counter)
    case .kerasJAX, .kerasJAXWide, .kerasNumPy:
      guard let first = UInt32(exactly: integer) else { throw refusal(of: seed) }
      if self == .kerasNumPy { return NumPyStream(first, counter) }
      let key = JAXKey(first, counter)
      return self == .kerasJAX ? JAXStream(key: key) : JAXWideStream(key: key)
    }
  }

  private func refusal(of seed: Seed) -> InitializationError {
    let isTensorFlow = self == .tfKeras || self == .kerasTensorFlow
    let range = isTensorFlow ? "−2⁶³ to 2⁶³ − 1" : "0 to 2³² − 1"
    return InitializationError(
      .invalidParameter,
      "\(rawValue) does not accept the seed \(seed.integer); give one from \(range)")
  }
}
