public import Initializers

/// A version of Keras that names and configurations are read as, or written for: versions differ in
/// what some of them mean.
///
/// | | Keras 2 | tf.keras | Keras 3 |
/// | --- | --- | --- | --- |
/// | keys of a configuration | `class_name`, `config` | the same | also `module`, `registered_name` |
/// | Glorot, He, LeCun | written as `VarianceScaling` | classes of their own | classes of their own |
/// | truncated normal in `VarianceScaling` | `normal` | `truncated_normal` or `normal` | the same |
/// | fans of rank 1; of rank 6 and above | √n; √n | n; a kernel's | n; a kernel's |
/// | `Identity` that is not square | tiled | padded | padded |
/// | letter case of `mode` | any | lower | lower |
///
/// What no Keras has words for is written in a dialect of this library's own, ``own``: Keras 3's
/// without `module`, with further arguments and classes. It holds every built-in initializer, so
/// that files can say what made them. All dialects read its words.
public enum Dialect: String, Sendable, Hashable, CaseIterable {
  /// Keras 2, multi-backend.
  case keras2
  /// tf.keras, and Keras 2.4 and later.
  case tfKeras
  /// Keras 3.
  case keras3
  /// This library's own.
  case own

  /// The dialect of a backend's own Keras; Keras 2's for the native stream.
  ///
  /// - Parameter backend: The backend.
  public init(of backend: Backend) {
    switch backend {
    case .native, .keras2, .keras2OldLAPACK: self = .keras2
    case .tfKeras: self = .tfKeras
    case .kerasTensorFlow, .kerasJAX, .kerasJAXWide, .kerasTorch, .kerasNumPy: self = .keras3
    }
  }

  /// The rule that reads fans off a shape.
  var fanRule: Fans.Rule { self == .keras2 ? .keras2 : .keras3 }

  /// Whether there are words for what came with Keras 3.
  var hasKeras3: Bool { self == .keras3 || self == .own }

  /// Checks that this has words for what came with a version, or what no Keras has.
  func require(_ origin: Dialect, _ what: String) throws(InitializationError) {
    switch origin {
    case .own where self != .own:
      throw InitializationError(.invalidConfiguration, "no Keras has \(what)")
    case .keras3 where !hasKeras3:
      throw InitializationError(.invalidConfiguration, "only Keras 3 can write \(what)")
    default: break
    }
  }

  /// How an identity matrix that is not square is made.
  var nonSquareIdentity: Identity.NonSquare { self == .keras2 ? .tiled : .padded }
}
