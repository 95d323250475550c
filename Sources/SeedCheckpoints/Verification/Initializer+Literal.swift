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
    case let rows as any RowZeroing: return rows.rows.count + rows.base.givenCount
    case let wrapper as any Wrapping: return 1 + wrapper.base.givenCount
    case let modifier as any InitializerModifier: return modifier.base.givenCount
    // Laws without a width are constants.
    case let uniform as RandomUniform: return uniform.low == uniform.high ? 1 : 0
    case let normal as RandomNormal: return normal.standardDeviation == 0 ? 1 : 0
    case let normal as TruncatedNormal: return normal.standardDeviation == 0 ? 1 : 0
    default: return self is any RandomInitializer ? 0 : 1
    }
  }
}

private protocol RowZeroing: InitializerModifier {
  var rows: [Int] { get }
}

extension ZeroRows: RowZeroing {}

private protocol Wrapping {
  associatedtype Base: Initializer
  var base: Base { get }
}

extension UnitForgetBias: Wrapping {}

extension STFT {
  fileprivate var hasGivenWindow: Bool {
    if case .values? = window { true } else { false }
  }
}

private protocol LiteralTensor {}

extension Tensor: LiteralTensor {}
