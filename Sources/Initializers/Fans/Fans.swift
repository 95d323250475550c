/// The fans of a weight: how many inputs each output sums over, and how many outputs each input
/// reaches.
public struct Fans: Sendable, Hashable {
  /// The number of inputs of one output.
  public let fanIn: Double
  /// The number of outputs of one input.
  public let fanOut: Double

  /// Creates fans.
  ///
  /// - Parameters:
  ///   - fanIn: The number of inputs of one output.
  ///   - fanOut: The number of outputs of one input.
  public init(fanIn: Double, fanOut: Double) {
    self.fanIn = fanIn
    self.fanOut = fanOut
  }

  /// Where a convolution kernel has its channels.
  public enum DataFormat: String, Sendable, Hashable, CaseIterable {
    /// (…, input, output): what Keras stores, whatever the format of its images.
    case channelsLast = "channels_last"
    /// (output, input, …): what Theano and PyTorch store.
    case channelsFirst = "channels_first"
  }

  /// The rule that reads the fans off a shape.
  public enum Rule: Sendable, Hashable {
    /// Keras 2's: rank 2 is (in, out); ranks 3, 4 and 5 are convolution kernels; for all others
    /// both fans are the square root of the number of elements.
    case keras2
    /// PyTorch's: (output, input, …) for every rank from 2 on; below it there are no fans.
    case torch
    /// Products of the dimensions of given axes, and of no others; negative axes count from the
    /// end. Keras 3's `input_axes` and `output_axes`.
    case axes(input: [Int], output: [Int])
    /// Keras 3's: rank 0 is (1, 1); rank 1 is (n, n); rank 2 is (in, out); all others are
    /// convolution kernels.
    case keras3
    /// JAX's: products of the dimensions of given axes, times those of all other axes but the
    /// batch's, which count stacked weights.
    case jax(input: [Int] = [-2], output: [Int] = [-1], batch: [Int] = [])
    /// What a convolution really sums over. No peer has it: see ``ConvolutionKind``.
    case convolution(
      ConvolutionKind = .ordinary, layout: WeightLayout = .keras, groups: Int = 1, stride: Int = 1)
  }

  /// Reads the fans off the shape of a weight.
  ///
  /// With r the product of a kernel's spatial dimensions, a convolution has fans (r · in, r · out).
  ///
  /// - Parameters:
  ///   - shape: The dimensions of the whole weight, 0 or more each.
  ///   - rule: Whose rule; Keras's two differ in shapes that are neither matrices nor kernels of
  ///     rank 3, 4 or 5.
  ///   - dataFormat: Where a kernel has its channels, for Keras's rules; matrices are (in, out) in
  ///     either format.
  /// - Throws: ``InitializationError/Code/invalidShape`` if the weight has no fans by PyTorch's
  ///   rule, or lacks one of the axes.
  /// Source: `_compute_fans` of Keras 2.2 and `compute_fans` of Keras 3.
  public init(
    of shape: [Int], rule: Rule = .keras2, dataFormat: DataFormat = .channelsLast
  ) throws(InitializationError) {
    // Products in Double cannot overflow; fans are exact up to 2⁵³.
    func product(_ dimensions: ArraySlice<Int>) -> Double {
      dimensions.reduce(1) { $0 * Double($1) }
    }
    switch (shape.count, rule, dataFormat) {
    case (_, .axes(let input, let output), _):
      self.init(
        fanIn: product(try Self.dimensions(of: shape, input)[...]),
        fanOut: product(try Self.dimensions(of: shape, output)[...]))
    case (_, .jax(let input, let output, let batch), _):
      let (inputs, outputs) = (
        try Self.dimensions(of: shape, input), try Self.dimensions(of: shape, output)
      )
      let named = Set((input + output + batch).map { $0 < 0 ? $0 + shape.count : $0 })
      _ = try Self.dimensions(of: shape, batch)
      let field = product(shape.indices.filter { !named.contains($0) }.map { shape[$0] }[...])
      self.init(fanIn: field * product(inputs[...]), fanOut: field * product(outputs[...]))
    case (_, .convolution(let kind, let layout, let groups, let stride), _):
      try self.init(kernel: shape, kind, layout, groups: groups, stride: stride)
    case (..<2, .torch, _):
      throw InitializationError(
        .invalidShape, "PyTorch's fans need rank 2 or more; shape \(shape) has rank \(shape.count)")
    case (_, .torch, _):
      let field = product(shape[2...])
      self.init(fanIn: Double(shape[1]) * field, fanOut: Double(shape[0]) * field)
    case (2, _, _):
      self.init(fanIn: Double(shape[0]), fanOut: Double(shape[1]))
    case (3...5, _, .channelsFirst), (6..., .keras3, .channelsFirst):
      let field = product(shape[2...])
      self.init(fanIn: Double(shape[1]) * field, fanOut: Double(shape[0]) * field)
    case (3...5, _, .channelsLast), (6..., .keras3, .channelsLast):
      let field = product(shape[..<(shape.count - 2)])
      self.init(
        fanIn: Double(shape[shape.count - 2]) * field,
        fanOut: Double(shape[shape.count - 1]) * field)
    case (_, .keras3, _):
      let count = product(shape[...])
      self.init(fanIn: count, fanOut: count)
    default:
      let root = product(shape[...]).squareRoot()
      self.init(fanIn: root, fanOut: root)
    }
  }

  private static func dimensions(
    of shape: [Int], _ axes: [Int]
  ) throws(InitializationError) -> [Int] {
    var dimensions: [Int] = []
    for axis in axes {
      guard (-shape.count..<shape.count).contains(axis) else {
        throw InitializationError(
          .invalidShape,
          "axis \(axis) is out of range for shape \(shape), which has rank \(shape.count)")
      }
      dimensions.append(shape[axis < 0 ? axis + shape.count : axis])
    }
    return dimensions
  }
}
