import Initializers
import KerasModels

/// What a rule does to its initializer where a scheme depends on a model's depth or width.
enum RecipeModifier: Sendable {
  /// Values times a number.
  case multiply(Double)
  /// Values divided by √(branches · depth). The depth is how many numbers `*` stands for in the
  /// names.
  case divideByRootOfDepth(layers: String, branches: Int)
  /// Values divided by √(branches · (layer + 1)), the layer being the number that stands for `*` in
  /// the parameter's own name.
  case divideByRootOfLayer(layers: String, branches: Int)
  /// Values multiplied or divided by the square root of a dimension, of the parameter itself or of
  /// another.
  case rootOfSize(of: NamePattern?, axis: Int, divides: Bool)
  /// Values times a scheme's factor for a depth, and for another where a decoder stands beside an
  /// encoder.
  case scheme(Scheme, layers: String, decoderLayers: String?)
  /// Zeros in one row.
  case zeroRow(Int)

  /// A published scheme whose factor depends on depth.
  enum Scheme: String, Sendable, CaseIterable {
    case deepNorm = "deep_norm"
    case deepNormEncoder = "deep_norm_encoder"
    case deepNormDecoder = "deep_norm_decoder"
    case subLN = "sub_ln"
    case subLNDecoder = "sub_ln_decoder"
    case tFixupEncoder = "t_fixup_encoder"
    case tFixupDecoder = "t_fixup_decoder"
  }

  /// The modified initializer of a parameter.
  func modified(
    _ initializer: any Initializer, of parameter: ModelParameter, in model: inout RecipeModel
  ) throws(InitializationError) -> any Initializer {
    switch self {
    case .multiply(let factor):
      return try initializer.scaled(by: factor)
    case .divideByRootOfDepth(let layers, let branches):
      let depth = try model.depth(layers)
      return try initializer.scaled(by: .residual(layers: depth, branches: branches))
    case .divideByRootOfLayer(let layers, let branches):
      let layer = try RecipeModel.layer(layers, of: parameter)
      return try initializer.scaled(
        by: 1 / (Double(branches) * (Double(layer) + 1)).squareRoot())
    case .rootOfSize(let pattern, let axis, let divides):
      let size = try model.size(pattern, axis, of: parameter)
      let root = Double(size).squareRoot()
      return try initializer.scaled(by: divides ? 1 / root : root)
    case .scheme(let scheme, let layers, let decoderLayers):
      let depth = try model.depth(layers)
      var decoderDepth = depth
      if let decoderLayers { decoderDepth = try model.depth(decoderLayers) }
      return try initializer.scaled(by: Self.scaling(scheme, depth, decoderDepth))
    case .zeroRow(let row):
      return try zeroRow(row, of: initializer)
    }
  }

  private static func scaling(
    _ scheme: Scheme, _ layers: Int, _ decoderLayers: Int
  ) -> DepthScaling {
    switch scheme {
    case .deepNorm: .deepNorm(layers: layers)
    case .deepNormEncoder: .deepNormEncoder(layers: layers, decoderLayers: decoderLayers)
    case .deepNormDecoder: .deepNormDecoder(layers: layers)
    case .subLN: .subLN(layers: layers)
    case .subLNDecoder: .subLNDecoder(layers: layers)
    case .tFixupEncoder: .tFixupEncoder(layers: layers)
    case .tFixupDecoder: .tFixupDecoder(layers: layers)
    }
  }

  private func zeroRow(
    _ row: Int, of base: some Initializer
  ) throws(InitializationError) -> any Initializer {
    try ZeroRows([row], of: base)
  }
}
