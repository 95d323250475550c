/// Bilinear interpolation, for transposed convolutions that enlarge images.
///
/// With *f* = ⌈*k* / 2⌉ and *c* = (2*f* − 1 − *f* mod 2) / 2*f* for a kernel's last place axis of
/// size *k*, the value at (*y*, *x*) is (1 − |*x* / *f* − *c*|) (1 − |*y* / *f* − *c*|), for every
/// pair of channels: for convolutions with as many groups as channels, whose pairs are those of a
/// channel with itself. Others add up their channels.
///
/// Rank 4; floating-point types. The same as Paddle's and MXNet's `Bilinear`, there in PyTorch's
/// layout, with square kernels; a transposed convolution of stride *f* enlarges an image *f* times.
public struct Bilinear: FormulaInitializer, Hashable {
  /// Where the channels are.
  public let layout: WeightLayout

  /// Creates the initializer.
  ///
  /// - Parameter layout: Where the channels are.
  public init(layout: WeightLayout = .keras) {
    self.layout = layout
  }

  /// The formula.
  public func formula(
    for shape: [Int]
  ) throws(InitializationError) -> @Sendable ([Int]) -> Double {
    guard shape.count == 4 else {
      throw InitializationError(
        .invalidShape,
        "a bilinear kernel has rank 4; shape \(shape) has rank \(shape.count)")
    }
    let axes = layout.placeAxes(4)
    let (vertical, horizontal) = (axes.lowerBound, axes.upperBound - 1)
    let half = (shape[horizontal] + 1) / 2
    let factor = Double(half)
    let center = Double(2 * half - 1 - half % 2) / (2 * factor)
    return { coordinates in
      let x = 1 - (Double(coordinates[horizontal]) / factor - center).magnitude
      let y = 1 - (Double(coordinates[vertical]) / factor - center).magnitude
      return x * y
    }
  }
}

extension Bilinear: KnownFormula {
  package var takesIntegers: Bool { false }

  package func telling(of shape: [Int]) -> [[Int]] {
    []
  }
}
