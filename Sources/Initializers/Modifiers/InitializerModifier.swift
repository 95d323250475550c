/// An initializer that changes what another makes.
///
/// Its seed is the other's. Unless the type says otherwise, its elements have the other's law in
/// another order, and it is scaled by scaling the other.
public protocol InitializerModifier: Initializer {
  /// The other initializer.
  var base: any Initializer { get set }

  /// The shape that the other sees.
  ///
  /// - Parameter shape: A shape that a check has accepted.
  /// - Returns: The shape; the same unless the type says otherwise.
  func baseShape(of shape: [Int]) -> [Int]
}

extension InitializerModifier {
  /// The seed of the other.
  public var seed: Seed? {
    get { base.seed }
    set { base.seed = newValue }
  }

  /// The same shape.
  public func baseShape(of shape: [Int]) -> [Int] { shape }

  /// The other's law.
  public func law(for request: FillRequest) throws(InitializationError) -> TensorLaw {
    try base.law(for: baseRequest(request))
  }

  /// As for the other.
  public func isElementwise(on backend: Backend) -> Bool { base.isElementwise(on: backend) }

  /// The same of the scaled other.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    var copy = self
    copy.base = try base.scaled(by: factor)
    return copy
  }

  /// The request to the other; all of its elements where it sees another shape.
  func baseRequest(_ request: FillRequest) -> FillRequest {
    var part = request
    part.shape = baseShape(of: request.shape)
    if part.shape != request.shape { (part.slice, part.elements) = (nil, nil) }
    return part
  }
}
