/// Truncation bounds with all that the quantile of a draw needs, computed once.
///
/// For bounds ±t the quantile of the draw s, an odd integer of (−2ⁿ, 2ⁿ), is Φ⁻¹((1 + v·c) / 2)
/// with v = s · 2⁻ⁿ and c = erf(t / √2): the draw's own quantile with v made smaller. Without
/// bounds c is
/// 1. Other bounds need the masses beyond them.
public struct Truncation: Sendable, Hashable {
  /// How bounds change the place of a draw.
  package enum Kind: Sendable, Hashable {
    /// Bounds at equal distance: v is multiplied by `central`; `tail` is (1 − central) / 2.
    case symmetric(central: Double, tail: Double)
    /// Other bounds: Φ(a), Φ(−b) and Φ(b) − Φ(a).
    case asymmetric(below: Double, above: Double, between: Double)
  }

  package let kind: Kind
  package let lower: Double
  package let upper: Double

  /// No bounds.
  public static let none = Truncation(
    kind: .symmetric(central: 1, tail: 0), lower: -.infinity, upper: .infinity)

  /// Keras's bounds, prepared once.
  package static let keras = Truncation(TruncationBounds.keras)

  /// Prepares bounds.
  ///
  /// - Parameter bounds: The bounds.
  public init(_ bounds: TruncationBounds) {
    let (lower, upper) = (bounds.lower, bounds.upper)
    let above = DeterministicMath.normalTail(upper)
    if lower == -upper {
      self.init(
        kind: .symmetric(central: DeterministicMath.normalCentral(upper), tail: above),
        lower: lower, upper: upper)
      return
    }
    let below = DeterministicMath.normalTail(-lower)
    // The mass between, from the terms in which the least cancels.
    let between =
      if lower > 1 {
        DeterministicMath.normalTail(lower) - above
      } else if upper < -1 {
        DeterministicMath.normalTail(-upper) - below
      } else {
        (DeterministicMath.normalCentral(upper) - DeterministicMath.normalCentral(lower)) / 2
      }
    self.init(
      kind: .asymmetric(below: below, above: above, between: between), lower: lower, upper: upper)
  }

  private init(kind: Kind, lower: Double, upper: Double) {
    self.kind = kind
    self.lower = lower
    self.upper = upper
  }
}
