/// A rotation of a plane.
struct PlaneRotation {
  /// The cosine of its angle.
  let cosine: Double
  /// The sine of its angle.
  let sine: Double

  /// Which signs LAPACK's `dlartg` gives a rotation; they decide those of singular vectors.
  enum Convention: Sendable {
    /// Since LAPACK 3.10: the cosine is never negative.
    case current
    /// Before: the length is positive unless that makes the cosine of a dominant first component
    /// negative.
    case before3_10
  }

  /// The rotation that takes (f, g) to (length, 0).
  static func annihilating(
    _ f: Double, _ g: Double, _ convention: Convention
  ) -> (rotation: PlaneRotation, length: Double) {
    if g == 0 { return (PlaneRotation(cosine: 1, sine: 0), f) }
    let length = (f * f + g * g).squareRoot()
    switch convention {
    case .current:
      if f == 0 {
        return (PlaneRotation(cosine: 0, sine: g < 0 ? -1 : 1), g.magnitude)
      }
      let signed = f < 0 ? -length : length
      return (PlaneRotation(cosine: f.magnitude / length, sine: g / signed), signed)
    case .before3_10:
      if f == 0 { return (PlaneRotation(cosine: 0, sine: 1), g) }
      let (c, s) = (f / length, g / length)
      return f.magnitude > g.magnitude && c < 0
        ? (PlaneRotation(cosine: -c, sine: -s), -length)
        : (PlaneRotation(cosine: c, sine: s), length)
    }
  }
}
