/// The singular values of the triangle (f g; 0 h), as LAPACK's `dlas2` and `dlasv2` compute them.
struct TriangularPair {
  let f: Double
  let g: Double
  let h: Double

  /// The smaller singular value (`dlas2`).
  var smallest: Double {
    let (fa, ga, ha) = (f.magnitude, g.magnitude, h.magnitude)
    let (least, most) = (min(fa, ha), max(fa, ha))
    if least == 0 { return 0 }
    let a = 1 + least / most
    let b = (most - least) / most
    if ga < most {
      let u = (ga / most) * (ga / most)
      return least * (2 / ((a * a + u).squareRoot() + (b * b + u).squareRoot()))
    }
    let u = most / ga
    if u == 0 { return least * most / ga }
    let c =
      1 / ((1 + (a * u) * (a * u)).squareRoot() + (1 + (b * u) * (b * u)).squareRoot())
    return least * c * u * 2
  }

  /// Both singular values, with signs, and the rotations that diagonalize the triangle (`dlasv2`).
  var decomposition: (least: Double, most: Double, right: PlaneRotation, left: PlaneRotation) {
    let isSwapped = h.magnitude > f.magnitude
    let (ft, ht) = isSwapped ? (h, f) : (f, h)
    let (fa, ha, ga) = (ft.magnitude, ht.magnitude, g.magnitude)
    var dominant = isSwapped ? 3 : 1
    var (least, most) = (ha, fa)
    var (clt, crt, slt, srt) = (1.0, 1.0, 0.0, 0.0)
    if ga != 0 {
      if ga > fa { dominant = 2 }
      if ga > fa && fa / ga < 0x1p-53 {
        most = ga
        least = ha > 1 ? fa / (ga / ha) : fa / ga * ha
        (clt, slt, srt, crt) = (1, ht / g, 1, ft / g)
      } else {
        let d = fa - ha
        let l = d == fa ? 1 : d / fa
        let m = g / ft
        let t = 2 - l
        let s = (t * t + m * m).squareRoot()
        let r = l == 0 ? m.magnitude : (l * l + m * m).squareRoot()
        let a = 0.5 * (s + r)
        least = ha / a
        most = fa * a
        let tangent =
          if m * m == 0 {
            l == 0 ? sign(2, ft) * sign(1, g) : g / sign(d, ft) + m / t
          } else {
            (m / (s + t) + m / (r + l)) * (1 + a)
          }
        let length = (tangent * tangent + 4).squareRoot()
        crt = 2 / length
        srt = tangent / length
        clt = (crt + srt * m) / a
        slt = ht / ft * srt / a
      }
    }
    let (csl, snl, csr, snr) = isSwapped ? (srt, crt, slt, clt) : (clt, slt, crt, srt)
    let turn =
      switch dominant {
      case 1: sign(1, csr) * sign(1, csl) * sign(1, f)
      case 2: sign(1, snr) * sign(1, csl) * sign(1, g)
      default: sign(1, snr) * sign(1, snl) * sign(1, h)
      }
    return (
      sign(least, turn * sign(1, f) * sign(1, h)), sign(most, turn),
      PlaneRotation(cosine: csr, sine: snr), PlaneRotation(cosine: csl, sine: snl)
    )
  }

  /// The magnitude of one number with the sign of another.
  private func sign(_ magnitude: Double, _ sign: Double) -> Double {
    Double(signOf: sign, magnitudeOf: magnitude)
  }
}
