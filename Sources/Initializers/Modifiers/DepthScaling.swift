/// A factor by which deep networks make some of their first weights smaller or larger, as published
/// schemes give it.
///
/// ```swift
/// let projection = try RandomNormal(standardDeviation: 0.02, seed: 1).scaled(by: .residual(layers: 12))
/// let value = try VarianceScaling.glorotNormal(seed: 1).scaled(by: .deepNorm(layers: 48))
/// ```
///
/// | scheme | factor | of |
/// | --- | --- | --- |
/// | ``residual(layers:branches:)`` | (branches · layers)^−½ | projections into the residual stream |
/// | ``fixup(branches:layersPerBranch:)`` | branches^(−1 / (2 · layers per branch − 2)) | layers in residual branches but the last, which starts with zeros |
/// | ``tFixupEncoder(layers:)`` | 0.67 · layers^−¼ | the encoder's feed-forward, value and output weights |
/// | ``tFixupDecoder(layers:)`` | (9 · layers)^−¼ | the decoder's, and embeddings |
/// | ``deepNorm(layers:)`` | (8 · layers)^−¼ | feed-forward, value and output weights of one stack |
/// | ``deepNormEncoder(layers:decoderLayers:)`` | 0.87 · (layers⁴ · decoder layers)^(−1/16) | the encoder's |
/// | ``deepNormDecoder(layers:)`` | (12 · layers)^−¼ | the decoder's |
/// | ``subLN(layers:)`` | √ln(2 · layers) | feed-forward, value and output weights of one stack |
/// | ``subLNDecoder(layers:)`` | √ln(3 · layers) | the decoder's |
/// | ``muP(widthMultiplier:)`` | width multiplier^−½ | hidden weights whose law ignores the width |
/// | ``muPReadout(widthMultiplier:)`` | width multiplier^½ | the last weights, if variance scaling divides by their width |
///
/// T-Fixup's authors multiply value weights by √2 more in their code, which makes up for a gain of
/// 1/√2 that fairseq has. Factors are computed with the library's own functions, and are the same
/// on every machine.
public struct DepthScaling: Sendable, Hashable {
  /// The factor.
  public let factor: Double

  /// Creates a scaling of your own.
  ///
  /// - Parameter factor: The factor, a positive finite number.
  public init(factor: Double) {
    self.factor = factor
  }

  private static func fourthRoot(_ value: Double) -> Double { value.squareRoot().squareRoot() }

  /// GPT-2's: (branches · layers)^−½.
  ///
  /// Source: A. Radford et al., *Language Models are Unsupervised Multitask Learners* (2019),
  /// section 2.3.
  ///
  /// - Parameters:
  ///   - layers: The number of layers, 1 or more.
  ///   - branches: How many times a layer adds to the residual stream.
  /// - Returns: The scaling.
  public static func residual(layers: Int, branches: Int = 2) -> DepthScaling {
    guard layers > 0, branches > 0 else { return DepthScaling(factor: .nan) }
    return DepthScaling(factor: 1 / (Double(branches) * Double(layers)).squareRoot())
  }

  /// Fixup's: branches^(−1 / (2m − 2)) for m layers in a branch.
  ///
  /// Source: H. Zhang, Y. N. Dauphin, T. Ma, *Fixup Initialization: Residual Learning Without
  /// Normalization* (ICLR 2019).
  ///
  /// - Parameters:
  ///   - branches: The number of residual branches, 1 or more.
  ///   - layersPerBranch: The number of layers in a branch, 2 or more.
  /// - Returns: The scaling.
  public static func fixup(branches: Int, layersPerBranch: Int = 2) -> DepthScaling {
    let exponent = Double(layersPerBranch) * 2 - 2
    if exponent == 2 { return DepthScaling(factor: 1 / Double(branches).squareRoot()) }
    guard branches > 0, exponent > 0 else { return DepthScaling(factor: .nan) }
    return DepthScaling(
      factor: DeterministicMath.exp(-DeterministicMath.log(Double(branches)) / exponent))
  }

  /// T-Fixup's for an encoder: 0.67 · layers^−¼.
  ///
  /// Source: X. S. Huang, F. Pérez, J. Ba, M. Volkovs, *Improving Transformer Optimization Through
  /// Better Initialization* (ICML 2020).
  ///
  /// - Parameter layers: The number of layers, 1 or more.
  /// - Returns: The scaling.
  public static func tFixupEncoder(layers: Int) -> DepthScaling {
    DepthScaling(factor: 0.67 / fourthRoot(Double(layers)))
  }

