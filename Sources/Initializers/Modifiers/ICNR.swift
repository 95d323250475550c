/// Another initializer's values, each repeated for all subpixels that a convolution makes of a
/// pixel.
///
/// For an enlargement *r* the base makes a kernel with *r*² times fewer outputs; a subpixel
/// rearrangement then shows *r* × *r* equal pixels, without a checkerboard. Output *j* is the
/// base's output ⌊*j* / *r*²⌋ in PyTorch's layout, for `PixelShuffle`, and *j* mod (outputs / *r*²)
/// in Keras's, for `tf.nn.depth_to_space`. For images with another number of dimensions than two,
/// give ``copies``.
///
/// Rank 2 or more, outputs a multiple of *r*²; what scalar types the base takes. Fans are the
/// base's kernel's.
///
/// Source: A. Aitken et al., *Checkerboard artifact free sub-pixel convolution* (2017).
public struct ICNR: InitializerModifier {
  /// The initializer of the smaller kernel.
  public var base: any Initializer
  /// How often each output is there: *r*².
  public let copies: Int
  /// Where the channels are, and so how outputs become subpixels.
  public let layout: WeightLayout

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - base: The initializer of the smaller kernel.
  ///   - copies: How often each output is there, 1 or more: *r*² for images that become *r* times
  ///     as large.
  ///   - layout: Where the channels are, and so how outputs become subpixels.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if there are no copies.
  public init(
    _ base: any Initializer, copies: Int = 4, layout: WeightLayout = .keras
  ) throws(InitializationError) {
    guard copies > 0 else {
      throw InitializationError(
        .invalidParameter, "copies \(copies) is not allowed; give 1 or more")
    }
    self.base = base
    self.copies = copies
    self.layout = layout
  }

  /// Checks the shape, and the base with the smaller kernel.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    try rearrangement(of: request.shape).check(type, request, base)
  }

  private func rearrangement(of shape: [Int]) throws(InitializationError) -> Rearrangement {
    guard shape.count >= 2, shape[layout.outputAxis(shape.count)] % copies == 0 else {
      throw InitializationError(
        .invalidShape,
        "a pixel-shuffle kernel has rank 2 or more and a number of outputs divisible by \(copies); shape \(shape) does not"
      )
    }
    let output = layout.outputAxis(shape.count)
    var sourceShape = shape
    sourceShape[output] /= copies
    return Rearrangement(
      sourceShape: sourceShape,
      indices: shape.indices.map { axis in
        if axis != output { return .same(axis) }
        return layout == .torch ? .divided(axis, by: copies) : .modulo(axis)
      })
  }

  /// The shape of what the base makes.
  public func baseShape(of shape: [Int]) -> [Int] {
    (try? rearrangement(of: shape))?.sourceShape ?? shape
  }

  /// Writes the values.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try rearrangement(of: request.shape).fill(&out, request, from: base)
  }
}
