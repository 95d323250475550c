/// Quantiles of the standard normal distribution, as the native stream defines them.
///
/// Both precisions share one plan. Draws come in pairs ±s, so the magnitude is computed from |s|
/// and the sign put on afterwards. The centre, where v = |s| · 2⁻ⁿ is at most 0.85, is v times a
/// smooth function of v²; the tail works with q, the mass beyond, which is taken from integers so
/// that the farthest draws keep all their digits.
enum StandardNormal {
  /// The v at which the tail takes over, as in Wichura's algorithm.
  static let centralLimit: Float = 0.85
}
