/// What a convolution does with its kernel.
///
/// With *r* the product of the kernel's places, *s* that of the strides on their axes, *g* the
/// number of groups, and inputs and outputs counted over all groups, the fans are
///
/// | kind | kernel in Keras | in PyTorch | fan-in | fan-out |
/// | --- | --- | --- | --- | --- |
/// | ``ordinary`` | (…, inputs / g, outputs) | (outputs, inputs / g, …) | r · inputs / g | r · outputs / g / s |
/// | ``transposed`` | (…, outputs / g, inputs) | (inputs, outputs / g, …) | r · inputs / g / s | r · outputs / g |
/// | ``depthwise`` | (…, inputs, multiplier) | (inputs · multiplier, 1, …) | r | r · multiplier / s |
///
/// A convolution with a stride reaches its places by turns: where the stride does not divide the
/// kernel's size, the fan divided by *s* is the average.
///
/// Keras, PyTorch and JAX read all of them as ordinary, without groups and strides: they exchange
/// the fans of transposed convolutions, and multiply fan-out by the groups; Keras's fan-in of
/// depthwise convolutions is too large by the number of inputs.
public enum ConvolutionKind: String, Sendable, Hashable, CaseIterable {
  /// A convolution, of one or more groups.
  case ordinary
  /// A transposed convolution, whose kernel has its channels the other way round.
  case transposed
  /// One filter, or several, for each input.
  ///
  /// In PyTorch's layout it is an ordinary one with as many groups as inputs, and one group stands
  /// for a filter an input. Where an input has several filters, use ``ordinary`` or give the number
  /// of groups.
  case depthwise
}

extension Fans {
  /// The fans of a convolution kernel.
  init(
    kernel shape: [Int], _ kind: ConvolutionKind, _ layout: WeightLayout, groups: Int, stride: Int
  ) throws(InitializationError) {
    guard shape.count >= 2 else {
      throw InitializationError(
        .invalidShape,
        "a convolution's kernel has rank 2 or more; shape \(shape) has rank \(shape.count)")
    }
    guard groups > 0 else {
      throw InitializationError(
        .invalidParameter, "groups \(groups) is not allowed; give 1 or more")
    }
    let input = shape[layout.inputAxis(shape.count)]
    let output = shape[layout.outputAxis(shape.count)]
    guard stride > 0 else {
      throw InitializationError(
        .invalidParameter, "stride \(stride) is not allowed; give 1 or more")
    }
    let places = layout.placeAxes(shape.count)
    let field = shape[places].reduce(1) { $0 * Double($1) }
    let steps = places.reduce(1) { steps, _ in steps * Double(stride) }
    if kind == .depthwise && layout == .keras {
      self.init(fanIn: field, fanOut: field * Double(output) / steps)
      return
    }
    guard kind != .depthwise || input <= 1 else {
      throw InitializationError(
        .invalidShape,
        "a depthwise kernel of PyTorch has one input, but shape \(shape) does not; in Keras's layout it is (…, inputs, multiplier)"
      )
    }
    // What lies on the output axis counts all groups, what lies on the input axis one.
    let count = kind == .depthwise && groups == 1 ? max(1, output) : groups
    guard output % count == 0 else {
      throw InitializationError(
        .invalidShape,
        "shape \(shape) has \(output) channels in total, which are not divisible into \(count) groups"
      )
    }
    let (whole, grouped) = (field * Double(output / count) / steps, field * Double(input))
    self =
      kind == .transposed
      ? Fans(fanIn: whole, fanOut: grouped) : Fans(fanIn: grouped, fanOut: whole)
  }
}
