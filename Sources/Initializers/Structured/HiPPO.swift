/// The state matrix A of HiPPO: what keeps a history as coefficients of orthogonal functions.
///
/// With row *n* and column *k* from 0:
///
/// | measure | element |
/// | --- | --- |
/// | ``Measure/legS`` | −√(2*n* + 1) √(2*k* + 1) below the diagonal, −(*n* + 1) on it, 0 above |
/// | ``Measure/legT`` | −√(2*n* + 1) √(2*k* + 1), above the diagonal times (−1)ⁿ⁻ᵏ |
/// | ``Measure/lagT`` | −1 below the diagonal, −½ on it, 0 above |
/// | ``Measure/fourier`` | of frequencies *m*: rotations by 2π*m* of the pairs (2*m*, 2*m* + 1), less 2 *b*ₙ *b*ₖ with *b*₀ = 1, *b* = √2 at even *n*, 0 at odd |
///
/// Rank 2 and square; floating-point types; Fourier needs an even size. Computed in `Double` and
/// rounded once. The discretization is not part of it.
///
/// Source: A. Gu, T. Dao, S. Ermon, A. Rudra, C. Ré, *HiPPO: Recurrent Memory with Optimal
/// Polynomial Projections* (NeurIPS 2020); `transition` of state-spaces/s4.
public struct HiPPO: FormulaInitializer, Hashable {
  /// How much of the past counts.
  public enum Measure: String, Sendable, Hashable, CaseIterable {
    /// All of it, alike: scaled Legendre polynomials.
    case legS = "legs"
    /// A window: translated Legendre polynomials.
    case legT = "legt"
    /// All of it, less and less: translated Laguerre polynomials.
    case lagT = "lagt"
    /// A window: the Fourier basis.
    case fourier
  }

  /// How much of the past counts.
  public let measure: Measure

  /// Creates the initializer.
  ///
  /// - Parameter measure: How much of the past counts.
  public init(_ measure: Measure = .legS) {
    self.measure = measure
  }

  /// The formula.
  public func formula(
    for shape: [Int]
  ) throws(InitializationError) -> @Sendable ([Int]) -> Double {
    guard shape.count == 2, shape[0] == shape[1] else {
      throw InitializationError(
        .invalidShape, "a HiPPO matrix is square, of rank 2; shape \(shape) is not")
    }
    @Sendable func root(_ n: Int) -> Double { Double(2 * n + 1).squareRoot() }
    switch measure {
    case .legS:
      return { index in
        let (n, k) = (index[0], index[1])
        return n > k ? -root(n) * root(k) : n == k ? -Double(n + 1) : 0
      }
    case .legT:
      return { index in
        let (n, k) = (index[0], index[1])
        let value = -root(n) * root(k)
        return n < k && (k - n) % 2 == 1 ? -value : value
      }
    case .lagT:
      return { index in index[0] > index[1] ? -1 : index[0] == index[1] ? -0.5 : 0 }
    case .fourier:
      guard shape[0] % 2 == 0 else {
        throw InitializationError(
          .invalidShape, "a Fourier HiPPO matrix has an even size; shape \(shape) does not")
      }
      return { index in
        let (n, k) = (index[0], index[1])
        func weight(_ n: Int) -> Double { n == 0 ? 1 : n % 2 == 0 ? 2.0.squareRoot() : 0 }
        var rotation = 0.0
        if n / 2 == k / 2 && n != k {
          let turn = 2 * Double.pi * Double(n / 2)
          rotation = n < k ? -turn : turn
        }
        return rotation - 2 * weight(n) * weight(k)
      }
    }
  }
}

extension HiPPO: KnownFormula {
  package var takesIntegers: Bool { false }

  package func telling(of shape: [Int]) -> [[Int]] {
    // Magnitudes grow towards the last row and column.
    let last = shape[0] - 1
    return [[last, last], [last, max(0, last - 1)], [max(0, last - 1), last]]
  }
}
