/// Given elements, repeated along missing axes and axes of dimension 1.
///
/// The array's shape is matched with the tensor's from the last axis, as NumPy broadcasts: each
/// dimension is equal or 1. Any scalar type that holds the elements; finite ones that it makes
/// infinite are an error. The same as Keras's `Constant` with a list or an array.
public struct ConstantArray: Initializer, Hashable {
  /// The array's dimensions.
  public let shape: [Int]
  /// The array's elements, the last axis varying fastest.
  public let elements: [Double]

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - shape: The array's dimensions.
  ///   - elements: As many elements as the shape has.
  /// - Throws: ``InitializationError/Code/invalidShape`` if the counts differ.
  public init(shape: [Int], elements: [Double]) throws(InitializationError) {
    let array = try Tensor<Double>(shape: shape, elements: elements)
    self.shape = array.shape
    self.elements = array.elements
  }

  /// The products as an array.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    try requirePositive(factor: factor)
    return try ConstantArray(shape: shape, elements: elements.map { $0 * factor })
  }

  /// The shape with axes of dimension 1 in place of missing ones.
  private func padded(to target: [Int]) throws(InitializationError) -> [Int] {
    let padded = Array(repeating: 1, count: max(0, target.count - shape.count)) + shape
    guard padded.count == target.count, zip(padded, target).allSatisfy({ $0 == $1 || $0 == 1 })
    else {
      throw InitializationError(
        .invalidShape, "an array of shape \(shape) cannot fill a tensor of shape \(target)")
    }
    return padded
  }

  private func element<S: Scalar>(_ index: Int) throws(InitializationError) -> S {
    try S.element(elements[index], "the element")
  }

  /// None: each element is a number of its own.
  public func law(for request: FillRequest) -> TensorLaw { .unknown }

  /// Checks the shape and the array's elements.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    _ = try padded(to: request.shape)
    _ = try ElementLayout(request)
    for index in elements.indices { _ = try element(index) as S }
  }

  /// Writes the elements.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    let target = request.shape
    let padded = try padded(to: target)
    let layout = try request.layout(for: out.count)
    if layout.elements.isEmpty { return try check(S.self, request) }
    try out.withRuns(of: layout) { run, whole throws(InitializationError) in
      for (index, position) in whole.enumerated() {
        var (rest, source, stride) = (position, 0, 1)
        for axis in target.indices.reversed() {
          let (quotient, coordinate) = rest.quotientAndRemainder(dividingBy: target[axis])
          source += padded[axis] == 1 ? 0 : coordinate * stride
          stride *= padded[axis]
          rest = quotient
        }
        run[index] = try element(source)
      }
    }
  }
}
