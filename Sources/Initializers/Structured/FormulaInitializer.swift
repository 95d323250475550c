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

extension FormulaInitializer {
  /// Writes the formula's values: computed in `Double`, and rounded to the arithmetic type and then to the scalar type.
  ///
  /// An integer type takes the values that it can hold exactly.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ parameter: Parameter
  ) throws(InitializationError) {
    let layout = try parameter.layout(for: out.count)
    let shape = parameter.shape
    let formula = try formula(for: shape.map { max(1, $0) })
    try out.withRuns(of: layout) { run, whole throws(InitializationError) in
      var coordinates = [Int](repeating: 0, count: shape.count)
      var rest = whole.lowerBound
      for axis in shape.indices.reversed() {
        (rest, coordinates[axis]) = rest.quotientAndRemainder(dividingBy: shape[axis])
      }
      for index in 0..<whole.count {
        let value = formula(coordinates)
        run[index] =
          S.scalarType.isFloatingPoint
          ? S(rounding: S.Arithmetic(value)) : try S(constant: value)
        guard !value.isFinite || run[index].nearestDouble.isFinite else {
          throw InitializationError(
            .invalidParameter,
            "the value \(value) is too large for \(S.scalarType.rawValue); use float64")
        }
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
}
