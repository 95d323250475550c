import InitializerConfigurations
import Initializers

/// The equation of an `EinsumDense` layer, such as `abc,cd->abd`, `...x,xy->...y` or
/// `ab...,bc->ac...`.
///
/// Source: `_analyze_einsum_string` of Keras 3.15.
struct EinsumEquation {
  /// The letters of the input, of the kernel and of the output.
  let input, kernel, output: [Character]
  /// Whether axes that have no letter come first.
  let isElidedLeft: Bool

  /// The shapes that an equation leads to; `nil` for dimensions that are open.
  struct Shapes {
    var output: Shape = []
    var kernel: Shape = []
    var bias: Shape = []
    var inputAxes: [Int] = []
    var outputAxes: [Int] = []
  }

  /// Reads an equation; `nil` if it has none of the three forms.
  init?(_ text: String) {
    let dotted = text.replacing("...", with: "0")
    guard
      let match = dotted.wholeMatch(
        of: /(0?)([a-zA-Z]+)(0?),([a-zA-Z]+)->(0?)([a-zA-Z]+)(0?)/),
      match.1 == match.5, match.3 == match.7, match.1.isEmpty || match.3.isEmpty
    else { return nil }
    input = Array(match.2)
    kernel = Array(match.4)
    output = Array(match.6)
    isElidedLeft = !match.1.isEmpty
  }

  /// The shapes for an input.
  ///
  /// - Parameters:
  ///   - inputShape: The shape of the input, the batch first.
  ///   - partialOutputShape: The shape of the output without the batch and without axes that have
  ///     no letter.
  ///   - biasAxes: The letters of the output that the bias has.
  /// - Returns: The shapes; `nil` if the equation does not fit them.
  func shapes(
    inputShape: Shape, partialOutputShape: Shape, biasAxes: [Character]
  ) -> Shapes? {
    let elided = inputShape.count - input.count
    guard elided >= 0, let batch = inputShape.first else { return nil }
    // Keras tells the layers behind these axes in reverse.
    let outputShape =
      isElidedLeft
      ? [batch] + inputShape[1..<max(1, elided)].reversed() + partialOutputShape
      : [batch] + partialOutputShape + inputShape.suffix(elided)
    let shift = isElidedLeft ? elided : 0
    func size(_ letter: Character, _ letters: [Character], of shape: Shape) -> Int?? {
      letters.lastIndex(of: letter).map { $0 + shift }.flatMap {
        shape.indices.contains($0) ? shape[$0] : nil
      }
    }
    var shapes = Shapes(output: outputShape)
    for (axis, letter) in kernel.enumerated() {
      if output.contains(letter) {
        guard let dimension = size(letter, output, of: outputShape) else { return nil }
        shapes.kernel.append(dimension)
        shapes.outputAxes.append(axis)
      } else {
        guard let dimension = size(letter, input, of: inputShape) else { return nil }
        shapes.kernel.append(dimension)
        shapes.inputAxes.append(axis)
      }
    }
    guard biasAxes.allSatisfy(output.contains) else { return nil }
    let first = output.firstIndex(where: biasAxes.contains) ?? output.endIndex
    for letter in output[first...] {
      guard let dimension = size(letter, output, of: outputShape) else { return nil }
      shapes.bias.append(biasAxes.contains(letter) ? dimension : 1)
    }
    if !isElidedLeft { shapes.bias += Array(repeating: 1, count: elided) }
    return shapes
  }
}
