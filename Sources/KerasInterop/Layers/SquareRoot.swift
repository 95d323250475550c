import Initializers

/// The square roots of another initializer's values: batch renormalization keeps a standard deviation, and is given a variance.
///
/// Source: `moving_stddev_initializer` in `BatchNormalization` of Keras 3.
struct SquareRoot<Base: Initializer>: Initializer {
  var base: Base

  init(of base: Base) {
    self.base = base
  }

  var isElementwise: Bool { base.isElementwise }

  func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ parameter: Parameter
  ) throws(InitializationError) {
    try base.fill(&out, parameter)
    for index in out.indices {
      // A half's root in Double, rounded, is the half nearest to the root.
      out[index] = try S(constant: out[index].nearestDouble.squareRoot())
    }
  }
}

extension SquareRoot: RandomInitializer where Base: RandomInitializer {
  var seed: Seed {
    get { base.seed }
    set { base.seed = newValue }
  }
}
