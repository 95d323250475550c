extension Nonlinearity {
  /// The gain that makes up for the activation function.
  ///
  /// The standard deviation of a weight is gain / √fan: the `scale` of a ``VarianceScaling`` is the
  /// gain's square.
  ///
  /// | function | second moment | variance | torch |
  /// | --- | --- | --- | --- |
  /// | linear | 1 | 1 | 1 |
  /// | ReLU | √2 | 1.71286 | √2 |
  /// | leaky ReLU, slope *s* | √(2 / (1 + *s*²)) | 1 / √((1 + *s*²) / 2 − (1 − *s*)² / 2π) | as the first |
  /// | tanh | 1.59254 | 1.59254 | 5/3 |
  /// | sigmoid | 1.84623 | 4.80131 | 1 |
  /// | SELU | 1 | 1 | 3/4 |
  /// | GELU | 1.53353 | 1.70093 | an error |
  /// | GELU, tanh form | 1.53358 | 1.70092 | an error |
  /// | SiLU | 1.67653 | 1.78719 | an error |
  /// | ELU | 1.24520 | 1.27084 | an error |
  /// | softplus | 1.04187 | 1.91913 | an error |
  /// | Mish | 1.48685 | 1.59203 | an error |
  /// | softsign | 2.33753 | 2.33753 | an error |
  /// | erf | 1.46717 | 1.46717 | an error |
  /// | hard tanh | 1.39204 | 1.39204 | an error |
  /// | ReLU6 | 1.41421 | 1.71286 | an error |
  ///
  /// - Parameter table: The table.
  /// - Returns: The gain.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if the table lacks the function, or if
  ///   a slope is not finite.
  public func gain(
    in table: GainTable = .secondMoment
  ) throws(InitializationError) -> Double {
    if case .leakyReLU(let slope) = self {
      guard slope.isFinite, slope.magnitude < 1e150 else {
        throw InitializationError(
          .invalidParameter, "slope \(slope) is not allowed; give a finite number")
      }
      let square = (1 + slope * slope) / 2
      let mean = (1 - slope) * (1 - slope) / (2 * Double.pi)
      return 1 / (table == .variance ? square - mean : square).squareRoot()
    }
    guard let row = Self.gains[self], let gain = row[table] else {
      throw InitializationError(
        .invalidParameter,
        "PyTorch's table has no gain for \(self); use the table secondMoment or variance")
    }
    return gain
  }

  /// The digits that 40 digits of quadrature give.
  private static let gains: [Nonlinearity: [GainTable: Double]] = {
    func row(_ second: Double, _ variance: Double, _ torch: Double? = nil) -> [GainTable: Double] {
      var row: [GainTable: Double] = [.secondMoment: second, .variance: variance]
      row[.torch] = torch
      return row
    }
    return [
      .linear: row(1, 1, 1), .relu: row(1.4142135623730951, 1.7128585504496627, 1.4142135623730951),
      .relu6: row(1.4142135650950736, 1.7128585549723954),
      .tanh: row(1.5925374197228315, 1.5925374197228315, 5.0 / 3),
      .sigmoid: row(1.8462285453386054, 4.801313372039962, 1),
      .gelu: row(1.5335304411955353, 1.7009262433633332),
      .geluTanh: row(1.533580521666147, 1.7009165616954505),
      .silu: row(1.676532470331091, 1.787187222100442),
      .elu: row(1.2451983007007066, 1.2708434178501964), .selu: row(1, 1, 0.75),
      .softplus: row(1.0418668355353018, 1.9191259801076563),
      .mish: row(1.486847581273208, 1.5920253810994462),
      .softsign: row(2.3375333631085398, 2.3375333631085398),
      .erf: row(1.4671669504891387, 1.4671669504891387),
      .hardTanh: row(1.3920361404483097, 1.3920361404483097),
    ]
  }()
}
