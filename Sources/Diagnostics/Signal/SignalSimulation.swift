public import Initializers

/// A deep network at its start, through which random inputs and gradients are sent.
///
/// Layer *l* computes φ(xᵀ W + b) with a square W and b of their own, from initializers under the
/// paths `layer`*l*`/kernel` and `layer`*l*`/bias`. Inputs are independent normal numbers, and so
/// are gradients, which come in at the end and go back. Whether mean squares stay near those of the
/// input says whether the depth can be trained.
///
/// Computed in `Double`; the same numbers for any number of threads.
public struct SignalSimulation: Sendable {
  /// The number of layers.
  public let depth: Int
  /// The number of units of each layer, and of the input.
  public let width: Int
  /// The number of inputs.
  public let inputs: Int
  /// The activation function.
  public let nonlinearity: Nonlinearity
  /// The initializer of the weights.
  public let initializer: any Initializer
  /// The initializer of the biases.
  public let biasInitializer: any Initializer
  /// The variance of the inputs.
  public let inputVariance: Double
  /// The seed of all that is random.
  public let seed: Seed

  /// Creates a simulation.
  ///
  /// - Parameters:
  ///   - depth: The number of layers, 1 to 10,000.
  ///   - width: The number of units of each layer, 1 to 8192.
  ///   - inputs: The number of inputs, 1 to 4096.
  ///   - nonlinearity: The activation function.
  ///   - initializer: The initializer of the weights, of shape (width, width), as Keras has it:
  ///     inputs before outputs.
  ///   - biasInitializer: The initializer of the biases.
  ///   - inputVariance: The variance of the inputs, above 0.
  ///   - seed: The seed of all that is random, also of initializers that have one.
  /// - Throws: `InitializationError.Code.invalidParameter` for other numbers.
  public init(
    depth: Int, width: Int, inputs: Int = 64, nonlinearity: Nonlinearity,
    initializer: any Initializer, biasInitializer: any Initializer = Zeros(),
    inputVariance: Double = 1, seed: Seed
  ) throws(InitializationError) {
    func require(
      _ value: Int, in range: ClosedRange<Int>, _ name: String
    ) throws(InitializationError) {
      guard range.contains(value) else {
        throw InitializationError(
          .invalidParameter,
          "\(name) \(value) is not allowed; give \(range.lowerBound) to \(range.upperBound)")
      }
    }
    try require(depth, in: 1...10_000, "depth")
    try require(width, in: 1...8192, "width")
    try require(inputs, in: 1...4096, "inputs")
    guard inputVariance > 0, inputVariance.isFinite else {
      throw InitializationError(
        .invalidParameter, "input variance \(inputVariance) is not allowed; give a positive number")
    }
    self.depth = depth
    self.width = width
    self.inputs = inputs
    self.nonlinearity = nonlinearity
    self.initializer = initializer.seeded(seed)
    self.biasInitializer = biasInitializer.seeded(seed)
    self.inputVariance = inputVariance
    self.seed = seed
  }

  /// Sends inputs forward and gradients back.
  ///
  /// - Parameters:
  ///   - findsSingularValues: Whether to find those of the derivative of the last layer by the
  ///     inputs, which takes about 10 · width³ operations.
  ///   - threads: The most threads to use; `nil` for one a processor.
  /// - Returns: What was seen.
  /// - Throws: `InitializationError` if an initializer cannot make such weights or biases.
  public func run(
    findsSingularValues: Bool = true, threads: Int? = nil
  ) throws(InitializationError) -> SignalTrace {
    // Matrices have multiples of 64 columns.
    let padded = { (count: Int) in (count + 63) / 64 * 64 }
    try requireMemory(
      for: (depth + 4) * width * padded(inputs) + 6 * width * padded(width),
      MemoryLayout<Double>.stride)
    var signal = try normal("inputs", inputVariance.squareRoot())
    var jacobian = PanelMatrix(rows: findsSingularValues ? width : 0, columns: width)
    if findsSingularValues { for index in 0..<width { jacobian[index, index] = 1 } }
    var slopes: [PanelMatrix] = []
    var squares: [(before: Double, after: Double, flat: Double)] = []
    for layer in 0..<depth {
      let kernel = try weights(layer, isTransposed: false)
      signal = PanelMatrix.transposedProduct(kernel, signal, threads: threads)
      let biases: [Double] = try biasInitializer.tensor(
        shape: [width], path: "layer\(layer)/bias"
      ).elements
      signal.update { $1 + biases[$0] }
      let before = signal.meanSquare
      var slope = signal
      var flat = 0
      slope.update { _, value in
        let slope = nonlinearity.valueAndSlope(value).slope
        if slope == 0 { flat += 1 }
        return slope
      }
      signal.update { nonlinearity.valueAndSlope($1).value }
      squares.append((before, signal.meanSquare, Double(flat) / Double(width * inputs)))
      if findsSingularValues {
        jacobian = PanelMatrix.transposedProduct(kernel, jacobian, threads: threads)
        jacobian.update { slope[$0, 0] * $1 }
      }
      slopes.append(slope)
    }
    var gradient = try normal("gradients", 1)
    var gradients: [Double] = []
    for layer in (0..<depth).reversed() {
      gradients.append(gradient.meanSquare)
      gradient.multiply(by: slopes[layer])
      gradient = PanelMatrix.transposedProduct(
        try weights(layer, isTransposed: true), gradient, threads: threads)
    }
    return SignalTrace(
      layers: zip(squares, gradients.reversed()).map {
        .init(preActivation: $0.before, activation: $0.after, gradient: $1, flatShare: $0.flat)
      }, inputGradient: gradient.meanSquare,
      singularValues: findsSingularValues ? singularValues(jacobian, threads) : [])
  }

  private func normal(
    _ path: String, _ standardDeviation: Double
  ) throws(InitializationError) -> PanelMatrix {
    let values: Tensor<Double> = try RandomNormal(
      standardDeviation: standardDeviation, seed: seed
    ).tensor(shape: [width, inputs], path: path)
    return PanelMatrix(rows: width, columns: inputs, values.elements)
  }

  private func weights(
    _ layer: Int, isTransposed: Bool
  ) throws(InitializationError) -> PanelMatrix {
    let kernel: Tensor<Double> = try initializer.tensor(
      shape: [width, width], path: "layer\(layer)/kernel")
    return PanelMatrix(
      rows: width, columns: width, kernel.elements, isTransposed: isTransposed)
  }

  private func singularValues(_ jacobian: PanelMatrix, _ threads: Int?) -> [Double] {
    var columns: [Double] = []
    columns.reserveCapacity(width * width)
    for column in 0..<width {
      for row in 0..<width { columns.append(jacobian[row, column]) }
    }
    let values = SingularValues.values(ofColumns: columns, size: width, threads: threads)
    // The derivative itself is known to some 16 digits of its largest elements; less is rounding.
    let least = (values.first ?? 0) * 1e-15
    return values.map { $0 < least ? 0 : $0 }
  }
}