  /// T-Fixup's for a decoder and for embeddings: (9 · layers)^−¼.
  ///
  /// Source: as for ``tFixupEncoder(layers:)``.
  ///
  /// - Parameter layers: The number of layers, 1 or more.
  /// - Returns: The scaling.
  public static func tFixupDecoder(layers: Int) -> DepthScaling {
    DepthScaling(factor: 1 / fourthRoot(9 * Double(layers)))
  }

  /// DeepNorm's for one stack of layers: β = (8 · layers)^−¼.
  ///
  /// Source: H. Wang et al., *DeepNet: Scaling Transformers to 1,000 Layers* (2022), table 2. Its
  /// residual branches are to be multiplied by α = (2 · layers)^¼ in the model itself.
  ///
  /// - Parameter layers: The number of layers, 1 or more.
  /// - Returns: The scaling.
  public static func deepNorm(layers: Int) -> DepthScaling {
    DepthScaling(factor: 1 / fourthRoot(8 * Double(layers)))
  }

  /// DeepNorm's for an encoder with a decoder: β = 0.87 · (N⁴ · M)^(−1/16), N and M being the
  /// layers of both.
  ///
  /// Source: as for ``deepNorm(layers:)``.
  ///
  /// - Parameters:
  ///   - layers: The number of layers of the encoder, 1 or more.
  ///   - decoderLayers: The number of layers of the decoder, 1 or more.
  /// - Returns: The scaling.
  public static func deepNormEncoder(layers: Int, decoderLayers: Int) -> DepthScaling {
    DepthScaling(
      factor: 0.87 / fourthRoot(Double(layers)) / fourthRoot(fourthRoot(Double(decoderLayers))))
  }

  /// DeepNorm's for a decoder with an encoder: β = (12 · layers)^−¼.
  ///
  /// Source: as for ``deepNorm(layers:)``.
  ///
  /// - Parameter layers: The number of layers of the decoder, 1 or more.
  /// - Returns: The scaling.
  public static func deepNormDecoder(layers: Int) -> DepthScaling {
    DepthScaling(factor: 1 / fourthRoot(12 * Double(layers)))
  }

  /// Sub-LayerNorm's for one stack of layers: √ln(2 · layers).
  ///
  /// Source: H. Wang et al., *Foundation Transformers* (2022), MAGNETO.
  ///
  /// - Parameter layers: The number of layers, 1 or more.
  /// - Returns: The scaling.
  public static func subLN(layers: Int) -> DepthScaling {
    logarithmic(2 * Double(layers))
  }

  /// Sub-LayerNorm's for a decoder with an encoder: √ln(3 · layers).
  ///
  /// Source: as for ``subLN(layers:)``.
  ///
  /// - Parameter layers: The number of layers of the decoder, 1 or more.
  /// - Returns: The scaling.
  public static func subLNDecoder(layers: Int) -> DepthScaling {
    logarithmic(3 * Double(layers))
  }

  private static func logarithmic(_ value: Double) -> DepthScaling {
    DepthScaling(factor: value > 1 ? DeterministicMath.log(value).squareRoot() : .nan)
  }

  /// The maximal update parametrization's for hidden weights: width multiplier^−½.
  ///
  /// For laws that ignore the width, such as ``RandomNormal``; variance scaling by fan-in has the
  /// factor already.
  ///
  /// Source: G. Yang et al., *Tensor Programs V* (2022); microsoft/mup, `mup/init.py`.
  ///
  /// - Parameter widthMultiplier: The width over that of the model whose hyperparameters are used,
  ///   above 0.
  /// - Returns: The scaling.
  public static func muP(widthMultiplier: Double) -> DepthScaling {
    DepthScaling(factor: 1 / widthMultiplier.squareRoot())
  }

  /// The maximal update parametrization's for the last weights, of a law that divides by their
  /// width: width multiplier^½.
  ///
  /// Source: as for ``muP(widthMultiplier:)``.
  ///
  /// - Parameter widthMultiplier: The width over that of the model whose hyperparameters are used,
  ///   above 0.
  /// - Returns: The scaling.
  public static func muPReadout(widthMultiplier: Double) -> DepthScaling {
    DepthScaling(factor: widthMultiplier.squareRoot())
  }
}

extension Initializer {
  /// The initializer of the values times a published factor.
  ///
  /// - Parameter scaling: The scheme and the model's depth or width.
  /// - Returns: The initializer, with the same seed.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if the scheme has no factor for that
  ///   depth, such as one of 0.
  public func scaled(by scaling: DepthScaling) throws(InitializationError) -> any Initializer {
    guard scaling.factor > 0, scaling.factor.isFinite else {
      throw InitializationError(
        .invalidParameter,
        "there is no scaling for that depth or width; give 1 layer or more, and a width above 0")
    }
    return try scaled(by: scaling.factor)
  }
}
