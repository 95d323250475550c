import InitializerConfigurations
import Initializers

extension LayerDeclaration {
  /// Normalizations.
  static let normalization: [LayerDeclaration] =
    ["BatchNormalization", "BatchNormalizationV1", "BatchNormalizationV2"].map(batchNormalization)
    + [
      LayerDeclaration("LayerNormalization", .unchanged) { layer throws(InitializationError) in
        let shape = try shape(of: layer, default: -1, layer.dialect == .keras3 ? .sorted : .given)
        if try layer.config.bool("rms_scaling", default: false) {
          return [
            try layer.variable(
              "gamma", shape, try layer.initializer("gamma_initializer", default: "ones"))
          ]
        }
        return try scaleAndShift(of: layer, shape)
      },
      LayerDeclaration("GroupNormalization", .unchanged) { layer throws(InitializationError) in
        let axis = try layer.config.integer("axis", default: -1, in: -64...64)
        return try scaleAndShift(of: layer, [try layer.inputDimension(axis)])
      },
      LayerDeclaration("RMSNormalization", .unchanged) { layer throws(InitializationError) in
        [try layer.variable("scale", try shape(of: layer, default: -1, .sorted), Ones())]
      },
      LayerDeclaration("Normalization", .unchanged) { layer throws(InitializationError) in
        // A mean that the configuration gives is a constant, not a variable.
        guard layer.config.values["mean"] ?? .null == .null else { return [] }
        let shape = try shape(of: layer, default: -1, .placed)
        return [
          try layer.variable("mean", shape, Zeros()),
          try layer.variable("variance", shape, Ones()),
          try layer.variable(
            "count", [], Zeros(), scalarType: layer.dialect == .keras3 ? .int32 : .int64),
        ]
      },
    ]

  private static func batchNormalization(_ className: String) -> LayerDeclaration {
    LayerDeclaration(className, .unchanged) { layer throws(InitializationError) in
      let shape = try batchShape(of: layer)
      // tf.keras does not compute statistics in 16 bits.
      let isHalf = try layer.scalarType.byteCount == 2
      let type = layer.dialect != .keras3 && isHalf ? ScalarType.float32 : nil
      let mean = try layer.initializer("moving_mean_initializer", default: "zeros")
      let variance = try layer.initializer("moving_variance_initializer", default: "ones")
      var variables =
        try scaleAndShift(of: layer, shape, type) + [
          try layer.variable("moving_mean", shape, mean, scalarType: type),
          try layer.variable("moving_variance", shape, variance, scalarType: type),
        ]
      if try layer.config.bool("renorm", default: false) {
        let deviation: any Initializer = variance is Ones ? variance : SquareRoot(of: variance)
        variables += [
          try layer.variable("moving_stddev", shape, deviation, scalarType: type),
          try layer.variable("renorm_mean", shape, mean, scalarType: type),
          try layer.variable("renorm_stddev", shape, deviation, scalarType: type),
        ]
      }
      return variables
    }
  }

  private static func batchShape(of layer: LayerReader) throws(InitializationError) -> [Int] {
    let axes = try layer.axes(default: -1, .sorted)
    guard layer.dialect != .keras3, axes.count > 1 else {
      return try shape(of: layer, default: -1, .sorted)
    }
    // tf.keras keeps the axes that it takes statistics over, with size 1.
    var shape: [Int] = []
    for axis in try layer.inputShape.indices {
      shape.append(axes.contains(axis) ? try layer.inputDimension(axis) : 1)
    }
    return shape
  }

  private static func shape(
    of layer: LayerReader, default axis: Int, _ order: LayerReader.AxisOrder
  ) throws(InitializationError) -> [Int] {
    var shape: [Int] = []
    for axis in try layer.axes(default: axis, order) {
      shape.append(try layer.inputDimension(axis))
    }
    return shape
  }

  private static func scaleAndShift(
    of layer: LayerReader, _ shape: [Int], _ type: ScalarType? = nil
  ) throws(InitializationError) -> [ModelParameter] {
    var variables: [ModelParameter] = []
    if try layer.config.bool("scale", default: true) {
      let ones = try layer.initializer("gamma_initializer", default: "ones")
      variables.append(try layer.variable("gamma", shape, ones, scalarType: type))
    }
    if try layer.config.bool("center", default: true) {
      let zeros = try layer.initializer("beta_initializer", default: "zeros")
      variables.append(try layer.variable("beta", shape, zeros, scalarType: type))
    }
    return variables
  }
}
