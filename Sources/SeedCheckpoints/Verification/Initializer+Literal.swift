import Initializers

extension Initializer {
  /// Whether the initializer is a list of values, so that it makes whatever it was given.
  var isLiteral: Bool { givenCount > 16 }

  /// How many values the initializer was given, rather than a law; of lists, more than count.
  ///
  /// So many constants side by side are a list, too, whatever they are called.
  private var givenCount: Int {
    switch self {
    case is ConstantArray, is any LiteralTensor: return 1 << 20
    case let transform as STFT: return transform.hasGivenWindow ? 1 << 20 : 1
    case let parts as Concatenated: return parts.initializers.reduce(0) { $0 + $1.givenCount }
    case let rows as ZeroRows: return rows.rows.count + rows.base.givenCount
    case let wrapper as UnitForgetBias: return 1 + wrapper.base.givenCount
    case let modifier as any InitializerModifier: return modifier.base.givenCount
    // Laws without a width are constants, and have no density.
    case is RandomUniform, is RandomNormal, is TruncatedNormal:
      let law = try? law(for: FillRequest(shape: []))
      return law?.density(at: 0) == nil ? 1 : 0
    default: return seed == nil ? 1 : 0
    }
  }
}

extension STFT {
  fileprivate var hasGivenWindow: Bool {
    if case .values? = window { true } else { false }
  }
}

private protocol LiteralTensor {}

extension Tensor: LiteralTensor {}
