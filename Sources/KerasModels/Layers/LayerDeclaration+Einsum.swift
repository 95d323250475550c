import InitializerConfigurations
import Initializers

extension LayerDeclaration {
  /// Dense layers given by an equation.
  static let einsum: [LayerDeclaration] = [
    LayerDeclaration(
      containing: "EinsumDense",
      .one { layer, input in
        let sizes = layer.config["output_shape"] ?? .null
        return layer.config["equation"]?.string.flatMap(EinsumEquation.init)?.shapes(
          inputShape: input, partialOutputShape: (sizes.array ?? [sizes]).map(\.dimension),
          biasAxes: [])?.output
      }
    ) { layer, _ throws(InitializationError) in
      guard let text = layer.config.values["equation"]?.string, let equation = EinsumEquation(text)
      else {
        throw layer.config.invalid(
          "equation", "of the form ab,bc->ac, ...ab,bc->...ac or ab...,bc->ac...")
      }
      let biasAxes = layer.config.values["bias_axes"]?.string.map(Array.init)
      let inputShape = try layer.inputShape
      guard
        let shapes = equation.shapes(
          inputShape: inputShape, partialOutputShape: try outputShape(of: layer),
          biasAxes: biasAxes ?? [])
      else {
        throw layer.config.invalid(
          "equation",
          "one that fits the input of rank \(inputShape.count), output_shape and bias_axes")
      }
      let kernel = try layer.kernel(
        try closed(shapes.kernel, of: layer),
        fans: .axes(input: shapes.inputAxes, output: shapes.outputAxes))
      var rest: [ModelParameter] = []
      if biasAxes != nil {
        let initializer = try layer.initializer("bias_initializer", default: "zeros")
        rest = [try layer.variable("bias", try closed(shapes.bias, of: layer), initializer)]
      }
      return try layer.withLowRankAddition(to: kernel, rest)
    }
  ]

  private static func outputShape(of layer: LayerReader) throws(InitializationError) -> Shape {
    let value = layer.config.values["output_shape"] ?? .null
    var shape: Shape = []
    for element in value.array ?? [value] {
      guard
        element == .null && value != .null
          || element.integer.map((0...LayerReader.dimensionLimit).contains) == true
      else {
        throw layer.config.invalid("output_shape", "an integer, or a list of integers and nulls")
      }
      shape.append(element.integer)
    }
    return shape
  }

  private static func closed(
    _ shape: Shape, of layer: LayerReader
  ) throws(InitializationError) -> [Int] {
    let known = shape.compactMap(\.self)
    guard known.count == shape.count else {
      throw layer.config.invalid("equation", "one whose weights have no open dimensions")
    }
    return known
  }
}
