/// An initializer whose elements a formula gives, from their place in a shape.
///
/// It needs no seed. A type of your own that conforms to it has slices, threads and all scalar
/// types without further work.
public protocol FormulaInitializer: Initializer {
  /// The formula of a shape.
  ///
  /// - Parameter shape: The dimensions of the whole tensor, none of them 0.
  /// - Returns: A function from an element's coordinates to its value. It is called for every
  ///   element, from any thread.
  /// - Throws: ``InitializationError/Code/invalidShape`` if there are no such tensors.
  func formula(
    for shape: [Int]
  ) throws(InitializationError) -> @Sendable (_ coordinates: [Int]) -> Double
}

/// A formula that comes with the library, of which more is known than its values.
package protocol KnownFormula: FormulaInitializer {
  /// Whether integers can hold its values, for some parameters and shapes.
  var takesIntegers: Bool { get }

  /// Places whose values show whether a scalar type holds all, in a shape without dimensions of 0.
  func telling(of shape: [Int]) -> [[Int]]
}

extension FormulaInitializer {
  /// None: each element is a number of its own.
  public func law(for request: FillRequest) -> TensorLaw { .unknown }

  /// Checks the request, and that there is a formula for the shape.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    _ = try checkedFormula(type, request)
  }

  private func checkedFormula<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) -> @Sendable ([Int]) -> Double {
    let layout = try ElementLayout(request)
    let shape = request.shape.map { max(1, $0) }
    let known = self as? any KnownFormula
    if let known, !known.takesIntegers { try S.requireFloatingPoint() }
    let formula = try formula(for: shape)
    if let known, layout.wholeCount > 0 {
      for place in known.telling(of: shape) { _ = try Self.element(formula(place)) as S }
    }
    return formula
  }

  /// Writes the formula's values, on several threads where the work is large.
  ///
  /// They are computed in `Double`, and rounded to the arithmetic type and then to the scalar type.
  /// An integer type takes the values that it can hold exactly. Finite values that the type makes
  /// infinite are an error.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    let formula = try checkedFormula(S.self, request)
    let layout = try request.layout(for: out.count)
    let shape = request.shape
    try out.withRuns(of: layout, threads: request.threads) {
      run, whole throws(InitializationError) in
      var coordinates = [Int](repeating: 0, count: shape.count)
      var rest = whole.lowerBound
      for axis in shape.indices.reversed() {
        (rest, coordinates[axis]) = rest.quotientAndRemainder(dividingBy: shape[axis])
      }
      for index in 0..<whole.count {
        run[index] = try Self.element(formula(coordinates))
        var axis = shape.count - 1
        while axis >= 0 {
          coordinates[axis] += 1
          if coordinates[axis] < shape[axis] { break }
          coordinates[axis] = 0
          axis -= 1
        }
      }
    }
  }

  private static func element<S: Scalar>(_ value: Double) throws(InitializationError) -> S {
    let element =
      S.scalarType.isFloatingPoint
      ? S(rounding: S.Arithmetic(value)) : try S(constant: value)
    guard !value.isFinite || element.nearestDouble.isFinite else {
      throw S.tooLarge("the value \(value) is", value.magnitude)
    }
    return element
  }
}
