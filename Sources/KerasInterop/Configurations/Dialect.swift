public import Initializers

/// A version of Keras that names and configurations are read as, or written for: versions differ in what some of
/// them mean.
///
/// | | Keras 2 | tf.keras | Keras 3 |
/// | --- | --- | --- | --- |
/// | keys of a configuration | `class_name`, `config` | the same | also `module`, `registered_name` |
/// | Glorot, He, LeCun | written as `VarianceScaling` | classes of their own | classes of their own |
/// | truncated normal in `VarianceScaling` | `normal` | `truncated_normal` or `normal` | the same |
/// | fans of rank 1; of rank 6 and above | √n; √n | n; a kernel's | n; a kernel's |
/// | `Identity` that is not square | tiled | padded | padded |
/// | letter case of `mode` | any | lower | lower |
public enum Dialect: String, Sendable, Hashable, CaseIterable {
  /// Keras 2, multi-backend.
  case keras2
  /// tf.keras, and Keras 2.4 and later.
  case tfKeras
  /// Keras 3.
  case keras3

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

  /// How an identity matrix that is not square is made.
  var nonSquareIdentity: Identity.NonSquare { self == .keras2 ? .tiled : .padded }
}
