/// Elements given by a function of their position: an initializer of your own, in a closure.
///
/// ```swift
/// let positions = Elementwise { position, shape in Double(position % shape[1]) }
/// ```
///
/// Any shape and any scalar type; a result is rounded to the scalar type, or refused if an integer
/// type cannot hold it, or if it is finite and becomes infinite. Slices hold without further care,
/// as the position is that in the whole tensor.
public struct Elementwise: Initializer {
  private let element: @Sendable (_ position: Int, _ shape: [Int]) throws -> Double

  /// Creates an initializer from a function.
  ///
  /// - Parameter element: Gives the element at a row-major position of a shape. What it throws
  ///   arrives as an ``InitializationError`` with code ``InitializationError/Code/failedElement``.
  public init(_ element: @escaping @Sendable (_ position: Int, _ shape: [Int]) throws -> Double) {
    self.element = element
  }

  /// None: each element is a number of its own.
  public func law(for request: FillRequest) -> TensorLaw { .unknown }

  /// Checks the request; the function is not asked.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    _ = try ElementLayout(request)
  }

  /// Writes the function's values, one after the other on the calling thread.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    let layout = try request.layout(for: out.count)
    try out.withRuns(of: layout) { run, whole throws(InitializationError) in
      for (index, position) in whole.enumerated() {
        let value: Double
        do {
          value = try element(position, request.shape)
        } catch {
          throw InitializationError(
            .failedElement, "the element at position \(position) failed: \(error)",
            underlyingError: error)
        }
        run[index] = try S.element(value, "the value")
      }
    }
  }
}
