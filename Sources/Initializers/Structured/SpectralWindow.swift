/// A window of spectral analysis by its name in SciPy.
///
/// Source: the definitions of `scipy.signal.windows` 1.17, with its default parameters.
public enum SpectralWindow: String, Sendable, Hashable, CaseIterable {
  /// Bartlett and Hann's.
  case barthann
  /// Bartlett's: a triangle that ends in zeros.
  case bartlett
  /// Blackman's: three cosines.
  case blackman
  /// Blackman and Harris's: four cosines, least side lobes.
  case blackmanharris
  /// Bohman's.
  case bohman
  /// Ones.
  case boxcar
  /// Half a sine.
  case cosine
  /// e^(−|n − centre|).
  case exponential
  /// Five cosines with a flat top.
  case flattop
  /// Hamming's: a raised cosine on a pedestal.
  case hamming
  /// Hann's: a raised cosine.
  case hann
  /// Lanczos's: sinc.
  case lanczos
  /// Nuttall's: four cosines.
  case nuttall
  /// Parzen's: a cubic spline.
  case parzen
  /// Taylor's with four side lobes at −30 dB.
  case taylor
  /// A triangle that does not end in zeros.
  case triang
  /// Tukey's: half of it flat.
  case tukey

  /// SciPy's other names.
  static let aliases: [String: SpectralWindow] = [
    "brthan": .barthann, "bth": .barthann, "bart": .bartlett, "brt": .bartlett,
    "black": .blackman, "blk": .blackman, "blackharr": .blackmanharris, "bkh": .blackmanharris,
    "bman": .bohman, "bmn": .bohman, "box": .boxcar, "ones": .boxcar, "rect": .boxcar,
    "rectangular": .boxcar, "halfcosine": .cosine, "poisson": .exponential, "flat": .flattop,
    "flt": .flattop, "hamm": .hamming, "ham": .hamming, "han": .hann,
    "sinc": .lanczos, "nutl": .nuttall, "nut": .nuttall, "parz": .parzen, "par": .parzen,
    "taylorwin": .taylor, "triangle": .triang, "tri": .triang, "tuk": .tukey,
  ]

  /// The window of a name or alias.
  ///
  /// - Parameter name: A name that SciPy's `get_window` takes without parameters.
  public init?(name: String) {
    guard let window = Self(rawValue: name) ?? Self.aliases[name] else { return nil }
    self = window
  }

  /// The window's values.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - isPeriodic: Whether the next value would be the first again, rather than the last equal
  ///     the first.
  /// - Returns: The values; one value is 1.
  public func values(count: Int, isPeriodic: Bool = false) -> [Double] {
    (0..<max(0, count)).map { value(at: $0, of: count, isPeriodic: isPeriodic) }
  }

  /// One of the window's values.
  func value(at index: Int, of count: Int, isPeriodic: Bool) -> Double {
    count == 1 ? 1 : value(at: Double(index), of: Double(isPeriodic ? count + 1 : count))
  }

  private func value(at n: Double, of count: Double) -> Double {
    // From 0 at the first to 1 at the last, and the distance from the middle in halves.
    let place = n / (count - 1)
    let distance = (2 * place - 1).magnitude
    switch self {
    case .boxcar: return 1
    case .hann: return cosines(place, [0.5, 0.5])
    case .hamming: return cosines(place, [0.54, 1 - 0.54])
    case .blackman: return cosines(place, [0.42, 0.5, 0.08])
    case .blackmanharris: return cosines(place, [0.35875, 0.48829, 0.14128, 0.01168])
    case .nuttall: return cosines(place, [0.3635819, 0.4891775, 0.1365995, 0.0106411])
    case .flattop:
      return cosines(place, [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368])
    case .barthann:
      return 0.62 - 0.24 * distance + 0.38 * DeterministicMath.cosine(turns: distance / 2)
    case .bartlett: return 1 - distance
    case .bohman:
      return place == 0 || place == 1
        ? 0
        : (1 - distance) * DeterministicMath.cosine(turns: distance / 2)
          + DeterministicMath.sine(turns: distance / 2) / Double.pi
    case .cosine: return DeterministicMath.sine(turns: (n + 0.5) / count / 2)
    case .exponential: return DeterministicMath.exp(-(n - (count - 1) / 2).magnitude)
    case .lanczos:
      return distance == 0
        ? 1 : DeterministicMath.sine(turns: distance / 2) / (Double.pi * distance)
    case .parzen:
      let offset = (n - (count - 1) / 2).magnitude
      let x = offset / (count / 2)
      return offset <= (count - 1) / 4
        ? 1 - 6 * x * x + 6 * x * x * x : 2 * (1 - x) * (1 - x) * (1 - x)
    case .triang:
      let nearest = min(n, count - 1 - n) + 1
      return count.truncatingRemainder(dividingBy: 2) == 0
        ? (2 * nearest - 1) / count : 2 * nearest / (count + 1)
    case .tukey:
      let width = ((count - 1) / 4).rounded(.down)
      let fromEnd = min(n, count - 1 - n)
      return fromEnd <= width
        ? 0.5 * (1 + DeterministicMath.cosine(turns: (4 * fromEnd / (count - 1) - 1) / 2)) : 1
    case .taylor: return taylor(n, count)
    }
  }

  /// Σ (−1)ᵏ aₖ cos 2πkx.
  private func cosines(_ place: Double, _ coefficients: [Double]) -> Double {
    coefficients.enumerated().reduce(0) { sum, term in
      let value = term.element * DeterministicMath.cosine(turns: Double(term.offset) * place)
      return term.offset % 2 == 0 ? sum + value : sum - value
    }
  }

  private func taylor(_ n: Double, _ count: Double) -> Double {
    // 30 dB as a ratio of amplitudes: 10^1.5.
    let ratio = 31.622776601683793
    let a = DeterministicMath.log(ratio + (ratio * ratio - 1).squareRoot()) / Double.pi
    let dilation = 16 / (a * a + 12.25)
    let terms = (1...3).map { m -> Double in
      let square = Double(m * m)
      var factor = m % 2 == 1 ? 0.5 : -0.5
      for other in 1...3 {
        let half = Double(other) - 0.5
        factor *= 1 - square / dilation / (a * a + half * half)
        if other != m { factor /= 1 - square / Double(other * other) }
      }
      return factor
    }
    func sum(_ n: Double) -> Double {
      1 + 2
        * terms.enumerated().reduce(0) { sum, term in
          sum + term.element
            * DeterministicMath.cosine(
              turns: Double(term.offset + 1) * (n - count / 2 + 0.5) / count)
        }
    }
    return sum(n) / sum((count - 1) / 2)
  }
}
