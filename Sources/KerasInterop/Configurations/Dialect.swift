import Initializers

/// Which Keras a name or configuration is read as: versions differ in what some of them mean.
public enum Dialect: String, Sendable, Hashable, CaseIterable {
  /// Keras 2, multi-backend: `{"class_name": …, "config": …}`.
  ///
  /// Fans of ranks 1 and 6 and above are √n; `Identity` is tiled; modes may be in any case; Glorot, He
  /// and LeCun forms are written as `VarianceScaling`.
  case keras2
  /// Keras 3: as Keras 2 with `"module"` and `"registered_name"`.
  ///
  /// Fans of rank 1 are n; kernels may have any rank; `Identity` is padded with zeros.
  case keras3

  /// The rule that reads fans off a shape.
  var fanRule: Fans.Rule {
    switch self {
    case .keras2: .keras2
    case .keras3: .keras3
    }
  }

  /// How an identity matrix that is not square is made.
  var nonSquareIdentity: Identity.NonSquare {
    switch self {
    case .keras2: .tiled
    case .keras3: .padded
    }
  }
}
