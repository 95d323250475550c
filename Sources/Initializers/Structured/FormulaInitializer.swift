/// An initializer whose elements a formula gives, from their place in a shape.
///
/// It needs no seed. A type of your own that conforms to it has slices, threads and all scalar types without further work.
public protocol FormulaInitializer: Initializer {
  /// The formula of a shape.
  ///
  /// - Parameter shape: The dimensions of the whole tensor, none of them 0.
  /// - Returns: A function from an element's coordinates to its value. It is called for every element, from any thread.
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
  /// Checks the request, and that there is a formula for the shape.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    let layout = try ElementLayout(request)
    let shape = request.shape.map { max(1, $0) }
    let known = self as? any KnownFormula
    if let known, !known.takesIntegers { try S.requireFloatingPoint() }
    let formula = try formula(for: shape)
    guard let known, layout.wholeCount > 0 else { return }
    for place in known.telling(of: shape) { _ = try Self.element(formula(place)) as S }
  }

  /// Writes the formula's values: computed in `Double`, and rounded to the arithmetic type and then to the scalar type.
  ///
  /// An integer type takes the values that it can hold exactly. Finite values that the type makes infinite are an error.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try check(S.self, request)
    let layout = try request.layout(for: out.count)
    if layout.elements.isEmpty { return }
    let shape = request.shape
    let formula = try formula(for: shape)
    try out.withRuns(of: layout) { run, whole throws(InitializationError) in
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
